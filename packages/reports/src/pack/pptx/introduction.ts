import { fitted } from '../fitted.ts';
import type { Drawing } from './drawing.ts';
import { type Box, below, frame } from './frame.ts';
import { sizes } from './look.ts';
import { heightOf, paragraphsOf } from './paragraphs.ts';
import { placeholders } from './placeholders.ts';

/** Longer lines are hard to read. */
const measure = 0.84;
const gap = 0.14;

/** Of the height of the body. */
const most = 0.5;

/** What stands above the body, over as much of the width as is read with ease; gives what is left for the body. */
export function drawIntroduction(lines: readonly string[], drawing: Drawing): Box {
  if (lines.length === 0) return frame.body;
  const paragraphs = lines.flatMap((line) => paragraphsOf(line, { size: sizes.body }, { before: 3 }));
  const w = frame.body.w * measure;
  const share = fitted(frame.body.h * most, (size) => heightOf(paragraphs, w, size));
  const h = heightOf(paragraphs, w, share);
  drawing.words(placeholders.introduction.name, { ...frame.body, w, h }, paragraphs, { share });
  return below(frame.body, h + gap);
}
