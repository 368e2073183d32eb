import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { alert, alertEvent } from '../schema/index.ts';

export type Alert = typeof alert.$inferSelect;
export type AlertEvent = typeof alertEvent.$inferSelect;

/** The last alert of an indicator, member and rule, open or recovered. */
export async function lastAlert(
  tx: Transaction,
  about: { indicator: string; member: string | null; rule: string },
): Promise<Alert | null> {
  const [row] = await tx.orm
    .select()
    .from(alert)
    .where(
      and(
        eq(alert.authority, tx.authority),
        eq(alert.indicator, about.indicator),
        about.member === null ? isNull(alert.member) : eq(alert.member, about.member),
        eq(alert.rule, about.rule),
      ),
    )
    .orderBy(desc(alert.openedAt))
    .limit(1);
  return row ?? null;
}

export interface AlertChange {
  readonly kind: AlertEvent['kind'];
  readonly indicator: string;
  readonly member: string | null;
  readonly rule: string;
  readonly period: string;
  readonly reason: string;
  readonly run: string;
}

/** Puts a decision on record. The unique event is what keeps it from being told twice. */
export async function recordAlertChange(
  tx: Transaction,
  standing: Alert | null,
  change: AlertChange,
  now: Date,
): Promise<void> {
  let id = standing?.id;
  if (change.kind === 'opened') {
    const [opened] = await tx.orm
      .insert(alert)
      .values({
        authority: tx.authority,
        indicator: change.indicator,
        member: change.member,
        rule: change.rule,
        openedPeriod: change.period,
        lastPeriod: change.period,
        openedAt: now,
      })
      .returning({ id: alert.id });
    id = opened!.id;
  } else if (id !== undefined) {
    await tx.orm
      .update(alert)
      .set({
        lastPeriod: change.period,
        ...(change.kind === 'recovered' && { state: 'recovered' as const, recoveredAt: now }),
      })
      .where(and(eq(alert.authority, tx.authority), eq(alert.id, id)));
  }
  if (id === undefined) throw new Error(`There is no alert on ${change.indicator} that could be ${change.kind}.`);
  await tx.orm
    .insert(alertEvent)
    .values({
      authority: tx.authority,
      alert: id,
      kind: change.kind,
      period: change.period,
      reason: change.reason,
      run: change.run,
    })
    .onConflictDoNothing();
}

/** What happened to alerts and was not told yet, oldest first, with the alert it happened to. */
export async function untoldEvents(tx: Transaction): Promise<readonly { event: AlertEvent; alert: Alert }[]> {
  return tx.orm
    .select({ event: alertEvent, alert })
    .from(alertEvent)
    .innerJoin(alert, eq(alert.id, alertEvent.alert))
    .where(and(eq(alertEvent.authority, tx.authority), isNull(alertEvent.toldIn)))
    .orderBy(asc(alertEvent.createdAt), asc(alertEvent.period));
}

/** Marks events as told by a notification; older news of the same alert is told with the newest. */
export async function markTold(tx: Transaction, events: readonly string[], notification: string): Promise<void> {
  if (events.length === 0) return;
  await tx.orm
    .update(alertEvent)
    .set({ toldIn: notification })
    .where(and(eq(alertEvent.authority, tx.authority), inArray(alertEvent.id, [...events])));
}

/** All alerts, the open ones first. */
export async function listAlerts(tx: Transaction): Promise<readonly Alert[]> {
  return tx.orm
    .select()
    .from(alert)
    .where(eq(alert.authority, tx.authority))
    .orderBy(asc(alert.state), desc(alert.openedAt), asc(alert.indicator));
}

/** How many events of these runs were told not by themselves but with newer news of the same alert. */
export async function countOvertaken(tx: Transaction, runs: readonly string[]): Promise<number> {
  const [row] = await tx.sql<[{ overtaken: number }]>`
    select count(*)::int as overtaken
    from vigil.alert_event as event join vigil.notification on notification.id = event.told_in
    where event.authority = ${tx.authority} and event.run = any(${[...runs]}::uuid[]) and notification.run <> event.run`;
  return row.overtaken;
}
