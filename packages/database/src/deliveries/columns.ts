import type { IsoDate } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { listStates, type ListState } from './list-states.ts';

/** The columns that each of the newest files of a list came with; null where they were not on record yet. */
export type DeliveredColumns = ReadonlyMap<string, readonly (readonly string[] | null)[]>;

/** The columns of the lists as they stood at an as-at date, by official header. */
export async function deliveredColumns(tx: Transaction, asAt: IsoDate): Promise<DeliveredColumns> {
  return columnsOfStates(await listStates(tx, asAt));
}

/** The columns of lists whose states are known. */
export function columnsOfStates(states: ReadonlyMap<string, ListState>): DeliveredColumns {
  return new Map([...states].map(([list, { columns }]) => [list, columns]));
}

/**
 * Which of these columns the lists came without: those that none of the newest files of the list has. A list that was
 * never delivered, or whose files were read before columns were on record, is not said to lack any.
 *
 * @param needs official headers by list
 */
export function columnsMissing(
  needs: Readonly<Record<string, readonly string[]>>,
  delivered: DeliveredColumns,
): readonly string[] {
  return Object.entries(needs).flatMap(([list, headers]) => {
    const files = delivered.get(list) ?? [];
    const known = files.flatMap((of) => (of === null ? [] : [of]));
    if (files.length === 0 || known.length < files.length) return [];
    return headers.filter((header) => !known.some((of) => of.includes(header)));
  });
}
