import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { moveNotification, type Notification } from '../figures/ledger.ts';
import { notification, stage, type NotificationState } from '../schema/index.ts';
import { dispatchAgain } from '../work/handoff.ts';
import { reopenSlot, setRunState } from '../work/progress.ts';
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
 * @returns the slot that is open again until it is sent
 * @throws {Refused} when it is neither uncertain nor refused, or its run is being worked on
 */
export async function resendNotification(tx: Transaction, id: string, word: OperatorsWord): Promise<string> {
  const mail = await lockNotification(tx, id);
  if (mail.state !== 'uncertain' && mail.state !== 'refused') {
    throw new Refused(`${describe(mail)}: only one that is uncertain or refused can be sent again.`);
  }
  const [notify] = await tx.orm
    .select()
    .from(stage)
    .where(and(eq(stage.authority, tx.authority), eq(stage.run, mail.run), eq(stage.name, 'notify')))
    .for('update');
  if (!notify) throw new Error(`Run ${mail.run} has mail, yet no notify stage.`);
  if (notify.state === 'due' || notify.state === 'running') {
    throw new Refused(`The mails of its run are being sent at this moment; look again when that has ended.`);
  }
  await moveNotification(tx, id, { from: [mail.state], to: 'prepared' });
  await setRunState(tx, mail.run, 'running');
  await reopenSlot(tx, notify.slot);
  await dispatchAgain(tx, { stage: notify.id, attempts: 'anew' });
  await recordAudit(tx, word, { action: 'resend', subject: `notification ${id}`, detail: { response: mail.response } });
  return notify.slot;
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
