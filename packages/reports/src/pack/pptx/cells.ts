import type { PackCell, PackColumn } from '@vigil/pack';
import { widthOf } from '../measure.ts';
import { filledWith, heightOfMarks, widthOfMarks } from './cell-marks.ts';
import type { Drawing } from './drawing.ts';
import type { TableCell } from './library.ts';
import { colours, sizes } from './look.ts';
import { type Run, heightOf, inTenths, paragraphsOf, textOf } from './paragraphs.ts';

/** Between a cell's edge and its text at the whole size, in inches; what begins at the left stands off what ends before it. */
const padding = { left: 0.1, across: 0.05, down: 0.03 };

const note = sizes.table - 1;

const line = { type: 'solid', pt: 0.5, color: colours.rule } as const;
const none = { type: 'none' } as const;
const alignments = { left: 'left', right: 'right', centre: 'center' } as const;

/** Where a cell stands. */
export interface Place {
  readonly column: PackColumn;
  /** In inches. */
  readonly w: number;
  readonly h: number;
  readonly share: number;
  /** A row of notes follows. */
  readonly noted: boolean;
}

export function headerCell(column: PackColumn, share: number): TableCell {
  const { title, align } = column;
  return {
    text: textOf(header(title), share),
    options: {
      align: alignments[align],
      fontSize: inTenths(sizes.table * share),
      valign: 'bottom',
      fill: { color: colours.band },
      margin: margins(share, column),
      border: [none, none, { ...line, pt: 1, color: colours.soft }, none],
    },
  };
}

function header(title: string) {
  return paragraphsOf(title, { size: sizes.table, bold: true });
}

export function bodyCell(cell: PackCell, { column, w, h, share, noted }: Place, drawing: Drawing): TableCell {
  const { text, marks = [], page } = cell;
  const size = sizes.table * share;
  const taken = text === '' ? 0 : widthOfMarks(marks, size);
  const from = firstMark(cell, column, { w, taken, share });
  const slide = page === undefined ? undefined : drawing.slideOf(page);
  return {
    text: textOf(paragraphsOf(text, { ...lookOf(cell), slide }), share),
    options: {
      align: alignments[column.align],
      fontSize: inTenths(size),
      valign: 'middle',
      margin: margins(share, column, taken),
      border: [none, none, noted ? none : line, none],
      ...(marks.length > 0 && { fill: { color: filledWith(marks, { w, h, from, size }, drawing.parts) } }),
    },
  };
}

/** A provisional figure is in a lighter type, which its text says too. */
function lookOf({ provisional = false }: PackCell): Omit<Run, 'text'> {
  return { size: sizes.table, ...(provisional && { italic: true, colour: colours.soft }) };
}

/** Under a row, across all columns. */
export function noteCell(notes: readonly string[], columns: number, share: number): TableCell {
  return {
    text: textOf(noteParagraphs(notes), share),
    options: {
      colspan: columns,
      fontSize: inTenths(note * share),
      valign: 'top',
      margin: [0, padding.across * share, padding.down * share, padding.left * share],
      border: [none, none, line, none],
    },
  };
}

function noteParagraphs(notes: readonly string[]) {
  return paragraphsOf(notes.join(' · '), { size: note, colour: colours.soft });
}

export function heightOfHeaderCell(column: PackColumn, width: number, share: number): number {
  return heightOf(header(column.title), width - besideText(column) * share, share) + 2 * padding.down * share;
}

export function heightOfBodyCell(
  { text, marks = [] }: PackCell,
  column: PackColumn,
  { width, share }: { readonly width: number; readonly share: number },
): number {
  const size = sizes.table * share;
  const room = width - besideText(column) * share - (text === '' ? 0 : widthOfMarks(marks, size));
  const words = heightOf(paragraphsOf(text, { size: sizes.table }), room, share);
  return Math.max(words, marks.length === 0 ? 0 : heightOfMarks(size)) + 2 * padding.down * share;
}

export function heightOfNote(notes: readonly string[], width: number, share: number): number {
  return heightOf(noteParagraphs(notes), width - (padding.left + padding.across) * share, share) + padding.down * share;
}

/** Where the first mark begins, before the words wherever these stand; null for marks alone in the middle. */
function firstMark(
  { text }: PackCell,
  { align }: PackColumn,
  { w, taken, share }: { readonly w: number; readonly taken: number; readonly share: number },
): number | null {
  if (text === '' && align === 'centre') return null;
  if (align === 'left') return padding.left * share;
  const room = w - taken - 2 * padding.across * share;
  const free = Math.max(0, room - widthOf({ text, size: sizes.table * share }));
  return padding.across * share + (align === 'right' ? free : free / 2);
}

function leftOf({ align }: PackColumn): number {
  return align === 'left' ? padding.left : padding.across;
}

function besideText(column: PackColumn): number {
  return leftOf(column) + padding.across;
}

/** Top, right, bottom, left. */
function margins(share: number, column: PackColumn, marks = 0): [number, number, number, number] {
  const [across, down] = [padding.across * share, padding.down * share];
  return [down, across, down, leftOf(column) * share + marks];
}
