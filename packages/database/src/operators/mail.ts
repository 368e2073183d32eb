import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { openDigestSlot } from '../mail/digest-slots.ts';
import { moveNotification, type Notification } from '../mail/ledger.ts';
import { notification, type NotificationState } from '../schema/index.ts';
import { recordAudit, Refused, type OperatorsWord } from './word.ts';

/**
 * Settles an uncertain mail: the operator knows that it arrived, so it counts as accepted.
 *
 * @throws {Refused} when it is not uncertain
 */
export async function confirmNotification(tx: Transaction, id: string, word: OperatorsWord): Promise<void> {
  const mail = await lockNotification(tx, id);
  if (mail.state !== 'uncertain') throw new Refused(`${describe(mail)}: only an uncertain one can be confirmed.`);
  await moveNotification(tx, id, { from: ['uncertain'], to: 'accepted', response: `confirmed by ${word.actor}` });
  await recordAudit(tx, word, {
    action: 'confirm',
    subject: `notification ${id}`,
    detail: { response: mail.response },
  });
}

/**
 * Has a mail sent once more, as it was frozen and under the same Message-ID.
 *
 * @returns the digest slot that sends it
 * @throws {Refused} when it is neither uncertain nor refused
 */
export async function resendNotification(tx: Transaction, id: string, word: OperatorsWord): Promise<string> {
  const mail = await lockNotification(tx, id);
  if (mail.state !== 'uncertain' && mail.state !== 'refused') {
    throw new Refused(`${describe(mail)}: only one that is uncertain or refused can be sent again.`);
  }
  await moveNotification(tx, id, { from: [mail.state], to: 'prepared' });
  await recordAudit(tx, word, { action: 'resend', subject: `notification ${id}`, detail: { response: mail.response } });
  return openDigestSlot(tx, 'manual');
}

async function lockNotification(tx: Transaction, id: string): Promise<Notification> {
  const [row] = await tx.orm
    .select()
    .from(notification)
    .where(and(eq(notification.authority, tx.authority), eq(notification.id, id)))
    .for('update');
  if (!row) throw new Error(`There is no notification ${id} for authority ${tx.authority}.`);
  return row;
}

const states: Readonly<Record<NotificationState, string>> = {
  prepared: 'is about to be sent',
  sending: 'is being sent',
  accepted: 'was accepted by the mail server, or confirmed',
  uncertain: 'is uncertain',
  refused: 'was refused',
};

function describe({ subject, recipient, state }: Notification): string {
  return `The mail "${subject}" to ${recipient} ${states[state]}`;
}
