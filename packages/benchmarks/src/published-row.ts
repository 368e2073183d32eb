import type { Cell } from './cell.ts';

export type Level = 'national' | 'regional' | 'authority';

/** What a table says of a place for a year. */
export interface PublishedRow {
  /** The year in which the reporting period ends. */
  readonly year: number;
  readonly level: Level;
  /** `E92000001`; of a region `E12000008`; of an authority its old code, `852`, or `314 / 318` for two together. */
  readonly code: string;
  readonly name: string;
  /** The region an authority lies in. */
  readonly region: string | null;
  /** By measure; what is blank is left out. */
  readonly values: Readonly<Record<string, Exclude<Cell, null>>>;
}
