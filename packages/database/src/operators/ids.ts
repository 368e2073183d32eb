import { and, asc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { alert, backfill, delivery, muteWindow, notification, replay, run, stage } from '../schema/index.ts';

const tables = { delivery, run, notification, job: stage, alert, mute: muteWindow, replay, backfill } as const;

/** What an operator can name by its id; a job is known by its stage's. */
export type Named = keyof typeof tables;

/** The ids that begin as an operator has typed them, at most ten: one is meant, several are too few letters. */
export async function idsBeginningWith(tx: Transaction, kind: Named, beginning: string): Promise<readonly string[]> {
  // Nothing but these characters is ever in an id, and none of them means anything to LIKE.
  if (!/^[0-9a-f-]+$/iu.test(beginning)) return [];
  const { id, authority } = tables[kind];
  const rows = await tx.orm
    .select({ id })
    .from(tables[kind])
    .where(and(eq(authority, tx.authority), sql`${id}::text like ${`${beginning.toLowerCase()}%`}`))
    .orderBy(asc(id))
    .limit(10);
  return rows.map((row) => row.id);
}

/** The newest delivery of a source for an as-at date. */
export async function newestDeliveryFor(
  tx: Transaction,
  wanted: { source: string; asAt: string },
): Promise<string | null> {
  const [row] = await tx.orm
    .select({ id: delivery.id })
    .from(delivery)
    .where(
      and(eq(delivery.authority, tx.authority), eq(delivery.source, wanted.source), eq(delivery.asAt, wanted.asAt)),
    )
    .orderBy(sql`${delivery.createdAt} desc`)
    .limit(1);
  return row?.id ?? null;
}
