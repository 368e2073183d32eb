import type { Rag } from '@vigil/indicators';

/** A cell with a look of its own; a bare value takes that of its column. */
export interface Cell {
  readonly value: CellValue;
  /** A number format of Excel's, such as `0.0`. */
  readonly format?: string;
  readonly fill?: Exclude<Rag, 'grey'>;
  readonly italic?: true;
}

/** Texts stay texts, whatever they begin with; null is a blank cell. Days are dates at midnight UTC. */
export type CellValue = string | number | boolean | Date | null;

export interface SheetColumn {
  /** Unlike every other of the sheet: Excel's tables want it. */
  readonly heading: string;
  /** In characters. */
  readonly width: number;
  readonly format?: string;
  /** Long words, broken over lines. */
  readonly wrap?: true;
}

/** A sheet that is one table: a heading, then rows as wide as it. */
export interface Sheet {
  readonly name: string;
  /** By which formulas, pivots and Power Query know it. */
  readonly table: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly (Cell | CellValue)[])[];
  /** Columns that stay in sight. */
  readonly frozen: number;
}

/** A day as Excel's date; its time zone is nobody's. */
export function dayCell(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

export const formats = { day: 'd mmm yyyy', month: 'mmm yyyy', instant: 'd mmm yyyy hh:mm', share: '0.0%' } as const;
