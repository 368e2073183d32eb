import { readFile } from 'node:fs/promises';
import type { Pack } from '@vigil/pack';
import { charactersOf } from './characters.ts';
import { drawnPack } from './drawn-pack.ts';
import { type Fit, type Shrunk, shrunkToFit } from './fitted.ts';
import { printable } from './printable.ts';
import { typefaceFiles } from './typeface.ts';
import { type Typeset, type Typesetter, withTypst } from './typst.ts';

/**
 * The pack as a tagged PDF (PDF/UA-1) of A4 landscape, a page for each of its pages; the same pack is the same bytes. A
 * page that is too full is shrunk to fit. Signs that Source Sans 3 does not have (emoji, other scripts) are boxes.
 *
 * @throws where a page cannot be set
 */
export async function packPdf(pack: Pack): Promise<Uint8Array> {
  const [has, drawn] = await Promise.all([readFile(typefaceFiles()[0]).then(charactersOf), drawnPack(pack)]);
  const dataWith = (shrunk: Shrunk) =>
    JSON.stringify({ ...drawn, shrunk }, (_, value: unknown) =>
      typeof value === 'string' ? printable(value, has) : value,
    );
  return withTypst((typst) => setToFit(typst, dataWith).pdf(new Date(pack.asAt)));
}

/** Set again until every page holds what is on it. */
function setToFit(typst: Typesetter, dataWith: (shrunk: Shrunk) => string): Typeset {
  let shrunk: Shrunk = {};
  for (;;) {
    const pages = typst.set(dataWith(shrunk));
    const next = shrunkToFit(shrunk, pages.told('fit') as readonly Fit[]);
    if (next === shrunk) return pages;
    shrunk = next;
  }
}
