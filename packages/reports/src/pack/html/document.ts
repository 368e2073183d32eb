import { createHash } from 'node:crypto';
import { periodName } from '@vigil/calendar';
import type { Pack } from '@vigil/pack';
import { placeMarks } from '../places.ts';
import { contentsOf } from './contents.ts';
import { sectionsOf } from './sections.ts';
import { stylesheet } from './stylesheet.ts';
import { symbolsOf } from './symbols.ts';
import { rendered } from './templates.ts';

export async function document(pack: Pack): Promise<string> {
  const [css, sections] = await Promise.all([stylesheet(pack), sectionsOf(pack)]);
  const { title, authority, foot } = pack;
  return rendered('document.njk', {
    policy: policy(css),
    css,
    symbols: symbolsOf(pack),
    pack: { title, authority, foot, month: periodName(pack.period) },
    contents: contentsOf(sections),
    sections,
    placeMarks,
    numbers: Object.fromEntries(sections.map(({ id, number }) => [id, number])),
  });
}

/** Nothing is fetched, run or sent; of styles there is only this sheet. */
function policy(css: string): string {
  const own = `'sha256-${createHash('sha256').update(css).digest('base64')}'`;
  return [
    "default-src 'none'",
    `style-src ${own}`,
    'font-src data:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
