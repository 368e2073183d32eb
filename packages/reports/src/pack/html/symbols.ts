import { type Mark, markSvg } from '@vigil/charts';
import type { Pack } from '@vigil/pack';
import { marksOf } from '../marks.ts';
import { type Html, markup } from './templates.ts';

/** Every mark of the pack once, for `<use href="#mark--red">`; its words stand where it is used. */
export function symbolsOf(pack: Pack): readonly Html[] {
  return marksOf(pack).map((mark) => symbol(mark, markSvg(mark, { theme: 'light' })));
}

function symbol(mark: Mark, svg: string): Html {
  const [, viewBox, shapes] =
    /^<svg\b[^>]*\bviewBox="([^"]*)"[^>]*>(?:<title>[^<]*<\/title>)?(.*)<\/svg>$/su.exec(svg) ?? [];
  if (viewBox === undefined || shapes === undefined) throw new Error(`mark ${mark}: expected an SVG with a viewBox`);
  return markup(`<symbol id="mark--${mark}" viewBox="${viewBox}">${shapes}</symbol>`);
}
