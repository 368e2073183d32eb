import { setTimeout as pause } from 'node:timers/promises';

import pThrottle from 'p-throttle';

import { prepareMessage } from './message.ts';
import type { DeliveryOutcome, MailTransport } from './outgoing.ts';
import { SmtpSession, type SmtpTimeouts } from './smtp-session.ts';
import { describeServer, parseSmtpUrl } from './smtp-url.ts';

export interface SmtpOptions {
  timeouts?: Partial<SmtpTimeouts>;
  /** Mails in any 60 seconds, by this process; null: as many as there are. */
  ratePerMinute?: number | null;
}

const patience: SmtpTimeouts = { connect: 30_000, greeting: 30_000, silence: 300_000, farewell: 10_000 };

/**
 * Sends through one SMTP server (`smtp://` or `smtps://`, see `parseSmtpUrl`). One connection a mail: with TLS and a
 * login that is a tenth of a second, and a night has few. Nodemailer's pool would save most of it, but sends a mail again
 * by itself when a connection breaks, and does not tell whether the message had begun.
 */
export function smtpTransport(url: string, options: SmtpOptions = {}): MailTransport {
  const server = parseSmtpUrl(url);
  const timeouts = { ...patience, ...options.timeouts };
  const closing = new AbortController();
  const turn = turns(options.ratePerMinute ?? null, closing.signal);
  const open = new Map<SmtpSession, Promise<unknown>>();

  const inSession = async <T>(
    work: (session: SmtpSession) => Promise<T>,
    failed: (problem: string) => T,
  ): Promise<T> => {
    let session: SmtpSession;
    try {
      session = await SmtpSession.open(server, timeouts);
    } catch (error) {
      return failed((error as Error).message);
    }
    if (closing.signal.aborted) return failed('Vigil is shutting down');
    try {
      const worked = work(session);
      open.set(session, worked);
      return await worked;
    } finally {
      open.delete(session);
      session.close();
    }
  };

  return {
    turn,
    async send(mail, policy): Promise<DeliveryOutcome> {
      const prepared = await prepareMessage(mail, policy);
      if ('refusal' in prepared) return prepared.refusal;
      return inSession(
        (session) => session.deliver(prepared.message),
        (reason) => ({ outcome: 'refused', permanent: false, about: 'server', reason }),
      );
    },
    verify: () =>
      inSession(
        (session) => session.verify(),
        (problem) => ({ ok: false, problem }),
      ),
    // An SMTP server cannot be asked whether it has a message.
    settle: () => Promise.resolve('unknown'),
    describe: () => describeServer(server),
    async close() {
      closing.abort();
      for (const session of open.keys()) if (!session.messageBegan) session.close();
      const answered = new AbortController();
      const late = pause(timeouts.farewell, undefined, { signal: answered.signal }).catch(() => {});
      await Promise.race([Promise.all(open.values()), late]);
      answered.abort();
      for (const session of open.keys()) session.close();
    },
  };
}

/** Never more than so many in any minute, however they come. Once closing, nobody is kept waiting. */
function turns(ratePerMinute: number | null, closing: AbortSignal): () => Promise<void> {
  if (ratePerMinute === null) return () => Promise.resolve();
  const limits = { limit: ratePerMinute, interval: 60_000, strict: true, signal: closing };
  const next = pThrottle(limits)(() => Promise.resolve());
  return () => (closing.aborted ? Promise.resolve() : next().catch(() => {}));
}
