import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { palettes } from '@vigil/charts';
import type { Pack } from '@vigil/pack';
import { columnRules } from './columns.ts';
import { shareRules } from './print/share.ts';
import { templates } from './templates.ts';

const require = createRequire(import.meta.url);
const sheets = ['screen.css', 'table.css', 'indicator.css', 'forced-colors.css', 'print.css'];

/** All that the file is styled by: the charts' colours, the typeface, Vigil's sheets, and how wide columns are. */
export async function stylesheet(pack: Pack): Promise<string> {
  const own = await Promise.all(sheets.map((file) => readFile(new URL(file, templates), 'utf8')));
  return `${[colours(), await typeface(), ...own, columnRules(pack), shareRules(pack)].join('\n')}\n`;
}

/** As `--ink`, `--soft`: a page has no other colours than its charts. */
function colours(): string {
  const { ground, ink, soft, grid, rule, band, series, rag } = palettes.light;
  const named = Object.entries({ ground, ink, soft, grid, rule, band, series, ...rag });
  return `:root{${named.map(([name, colour]) => `--${name}:${colour}`).join(';')}}`;
}

/** Source Sans 3 in every weight, the letters of western Europe: 29 kB. Others are shown in what there is. */
async function typeface(): Promise<string> {
  const file = require.resolve('@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2');
  const base64 = await readFile(file, 'base64');
  return `@font-face{font-family:'Source Sans 3';font-weight:200 900;src:url(data:font/woff2;base64,${base64}) format('woff2')}`;
}
