import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { AlertState } from '@vigil/alerts';
import type { Transaction } from '../database.ts';
import { alert } from '../schema/index.ts';

export type Alert = typeof alert.$inferSelect;

/** The alerts of an authority are decided one run after the other; the turn ends with the transaction. */
export async function takeTurnsOnAlerts(tx: Transaction): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`alerts of ${tx.authority}`}, 0))`;
}

/** The last alert of each indicator, member and rule, whatever became of it. */
export async function standingAlerts(tx: Transaction): Promise<readonly Alert[]> {
  return tx.orm
    .selectDistinctOn([alert.indicator, alert.member, alert.rule])
    .from(alert)
    .where(eq(alert.authority, tx.authority))
    .orderBy(asc(alert.indicator), asc(alert.member), asc(alert.rule), desc(alert.number));
}

/** All alerts, newest first; or only those in some states. */
export async function listAlerts(
  tx: Transaction,
  which: { readonly states?: readonly AlertState[] } = {},
): Promise<readonly Alert[]> {
  return tx.orm
    .select()
    .from(alert)
    .where(and(eq(alert.authority, tx.authority), which.states && inArray(alert.state, [...which.states])))
    .orderBy(desc(alert.number));
}
