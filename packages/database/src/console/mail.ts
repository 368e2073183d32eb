import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Notification } from '../mail/ledger.ts';
import type { Transaction } from '../database.ts';
import { notification, type NotificationState } from '../schema/index.ts';

/** A line of the mail ledger, without the mail. */
export type LedgerEntry = Pick<
  Notification,
  'id' | 'recipient' | 'subject' | 'state' | 'response' | 'createdAt' | 'settledAt'
>;

/** The newest lines of the mail ledger, newest first; only those in some states where any are named. */
export async function readLedger(
  tx: Transaction,
  wanted: { limit: number; states?: readonly NotificationState[] },
): Promise<readonly LedgerEntry[]> {
  return tx.orm
    .select({
      id: notification.id,
      recipient: notification.recipient,
      subject: notification.subject,
      state: notification.state,
      response: notification.response,
      createdAt: notification.createdAt,
      settledAt: notification.settledAt,
    })
    .from(notification)
    .where(
      and(eq(notification.authority, tx.authority), wanted.states && inArray(notification.state, [...wanted.states])),
    )
    .orderBy(desc(notification.createdAt), asc(notification.recipient))
    .limit(wanted.limit);
}

export async function readNotification(tx: Transaction, id: string): Promise<Notification | null> {
  const [row] = await tx.orm
    .select()
    .from(notification)
    .where(and(eq(notification.authority, tx.authority), eq(notification.id, id)));
  return row ?? null;
}
