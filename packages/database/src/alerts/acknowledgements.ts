import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { isOpen } from '@vigil/alerts';
import type { IsoDate } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { recordAudit, Refused, type OperatorsWord } from '../operators/word.ts';
import { acknowledgement, alert } from '../schema/index.ts';
import { takeTurnsOnAlerts, type Alert } from './alerts.ts';
import { recordEvent } from './events.ts';

export type Acknowledgement = typeof acknowledgement.$inferSelect;

/** What somebody answers to an alert. */
export interface Answer {
  readonly comment: string;
  /** What is being done about it, as the pack says it. */
  readonly response: string | null;
  /** Who does it, and by when. */
  readonly owner: string | null;
  readonly due: IsoDate | null;
}

/**
 * Puts on record that somebody has seen an alert, and what they say to it. It may be said anew; the last word is shown.
 *
 * @returns the alert as it stands now
 * @throws {Refused} when there is no such alert, or it is pending or recovered
 */
export async function acknowledgeAlert(tx: Transaction, id: string, said: Answer, word: OperatorsWord): Promise<Alert> {
  // Not while a run decides: it would go on from a state that is no longer there.
  await takeTurnsOnAlerts(tx);
  const which = and(eq(alert.authority, tx.authority), eq(alert.id, id));
  const [standing] = await tx.orm.select().from(alert).where(which);
  if (!standing) throw new Refused(`There is no alert ${id}.`);
  if (standing.state === 'pending') throw new Refused(`The alert ${id} is pending: nobody was told of it yet.`);
  if (!isOpen(standing)) throw new Refused(`The alert ${id} has ended: there is nothing to acknowledge.`);

  const { actor } = word;
  await tx.orm.insert(acknowledgement).values({ authority: tx.authority, alert: id, ...said, actor });
  const [acknowledged] = await tx.orm.update(alert).set({ state: 'acknowledged' }).where(which).returning();
  await recordEvent(tx, {
    alert: id,
    kind: 'acknowledged',
    period: standing.lastPeriod,
    reason: 'acknowledged',
    words: `Acknowledged by ${actor}.`,
    tell: false,
    run: null,
  });
  await recordAudit(tx, word, { action: 'acknowledge', subject: id, detail: { ...said } });
  return acknowledged!;
}

/** All that was ever answered to an alert, in order. */
export async function answersTo(tx: Transaction, id: string): Promise<readonly Acknowledgement[]> {
  return tx.orm
    .select()
    .from(acknowledgement)
    .where(and(eq(acknowledgement.authority, tx.authority), eq(acknowledgement.alert, id)))
    .orderBy(asc(acknowledgement.id));
}

/** The last acknowledgement of each of these alerts. */
export async function acknowledgements(
  tx: Transaction,
  alerts: readonly string[],
): Promise<ReadonlyMap<string, Acknowledgement>> {
  const rows = await tx.orm
    .selectDistinctOn([acknowledgement.alert])
    .from(acknowledgement)
    .where(and(eq(acknowledgement.authority, tx.authority), inArray(acknowledgement.alert, [...alerts])))
    .orderBy(asc(acknowledgement.alert), desc(acknowledgement.id));
  return new Map(rows.map((row) => [row.alert, row]));
}
