import { moveNotification, notificationsOfRun, readRun, type Notification } from '@vigil/database';
import type { DeliveryOutcome, OutgoingMail } from '@vigil/mail';
import { configuredAuthority, StageFailure } from '@vigil/pipeline';
import type { StageHandler, StageJob } from '@vigil/queue';
import type { NotifierConfig, NotifierDeps } from './app.ts';
import { prepareDigests } from './prepare.ts';

/**
 * Writes to the heads of service. SMTP cannot send exactly once, so each mail is entered in the ledger before it is
 * handed over and again when the server has answered. A mail found in between was on its way when a worker died:
 * unless the transport can tell what became of it, it is *uncertain*, and an operator settles it.
 */
export function notifyHandler(config: NotifierConfig, deps: NotifierDeps): StageHandler<'notify'> {
  return async (job) => {
    const authority = configuredAuthority(config.authorities, job.authority);
    const run = await job.step(async (tx) => {
      const { run: current } = await readRun(tx, job.payload.run);
      await prepareDigests(tx, current, authority, deps, job.log);
      return current;
    });
    const mails = await job.database.transaction((tx) => notificationsOfRun(tx, run.id));

    const refusals: Extract<DeliveryOutcome, { outcome: 'refused' }>[] = [];
    for (const mail of mails) {
      const outcome = await bring(job, mail, deps);
      if (outcome?.outcome === 'refused') refusals.push(outcome);
    }
    if (refusals.length > 0) throw refused(refusals, mails.length, deps.transport.describe());
    await job.finish(async () => {});
  };
}

/** Brings one mail to an end: null when there was nothing left to do. */
async function bring(
  job: StageJob<'notify'>,
  mail: Notification,
  { transport }: Pick<NotifierDeps, 'transport'>,
): Promise<DeliveryOutcome | null> {
  switch (mail.state) {
    case 'accepted':
    case 'uncertain':
      return null;
    case 'sending': {
      const fate = await transport.settle(mail.messageId);
      if (fate === 'delivered') {
        await job.step((tx) => moveNotification(tx, mail.id, { from: ['sending'], to: 'accepted' }));
        return null;
      }
      if (fate === 'unknown') {
        const reason = 'A worker stopped between handing the mail over and the answer of the mail server.';
        await job.step((tx) => moveNotification(tx, mail.id, { from: ['sending'], to: 'uncertain', response: reason }));
        job.log.warn(
          { notification: mail.id },
          `uncertain: settle it with vigil notifications resend|confirm ${mail.id}`,
        );
        return null;
      }
      return send(job, mail, transport);
    }
    case 'prepared':
    case 'refused':
      return send(job, mail, transport);
  }
}

async function send(
  job: StageJob<'notify'>,
  mail: Notification,
  transport: NotifierDeps['transport'],
): Promise<DeliveryOutcome> {
  await job.step((tx) =>
    moveNotification(tx, mail.id, { from: [mail.state], to: 'sending', fence: job.fence, response: null }),
  );
  const outcome = await transport.send(toOutgoing(mail));
  await job.step(async (tx) => {
    const from = ['sending'] as const;
    switch (outcome.outcome) {
      case 'accepted':
        await moveNotification(tx, mail.id, { from, to: 'accepted', response: outcome.response });
        break;
      case 'uncertain':
        await moveNotification(tx, mail.id, { from, to: 'uncertain', response: outcome.reason });
        break;
      case 'refused': {
        const to = outcome.permanent ? 'refused' : 'prepared';
        await moveNotification(tx, mail.id, { from, to, response: outcome.reason });
        break;
      }
    }
  });
  job.log.info({ notification: mail.id, outcome: outcome.outcome }, 'mail');
  return outcome;
}

function toOutgoing(mail: Notification): OutgoingMail {
  return {
    messageId: mail.messageId,
    from: mail.sender,
    to: mail.recipient,
    ...(mail.replyTo !== null && { replyTo: mail.replyTo }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: mail.headers,
    date: mail.createdAt.toISOString(),
  };
}

function refused(
  refusals: readonly Extract<DeliveryOutcome, { outcome: 'refused' }>[],
  all: number,
  where: string,
): StageFailure {
  const reasons = [...new Set(refusals.map(({ reason }) => reason))].join('; ');
  const retry = refusals.some(({ permanent }) => !permanent);
  return new StageFailure(
    retry ? 'mail-not-sent' : 'mail-refused',
    `${refusals.length} of ${all} mails could not be handed to ${where}: ${reasons}`,
    {
      advice: retry
        ? 'Check that the mail server is running and that SMTP_URL is right, then replay: what was sent is not sent again.'
        : 'The mail server refuses for good. Check the addresses in vigil.yaml and the account in SMTP_URL, then replay.',
      retry,
    },
  );
}
