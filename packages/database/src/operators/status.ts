import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { IsoDate } from '@vigil/calendar';
import { digestsSource, type StageName } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';
import type { Delivery } from '../deliveries/deliveries.ts';
import { standingOf } from '../deliveries/standing.ts';
import { delivery, file, slot, stage } from '../schema/index.ts';

/** What each source delivered last, by as-at date, whatever became of it; of several for one date the last to come. */
export async function newestDeliveries(tx: Transaction): Promise<ReadonlyMap<string, Delivery>> {
  const rows = await tx.orm
    .selectDistinctOn([delivery.source])
    .from(delivery)
    .where(eq(delivery.authority, tx.authority))
    .orderBy(asc(delivery.source), desc(delivery.asAt), desc(delivery.createdAt));
  return new Map(rows.map((row) => [row.source, row]));
}

/** What a source delivered last of a list: one file, or the parts of that date. */
export interface DeliveredList {
  readonly source: string;
  readonly list: string;
  readonly asAt: IsoDate;
  /** Rows, of all parts. */
  readonly read: number;
  readonly quarantined: number;
}

/** What each source delivered last of each list: a list that its newest delivery does not have keeps its earlier date. */
export async function deliveredLists(tx: Transaction): Promise<readonly DeliveredList[]> {
  return tx.orm
    .selectDistinctOn([delivery.source, file.list], {
      source: delivery.source,
      list: file.list,
      asAt: delivery.asAt,
      read: sql<number>`sum(${file.read})::int`,
      quarantined: sql<number>`sum(${file.quarantined})::int`,
    })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(standingOf(tx))
    .groupBy(delivery.source, file.list, delivery.asAt)
    .orderBy(asc(delivery.source), asc(file.list), desc(delivery.asAt));
}

/** How many stages of a name wait for a worker, or are being worked on. */
export interface OpenWork {
  readonly stage: StageName;
  readonly due: number;
  readonly running: number;
}

export async function openWork(tx: Transaction): Promise<readonly OpenWork[]> {
  return tx.orm
    .select({
      stage: stage.name,
      due: sql<number>`(count(*) filter (where ${stage.state} = 'due'))::int`,
      running: sql<number>`(count(*) filter (where ${stage.state} = 'running'))::int`,
    })
    .from(stage)
    .where(and(eq(stage.authority, tx.authority), inArray(stage.state, ['due', 'running'])))
    .groupBy(stage.name)
    .orderBy(asc(stage.name));
}

/** The digest that waits for its hour, or for the sources it is to tell of; null where none does. */
export async function waitingDigest(tx: Transaction): Promise<{ readonly until: Date } | null> {
  const [open] = await tx.orm
    .select({ until: slot.dueAt })
    .from(slot)
    .innerJoin(stage, eq(stage.slot, slot.id))
    .where(
      and(
        eq(slot.authority, tx.authority),
        eq(slot.source, digestsSource),
        eq(slot.state, 'open'),
        eq(stage.state, 'due'),
        gt(stage.dueAt, sql`now()`),
      ),
    );
  return open ?? null;
}
