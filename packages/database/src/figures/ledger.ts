import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { notification, type NotificationState } from '../schema/index.ts';

export type Notification = typeof notification.$inferSelect;
export type NewNotification = Omit<typeof notification.$inferInsert, 'authority' | 'state' | 'createdAt'>;

/** Freezes a mail in the ledger; once a run and recipient, however often it is tried. */
export async function prepareNotification(tx: Transaction, mail: NewNotification): Promise<void> {
  await tx.orm
    .insert(notification)
    .values({ authority: tx.authority, ...mail })
    .onConflictDoNothing();
}

export async function notificationsOfRun(tx: Transaction, run: string): Promise<readonly Notification[]> {
  return tx.orm
    .select()
    .from(notification)
    .where(and(eq(notification.authority, tx.authority), eq(notification.run, run)))
    .orderBy(asc(notification.recipient));
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
