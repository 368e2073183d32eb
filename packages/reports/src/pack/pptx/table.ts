import type { PackTable } from '@vigil/pack';
import { bodyCell, headerCell, heightOfBodyCell, heightOfHeaderCell, heightOfNote, noteCell } from './cells.ts';
import type { Drawing } from './drawing.ts';
import { type Box, below } from './frame.ts';
import type { TableRow } from './library.ts';
import { sizes } from './look.ts';
import { type Paragraph, heightOf } from './paragraphs.ts';
import { markedInWords } from './words.ts';

/** A table, under its caption where that is drawn, at a share of its size; every row is as high as what is in it. In inches. */
export interface SizedTable {
  readonly table: PackTable;
  readonly share: number;
  readonly caption: { readonly paragraphs: readonly Paragraph[]; readonly height: number };
  readonly widths: readonly number[];
  readonly heights: readonly number[];
  /** Of caption and rows. */
  readonly height: number;
}

export function sizedTable(
  table: PackTable,
  width: number,
  share: number,
  { captioned = true }: { readonly captioned?: boolean } = {},
): SizedTable {
  const shares = table.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = table.columns.map((column) => (column.width / shares) * width);
  const caption = [{ runs: [{ text: table.caption, size: sizes.table, bold: true }] }];
  const captionHeight = captioned ? heightOf(caption, width, share) + 0.04 : 0;
  const heights = [
    highest(table.columns.map((column, at) => heightOfHeaderCell(column, widths[at]!, share))),
    ...table.rows.flatMap(({ cells, notes }) => [
      highest(cells.map((cell, at) => heightOfBodyCell(cell, table.columns[at]!, { width: widths[at]!, share }))),
      ...(notes.length === 0 ? [] : [heightOfNote(notes, width, share)]),
    ]),
  ];
  return {
    table,
    share,
    caption: { paragraphs: caption, height: captionHeight },
    widths,
    heights,
    height: heights.reduce((sum, height) => sum + height, captionHeight),
  };
}

function highest(heights: readonly number[]): number {
  return Math.max(0, ...heights);
}

/** Draws caption and table from the top of the box. */
export function drawTable(drawing: Drawing, box: Box, { table, share, caption, widths, heights }: SizedTable): void {
  if (caption.height > 0) drawing.words('Caption', { ...box, h: caption.height }, caption.paragraphs, { share });
  const rows: TableRow[] = [table.columns.map((column) => headerCell(column, share))];
  for (const { cells, notes } of table.rows) {
    const h = heights[rows.length]!;
    rows.push(
      cells.map((cell, at) =>
        bodyCell(cell, { column: table.columns[at]!, w: widths[at]!, h, share, noted: notes.length > 0 }, drawing),
      ),
    );
    if (notes.length > 0) rows.push([noteCell(notes, table.columns.length, share)]);
  }
  const says = [table.caption, ...markedInWords(table)].join('. ');
  drawing.table(below(box, caption.height), { rows, widths: [...widths], heights: [...heights], says });
}
