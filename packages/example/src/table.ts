import type { IsoDate } from '@vigil/calendar';
import { type Entry, isKnown } from './entries.ts';
import { ageOn, type Child } from './people.ts';

/** How records of one list are written: the official headers of Annex A in their order, our extensions last. */
export interface Table<Row> {
  readonly list: string;
  readonly header: readonly string[];
  /** The entry that brings the row into the extract. */
  opening(row: Row): Entry;
  child(row: Row): Child;
  /** One cell a header, as the row is known at the as-at date. */
  cells(row: Row, asAt: IsoDate): string[];
}

/** The rows of a table that are known at the as-at date, by date and child. */
export function knownRows<Row>(table: Table<Row>, rows: readonly Row[], asAt: IsoDate): string[][] {
  const known = rows.filter((row) => isKnown(table.opening(row), asAt));
  known.sort(
    (a, b) => compare(table.opening(a).on, table.opening(b).on) || compare(table.child(a).id, table.child(b).id),
  );
  return known.map((row) => table.cells(row, asAt));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

export const childHeader = ['Child Unique ID', 'Gender', 'Ethnicity', 'Date of Birth', 'Age of Child (Years)'];

export function childCells(child: Child, asAt: IsoDate): string[] {
  return [child.id, child.gender, child.ethnicity, dateCell(child.dateOfBirth), String(ageOn(child, asAt))];
}

/** dd/mm/yyyy, as Annex A wants it. */
export function dateCell(date: IsoDate): string {
  return `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** The date of an entry once it is known, else blank. */
export function entryCell(entry: Entry | null, asAt: IsoDate): string {
  return entry !== null && isKnown(entry, asAt) ? dateCell(entry.on) : '';
}

export function yesNoCell(yes: boolean): string {
  return yes ? 'a) Yes' : 'b) No';
}
