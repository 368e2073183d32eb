import { and, asc, eq, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { IsoDate } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { alertEvent, notification, type NotificationKind, type NotificationState } from '../schema/index.ts';

export type Notification = typeof notification.$inferSelect;
export type NewNotification = Omit<typeof notification.$inferInsert, 'authority' | 'state' | 'createdAt'>;

/**
 * Freezes a mail in the ledger.
 *
 * @returns false when the person has theirs: a digest, summary or chaser of that day, an operators' mail of that slot
 */
export async function prepareNotification(tx: Transaction, mail: NewNotification): Promise<boolean> {
  const prepared = await tx.orm
    .insert(notification)
    .values({ authority: tx.authority, ...mail })
    .onConflictDoNothing()
    .returning({ id: notification.id });
  return prepared.length > 0;
}

/** Whom mails of a kind were prepared for on a working day, in small letters. */
export async function recipientsOn(
  tx: Transaction,
  { kind, day }: { readonly kind: NotificationKind; readonly day: IsoDate },
): Promise<ReadonlySet<string>> {
  const rows = await tx.orm
    .select({ recipient: sql<string>`lower(${notification.recipient})` })
    .from(notification)
    .where(and(eq(notification.authority, tx.authority), eq(notification.kind, kind), eq(notification.day, day)));
  return new Set(rows.map(({ recipient }) => recipient));
}

/** The day of the last chaser to each person, by address in small letters; or of those in some states. */
export async function lastChasers(
  tx: Transaction,
  states?: readonly NotificationState[],
): Promise<ReadonlyMap<string, IsoDate>> {
  const rows = await tx.orm
    .select({
      recipient: sql<string>`lower(${notification.recipient})`,
      day: sql<IsoDate>`max(${notification.day})::text`,
    })
    .from(notification)
    .where(
      and(
        eq(notification.authority, tx.authority),
        eq(notification.kind, 'chaser'),
        isNotNull(notification.day),
        states && inArray(notification.state, [...states]),
      ),
    )
    .groupBy(sql`lower(${notification.recipient})`);
  return new Map(rows.map(({ recipient, day }) => [recipient, day]));
}

/** What was prepared and has not come to an end, in whatever slot: digests first, chasers last. */
export async function unsentNotifications(tx: Transaction): Promise<readonly Notification[]> {
  return tx.orm
    .select()
    .from(notification)
    .where(and(eq(notification.authority, tx.authority), inArray(notification.state, ['prepared', 'sending'])))
    .orderBy(
      sql`${notification.kind} = 'chaser'`,
      asc(notification.kind),
      asc(notification.createdAt),
      asc(notification.recipient),
    );
}

/**
 * Moves a mail from one state to the next.
 *
 * @returns false when it was not in the state expected: somebody else has moved it.
 */
export async function moveNotification(
  tx: Transaction,
  id: string,
  move: { from: readonly NotificationState[]; to: NotificationState; fence?: number; response?: string | null },
): Promise<boolean> {
  const settled = move.to === 'accepted' || move.to === 'refused';
  const moved = await tx.orm
    .update(notification)
    .set({
      state: move.to,
      ...(move.fence !== undefined && { fence: move.fence }),
      ...(move.response !== undefined && { response: move.response }),
      ...(move.to === 'sending' && { sendingAt: sql`now()` }),
      ...(settled && { settledAt: sql`now()` }),
    })
    .where(
      and(
        eq(notification.authority, tx.authority),
        eq(notification.id, id),
        inArray(notification.state, [...move.from]),
      ),
    )
    .returning({ id: notification.id });
  return moved.length > 0;
}

/** The whole ledger, newest first; or only what is in some states. */
export async function listNotifications(
  tx: Transaction,
  states?: readonly NotificationState[],
): Promise<readonly Notification[]> {
  return tx.orm
    .select()
    .from(notification)
    .where(and(eq(notification.authority, tx.authority), states && inArray(notification.state, [...states])))
    .orderBy(sql`${notification.createdAt} desc`, asc(notification.recipient));
}

/** Whether operators were written to in a slot. */
export async function operatorsToldIn(tx: Transaction, slot: string): Promise<boolean> {
  const rows = await tx.orm
    .select({ id: notification.id })
    .from(notification)
    .where(
      and(eq(notification.authority, tx.authority), eq(notification.slot, slot), eq(notification.kind, 'operators')),
    )
    .limit(1);
  return rows.length > 0;
}

/** The mails that told of what a run came to, in order; a mail may tell of several. */
export async function mailsOfRun(tx: Transaction, run: string): Promise<readonly Notification[]> {
  const told = tx.orm
    .select({ id: alertEvent.toldIn })
    .from(alertEvent)
    .where(and(eq(alertEvent.authority, tx.authority), eq(alertEvent.run, run)));
  return tx.orm
    .select()
    .from(notification)
    .where(and(eq(notification.authority, tx.authority), or(eq(notification.run, run), inArray(notification.id, told))))
    .orderBy(asc(notification.createdAt), asc(notification.recipient));
}
