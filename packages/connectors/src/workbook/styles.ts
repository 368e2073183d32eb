import type { Workbook } from './parts.ts';
import { readXml } from './xml.ts';

/** Number formats that come with Excel and are dates, those of East Asian editions among them. */
const builtIn: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** For each cell style, by its number, whether it shows a number as a date. */
export type DateStyles = readonly boolean[];

export async function readDateStyles(workbook: Workbook): Promise<DateStyles> {
  if (workbook.styles === null) return [];
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  await readXml(workbook.styles, workbook.package.read(workbook.styles), {
    open: (name, { numFmtId, formatCode }) => {
      const id = Number(numFmtId ?? 0);
      if (name === 'numFmt') custom.set(id, showsDate(formatCode ?? ''));
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) styles.push(custom.get(id) ?? builtIn.has(id));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}

/**
 * Whether a number format shows a day: a year or a day in it, or a month that is not a minute. What is quoted, escaped
 * or in brackets (colours, locales) says nothing, nor do the sections for negative numbers and texts. Elapsed time
 * (`[h]:mm`) is no date. Source: ECMA-376, part 1, 18.8.31.
 */
export function showsDate(format: string): boolean {
  if (/\[(h+|m+|s+)\]/i.test(format)) return false;
  const [positive = ''] = format.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';');
  return /[dy]/i.test(positive) || (/m/i.test(positive) && !/[hs]/i.test(positive));
}
