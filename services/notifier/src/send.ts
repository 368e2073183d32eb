import { moveNotification, type Notification } from '@vigil/database';
import type { DeliveryOutcome, MailTransport, OutgoingMail } from '@vigil/mail';
import { StageFailure } from '@vigil/pipeline';
import type { StageJob } from '@vigil/queue';
import type { MailConfig } from '@vigil/runtime';

type Refusal = Extract<DeliveryOutcome, { outcome: 'refused' }>;

/** What came of handing over what was prepared. */
export interface Round {
  readonly mails: number;
  /** Still to be sent, since the server wants them later, or nothing at all. */
  readonly left: number;
  /** Why they are left. */
  readonly refusals: readonly Refusal[];
}

/**
 * Hands over mails that are prepared. SMTP cannot send exactly once, so each mail is entered in the ledger before it
 * is handed over and again when the server has answered. A mail found in between was on its way when a worker died:
 * unless the transport can tell what became of it, it is *uncertain*, and an operator settles it.
 *
 * A mail that is refused for good stays refused, and the others go; what is refused because of the server would be so
 * for all, and the round ends.
 */
export async function sendPrepared(
  job: StageJob<'notify'>,
  mails: readonly Notification[],
  transport: MailTransport,
  policy: Pick<MailConfig, 'allowedDomains'>,
): Promise<Round> {
  const refusals: Refusal[] = [];
  for (const [index, mail] of mails.entries()) {
    if (mail.state === 'sending' && !(await isToBeSentAgain(job, mail, transport))) continue;
    const outcome = await send(job, mail, transport, policy);
    if (outcome.outcome !== 'refused' || !staysPrepared(outcome)) continue;
    refusals.push(outcome);
    if (outcome.about === 'server') {
      return { mails: mails.length, left: refusals.length + mails.length - index - 1, refusals };
    }
  }
  return { mails: mails.length, left: refusals.length, refusals };
}

/** Finds out what became of a mail that was on its way when its worker died. */
async function isToBeSentAgain(
  job: StageJob<'notify'>,
  { id, messageId }: Notification,
  transport: MailTransport,
): Promise<boolean> {
  const fate = await transport.settle(messageId);
  switch (fate) {
    case 'delivered':
      await job.step((tx) => moveNotification(tx, id, { from: ['sending'], to: 'accepted' }));
      return false;
    case 'unknown': {
      const response = 'A worker stopped between handing the mail over and the answer of the mail server.';
      await job.step((tx) => moveNotification(tx, id, { from: ['sending'], to: 'uncertain', response }));
      job.log.warn({ notification: id }, `uncertain: settle it with vigil notifications resend|confirm ${id}`);
      return false;
    }
    case 'not-delivered':
      return true;
  }
}

async function send(
  job: StageJob<'notify'>,
  mail: Notification,
  transport: MailTransport,
  policy: Pick<MailConfig, 'allowedDomains'>,
): Promise<DeliveryOutcome> {
  await transport.turn();
  const { id, state } = mail;
  await job.step((tx) => moveNotification(tx, id, { from: [state], to: 'sending', fence: job.fence, response: null }));
  const outcome = await transport.send(toOutgoing(mail), policy);
  await job.step(async (tx) => {
    const from = ['sending'] as const;
    switch (outcome.outcome) {
      case 'accepted':
        await moveNotification(tx, id, { from, to: 'accepted', response: outcome.response });
        break;
      case 'uncertain':
        await moveNotification(tx, id, { from, to: 'uncertain', response: outcome.reason });
        break;
      case 'refused': {
        const to = staysPrepared(outcome) ? 'prepared' : 'refused';
        await moveNotification(tx, id, { from, to, response: outcome.reason });
        break;
      }
    }
  });
  job.log.info({ notification: id, outcome: outcome.outcome }, 'mail');
  return outcome;
}

function staysPrepared({ permanent, about }: Refusal): boolean {
  return !permanent || about === 'server';
}

/** A mail of the ledger as it is handed over. */
export function toOutgoing(mail: Notification): OutgoingMail {
  return {
    messageId: mail.messageId,
    from: mail.sender,
    to: mail.recipient,
    ...(mail.replyTo !== null && { replyTo: mail.replyTo }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    attachments: mail.attachments,
    headers: mail.headers,
    date: mail.createdAt.toISOString(),
  };
}

/** Tried so often within seconds, a mail for which somebody waits at the terminal is left to them. */
const attemptsByHand = 3;

/**
 * Why a stage cannot end yet: mails are left that could not be handed over.
 *
 * @param attempt the stage's, counted from 1
 * @param byHand somebody waits for it: then it is not tried again for as long as a server may want to be left alone
 */
export function notSent(
  { mails, left, refusals }: Round,
  where: string,
  { attempt, byHand }: { readonly attempt: number; readonly byHand: boolean },
): StageFailure {
  const reasons = [...new Set(refusals.map(({ reason }) => reason.replace(`${where}: `, '')))].join('; ');
  const forGood = refusals.some(({ permanent }) => permanent);
  return new StageFailure(
    forGood ? 'mail-refused' : 'mail-not-sent',
    `${left} of ${mails} mails could not be handed to ${where}: ${reasons}.`,
    {
      advice: forGood
        ? 'The mail server refuses for good. Check the account and the sender (SMTP_URL, mail.from), then replay.'
        : 'Check that the mail server is running and that SMTP_URL is right, then replay: what was sent is not sent again.',
      retry: !forGood && !(byHand && attempt >= attemptsByHand),
    },
  );
}
