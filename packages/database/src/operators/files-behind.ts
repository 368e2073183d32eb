import { and, asc, eq, or } from 'drizzle-orm';
import type { IsoDate } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { standingOf } from '../deliveries/standing.ts';
import type { ListState } from '../deliveries/list-states.ts';
import { delivery, file } from '../schema/index.ts';

/** A file that figures rest on. */
export interface FileBehind {
  readonly list: string;
  readonly asAt: IsoDate;
  readonly source: string;
  readonly name: string;
  readonly publishedAt: Date | null;
  /** Rows. */
  readonly read: number;
  readonly quarantined: number;
}

/**
 * The files that lists were read from, in the order of the lists' names; of some there are several, as parts of a date.
 *
 * @param knownAt as known then; without it, as known now
 */
export async function filesBehind(
  tx: Transaction,
  lists: readonly ListState[],
  knownAt?: Date,
): Promise<readonly FileBehind[]> {
  if (lists.length === 0) return [];
  return tx.orm
    .select({
      list: file.list,
      asAt: delivery.asAt,
      source: delivery.source,
      name: file.name,
      publishedAt: delivery.publishedAt,
      read: file.read,
      quarantined: file.quarantined,
    })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(
      and(
        standingOf(tx, knownAt),
        or(...lists.map(({ list, asAt }) => and(eq(file.list, list), eq(delivery.asAt, asAt)))),
      ),
    )
    .orderBy(asc(file.list), asc(file.name));
}
