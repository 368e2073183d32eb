import type { Pack } from '@vigil/pack';
import { drawingOn } from './drawing.ts';
import { finished } from './finished.ts';
import { paper } from './frame.ts';
import { legible } from './legible.ts';
import { newPresentation } from './library.ts';
import { typeface } from './look.ts';
import { noParts } from './parts.ts';
import { drawPage } from './slide.ts';
import { speakerNotes } from './speaker-notes.ts';

/**
 * The pack as a PowerPoint presentation (`.pptx`) of A4 landscape, a slide for each of its pages, to be edited: texts and
 * tables are PowerPoint's own, charts are vectors. The same pack is the same bytes. A page that is too full is set in
 * smaller type; characters that XML cannot hold are U+FFFD.
 */
export async function packPptx(given: Pack): Promise<Uint8Array> {
  const pack = legible(given);
  const presentation = await newPresentation();
  presentation.defineLayout({ name: 'A4', ...paper });
  presentation.layout = 'A4';
  presentation.theme = { headFontFace: typeface, bodyFontFace: typeface };
  const parts = noParts();
  const slides = new Map(pack.pages.map(({ id }, at) => [id, at + 1]));
  for (const [at, page] of pack.pages.entries()) {
    const slide = presentation.addSlide();
    await drawPage(page, pack, drawingOn(slide, at + 1, parts, slides));
    slide.addNotes(speakerNotes(page));
  }
  return finished((await presentation.write({ outputType: 'uint8array' })) as Uint8Array, pack, parts);
}
