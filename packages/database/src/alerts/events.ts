import { and, asc, eq, inArray, isNull, not, sql } from 'drizzle-orm';
import type { IsoDate } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { alert, alertEvent } from '../schema/index.ts';
import type { Alert } from './alerts.ts';
import { isMuted, mutesInForce, type ServiceScope } from './mutes.ts';

export type AlertEvent = typeof alertEvent.$inferSelect;

/** Adds an event, unless it is on record already. */
export async function recordEvent(
  tx: Transaction,
  event: Omit<typeof alertEvent.$inferInsert, 'authority' | 'toldIn' | 'createdAt'>,
): Promise<void> {
  await tx.orm
    .insert(alertEvent)
    .values({ authority: tx.authority, ...event })
    .onConflictDoNothing();
}

/** What happened to an alert, in order. */
export async function alertEvents(tx: Transaction, id: string): Promise<readonly AlertEvent[]> {
  return tx.orm
    .select()
    .from(alertEvent)
    .where(and(eq(alertEvent.authority, tx.authority), eq(alertEvent.alert, id)))
    .orderBy(asc(alertEvent.number));
}

/** A later alert of the same figure and rule stands: what is still untold of the one before is told with it. */
const begunAnew = sql`exists (
  select from ${alert} as later
  where later.authority = ${alert.authority} and later.indicator = ${alert.indicator}
    and later.member is not distinct from ${alert.member} and later.rule = ${alert.rule}
    and later.number > ${alert.number} and later.state not in ('pending', 'recovered')
)`;

/**
 * What is to be told and was not yet, in the order in which it happened, with the alert it happened to. What is muted
 * waits until the mute has ended, and is told then if it is still so.
 *
 * @param by.today decides which mutes are in force
 * @param by.services which indicators a service that is muted has
 */
export async function untoldEvents(
  tx: Transaction,
  by: { readonly today: IsoDate; readonly services: readonly ServiceScope[] },
): Promise<readonly { readonly event: AlertEvent; readonly alert: Alert }[]> {
  const untold = await tx.orm
    .select({ event: alertEvent, alert })
    .from(alertEvent)
    .innerJoin(alert, eq(alert.id, alertEvent.alert))
    .where(
      and(eq(alertEvent.authority, tx.authority), eq(alertEvent.tell, true), isNull(alertEvent.toldIn), not(begunAnew)),
    )
    .orderBy(asc(alertEvent.number));
  if (untold.length === 0) return [];
  const mutes = await mutesInForce(tx, by.today);
  return untold.filter((one) => !mutes.some((mute) => isMuted(one.alert, mute, by.services)));
}

/** Marks events as told by a notification; older news of the same alert is told with the newest. */
export async function markTold(tx: Transaction, events: readonly string[], notification: string): Promise<void> {
  if (events.length === 0) return;
  await tx.orm
    .update(alertEvent)
    .set({ toldIn: notification })
    .where(and(eq(alertEvent.authority, tx.authority), inArray(alertEvent.id, [...events])));
  await tx.sql`
    update vigil.alert
    set told_period = greatest(alert.told_period, told.period)
    from (
      select alert, max(period) as period from vigil.alert_event
      where authority = ${tx.authority} and id = any(${[...events]}::uuid[])
      group by alert
    ) as told
    where alert.authority = ${tx.authority} and alert.id = told.alert`;
}

/**
 * How many events of these runs were not told by themselves: told with newer news of the same rule, muted, or waiting
 * for the next working day.
 */
export async function countSuppressed(tx: Transaction, runs: readonly string[]): Promise<number> {
  const [row] = await tx.sql<[{ suppressed: number }]>`
    select count(*)::int as suppressed
    from vigil.alert_event as event join vigil.alert on alert.id = event.alert
    where event.authority = ${tx.authority} and event.run = any(${[...runs]}::uuid[]) and event.tell
      and (event.told_in is null or exists (
        select from vigil.alert_event as newer join vigil.alert as later on later.id = newer.alert
        where newer.told_in = event.told_in and newer.number > event.number
          and later.indicator = alert.indicator and later.member is not distinct from alert.member
          and later.rule = alert.rule
      ))`;
  return row.suppressed;
}
