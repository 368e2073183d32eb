import { and, desc, eq } from 'drizzle-orm';
import type { IsoDate, Period } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { delivery, run, type RestatementReason } from '../schema/index.ts';
import type { Delivery } from '../deliveries/deliveries.ts';

/** The newest delivery that is published, of whatever source; null before the first. */
export async function newestDelivery(tx: Transaction): Promise<Delivery | null> {
  const [newest] = await tx.orm
    .select()
    .from(delivery)
    .where(and(eq(delivery.authority, tx.authority), eq(delivery.state, 'published')))
    .orderBy(desc(delivery.asAt), desc(delivery.publishedAt))
    .limit(1);
  return newest ?? null;
}

/** The run that published the newest delivery; null before the first. */
export async function newestRun(tx: Transaction): Promise<Pick<typeof run.$inferSelect, 'id' | 'asAt'> | null> {
  const newest = await newestDelivery(tx);
  if (!newest) return null;
  const [found] = await tx.orm
    .select({ id: run.id, asAt: run.asAt })
    .from(run)
    .where(and(eq(run.authority, tx.authority), eq(run.delivery, newest.id)))
    .orderBy(desc(run.createdAt))
    .limit(1);
  return found ?? null;
}

/** A figure that was published anew with another value. */
export interface RestatedFigure {
  readonly indicator: string;
  readonly period: Period;
  readonly member: string | null;
  readonly before: number | null;
  readonly now: number | null;
  readonly reason: RestatementReason | null;
}

/** The computed figures that were restated as at a date, with what stood before. */
export async function restatementsOf(tx: Transaction, asAt: IsoDate): Promise<readonly RestatedFigure[]> {
  const rows = await tx.sql<(Omit<RestatedFigure, 'before' | 'now'> & { before: string | null; now: string | null })[]>`
    select now.indicator, now.period, now.member, before.value as before, now.value as now, now.reason
    from vigil.snapshot as now
    join vigil.snapshot as before
      on before.authority = now.authority and before.indicator = now.indicator and before.period = now.period
      and before.member is not distinct from now.member and before.origin = now.origin
      and before.version = coalesce(now.differs_from, now.version - 1)
    where now.authority = ${tx.authority} and now.as_at = ${asAt} and now.origin = 'computed' and now.reason is not null
    order by now.indicator, now.period`;
  const number = (decimal: string | null) => (decimal === null ? null : Number(decimal));
  return rows.map((row) => ({ ...row, before: number(row.before), now: number(row.now) }));
}
