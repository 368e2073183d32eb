import { and, asc, desc, eq, lte, sql } from 'drizzle-orm';
import type { IsoDate } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { delivery, file } from '../schema/index.ts';
import { standingOf } from './standing.ts';

/** What was delivered of a list last, up to an as-at date: one file, or the parts of that date. */
export interface ListState {
  readonly list: string;
  readonly asAt: IsoDate;
  /** The one published last. */
  readonly delivery: string;
  /** Rows, of all parts. */
  readonly read: number;
  readonly quarantined: number;
  /** The columns that each of these files came with, by official header; null where they were not on record yet. */
  readonly columns: readonly (readonly string[] | null)[];
}

/**
 * How fresh each list was at an as-at date: a list that was not delivered then keeps its earlier date.
 *
 * @param knownAt as known then; without it, as known now
 */
export async function listStates(
  tx: Transaction,
  asAt: IsoDate,
  knownAt?: Date,
): Promise<ReadonlyMap<string, ListState>> {
  const rows = await tx.orm
    .selectDistinctOn([file.list], {
      list: file.list,
      asAt: delivery.asAt,
      delivery: sql<string>`(array_agg(${delivery.id} order by ${delivery.publishedAt} desc))[1]`,
      read: sql<number>`sum(${file.read})::int`,
      quarantined: sql<number>`sum(${file.quarantined})::int`,
      columns: sql<(string[] | null)[]>`json_agg(${file.columns})`,
    })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(and(standingOf(tx, knownAt), lte(delivery.asAt, asAt)))
    .groupBy(file.list, delivery.asAt)
    .orderBy(asc(file.list), desc(delivery.asAt));
  return new Map(rows.map((row) => [row.list, row]));
}
