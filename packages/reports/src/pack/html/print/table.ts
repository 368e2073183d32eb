import type { PackCell, PackTable } from '@vigil/pack';
import { stacked, textHeight, type Type } from './type.ts';

const words: Type = { size: 8.5, leading: 1.14 };
const name: Type = { ...words, bold: true };
const note: Type = { size: 7.5, leading: 1.14 };
const caption: Type = { size: 10, leading: 1.14, bold: true };

/** Above and below the words of a row with its line, left and right of those of a cell; a mark before words, and alone. */
const padding = { row: 2, cell: 2.4, mark: 4.4 };
const markAlone = 4.1;

export function tableHeight(table: PackTable, width: number): number {
  const all = stacked(table.columns.map((column) => column.width));
  const rooms = table.columns.map((column) => (width * column.width) / all - padding.cell);
  const heads = table.columns.map(({ title }) => ({ text: title }));
  const rows = table.rows.map(({ cells, notes }) => rowHeight(cells, rooms, words) + notesHeight(notes, width));
  return 1.2 + textHeight(table.caption, width, caption) + rowHeight(heads, rooms, name) + 0.8 + stacked(rows);
}

function rowHeight(cells: readonly PackCell[], rooms: readonly number[], type: Type): number {
  const heights = cells.map(({ text, marks = [] }, at) => {
    if (text === '' && marks.length > 0) return markAlone;
    return textHeight(text, (rooms[at] ?? 10) - padding.mark * marks.length, at === 0 ? name : type);
  });
  return padding.row + Math.max(0, ...heights);
}

function notesHeight(notes: readonly string[], width: number): number {
  return notes.length === 0 ? 0 : 0.85 + textHeight(notes.join(' · '), width - 4, note);
}
