import type { PackColumn, PackRow } from './pack.ts';

/**
 * How high words come out on paper, estimated in millimetres: A4 landscape within its margins, less kicker, heading,
 * stamp and foot. What draws a page shrinks what overflows all the same; here is decided what belongs on it.
 */
export const page = { width: 273, height: 158, gutter: 9 };

/** Points of type and of its lines. */
const types = {
  body: { size: 10, leading: 12.2 },
  table: { size: 8.5, leading: 9.7 },
  small: { size: 7.5, leading: 8.4 },
} as const;
export type Type = keyof typeof types;

const millimetres = 25.4 / 72;

/** The width of a character in ems of Source Sans 3, by kind. */
function emsOf(character: string): number {
  if (/\s/u.test(character)) return 0.2;
  if (/[ijlftI.,;:'’|()[\]!-]/u.test(character)) return 0.29;
  if (/[rscz]/u.test(character)) return 0.41;
  if (/[mwMW%@—]/u.test(character)) return 0.78;
  return /[A-Z]/u.test(character) ? 0.58 : 0.52;
}

function widthOf(text: string, type: Type): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * types[type].size * millimetres;
}

/** How many lines a text takes in a column; words are not broken unless one is wider than it. */
export function linesOf(text: string, width: number, type: Type): number {
  let lines = 1;
  let filled = 0;
  for (const word of text.split(/[ \n]/u)) {
    const own = widthOf(`${word} `, type);
    if (filled > 0 && filled + own > width) {
      lines += 1;
      filled = 0;
    }
    filled += own;
    while (filled > width + 1) {
      lines += 1;
      filled -= width;
    }
  }
  return lines;
}

export function textHeight(text: string, width: number, type: Type): number {
  return linesOf(text, width, type) * types[type].leading * millimetres;
}

/** Above and below the words of a row, left and right of those of a cell, and around a mark before them. */
const padding = { row: 1.8, cell: 2.4, mark: 5 };

/** A row of a table as wide as the page. */
export function rowHeight({ cells, notes }: PackRow, columns: readonly PackColumn[]): number {
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  const heights = cells.map(({ text, marks = [] }, index) => {
    const width = (page.width * (columns[index]?.width ?? 1)) / shares;
    return textHeight(text, Math.max(4, width - padding.cell - marks.length * padding.mark), 'table');
  });
  const below = notes.length === 0 ? 0 : textHeight(notes.join(' · '), page.width - padding.cell, 'small') + 0.6;
  return Math.max(...heights) + padding.row + below;
}

/** Caption and heads of a table, and the room above it. */
export function tableHeadHeight(columns: readonly PackColumn[]): number {
  const heads = { cells: columns.map(({ title }) => ({ text: title })), notes: [] };
  return rowHeight(heads, columns) + 10.5;
}

export function introductionHeight(introduction: readonly string[]): number {
  const lines = introduction.map((text) => textHeight(text, 0.82 * page.width, 'body') + 2);
  return lines.reduce((sum, height) => sum + height, lines.length === 0 ? 0 : 2);
}

/**
 * Cuts a text where a sentence ends, or where a word does, so that each piece is no higher than its room. The first may
 * have less room than the others, and is empty where not even its first words fit.
 */
export function pieces(
  text: string,
  {
    width,
    type,
    first,
    further,
  }: { readonly width: number; readonly type: Type; readonly first: number; readonly further: number },
): readonly string[] {
  const fits = (words: string, room: number): boolean => textHeight(words.trim(), width, type) <= room;
  if (fits(text, first)) return [text];
  const sentences = text.split(/(?<=[.!?]\s+)/u);
  const parts = sentences.flatMap((one) => (fits(one, further) ? [one] : one.split(/(?<=\s)/u)));
  const found: string[] = [''];
  for (const part of parts) {
    const room = found.length === 1 ? first : further;
    if (fits(found.at(-1)! + part, room)) found.push(found.pop()! + part);
    else found.push(part);
  }
  return found.map((piece) => piece.trim());
}
