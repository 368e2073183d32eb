import type { PageLink } from '@vigil/pack';
import type { Drawing } from './drawing.ts';
import { sizes } from './look.ts';
import type { Paragraph } from './paragraphs.ts';

/** Leads to the slide of a page, and says which it is. */
export function linkParagraph({ page, text }: PageLink, drawing: Drawing): Paragraph {
  const slide = drawing.slideOf(page);
  const led = slide === undefined ? text : `${text}, page ${String(slide)}`;
  return { runs: [{ text: led, size: sizes.small, slide }], before: 2 };
}
