import { Readable } from 'node:stream';

import SMTPConnection from 'nodemailer/lib/smtp-connection';

import { composeMessage, type ComposedMessage } from './message.ts';
import type { DeliveryOutcome, MailTransport } from './outgoing.ts';
import { failedOutcome, reasonOf } from './smtp-outcome.ts';
import { describeServer, parseSmtpUrl, type SmtpServer } from './smtp-url.ts';

/** How long to wait, in milliseconds. */
export interface SmtpTimeouts {
  /** For the connection, including the name look-up and TLS. */
  connect: number;
  /** For the server's greeting. */
  greeting: number;
  /** For any answer after that. Long, since giving up on a slow server after the message makes it uncertain. */
  silence: number;
}

const patience: SmtpTimeouts = { connect: 30_000, greeting: 30_000, silence: 300_000 };

/**
 * Sends through one SMTP server (`smtp://` or `smtps://`, see `parseSmtpUrl`). One connection a mail: a night has few,
 * and a connection that is shared would blur which of them was in flight when it broke.
 *
 * Nodemailer's connection is used rather than its transporter because only the former tells when the message itself
 * began, which is what separates a refusal from an uncertain outcome.
 */
export function smtpTransport(url: string, options: { timeouts?: Partial<SmtpTimeouts> } = {}): MailTransport {
  const server = parseSmtpUrl(url);
  const timeouts = { ...patience, ...options.timeouts };
  const open = new Set<SMTPConnection>();
  const connected = async <T>(work: (connection: SMTPConnection) => Promise<T>): Promise<T> => {
    const connection = connectionTo(server, timeouts);
    open.add(connection);
    try {
      return await work(connection);
    } finally {
      open.delete(connection);
      connection.close();
    }
  };

  return {
    async send(mail) {
      let message: ComposedMessage;
      try {
        message = await composeMessage(mail);
      } catch (error) {
        return { outcome: 'refused', permanent: true, reason: (error as Error).message };
      }
      return connected((connection) => deliver(connection, server, message));
    },
    verify: () =>
      connected(
        (connection) =>
          new Promise((resolve) => {
            const fail = (error: Error) => resolve({ ok: false, problem: reasonOf(error, server) });
            begin(connection, server, fail, () => resolve({ ok: true }));
          }),
      ),
    // An SMTP server cannot be asked whether it has a message.
    settle: () => Promise.resolve('unknown'),
    describe: () => describeServer(server),
    close() {
      for (const connection of open) connection.close();
      return Promise.resolve();
    },
  };
}

function connectionTo(server: SmtpServer, timeouts: SmtpTimeouts): SMTPConnection {
  return new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    requireTLS: server.requireTLS,
    ignoreTLS: server.ignoreTLS,
    tls: { rejectUnauthorized: server.verifyCertificate },
    ...(server.name === null ? {} : { name: server.name }),
    connectionTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.silence,
  });
}

function deliver(
  connection: SMTPConnection,
  server: SmtpServer,
  { envelope, bytes }: ComposedMessage,
): Promise<DeliveryOutcome> {
  return new Promise((resolve) => {
    let messageBegan = false;
    // Read only once the server has answered DATA with its go-ahead.
    const body = Readable.from(
      (function* message() {
        messageBegan = true;
        yield bytes;
      })(),
    );
    const fail = (error: Error) => resolve(failedOutcome(error, messageBegan, server));
    const send = () =>
      connection.send({ ...envelope, size: bytes.length }, body, (error, info) =>
        error ? fail(error) : resolve({ outcome: 'accepted', response: info.response }),
      );

    begin(connection, server, fail, send);
  });
}

/** Connects, greets and logs in where there is a login: all that comes before a mail. */
function begin(connection: SMTPConnection, server: SmtpServer, fail: (error: Error) => void, ready: () => void): void {
  connection.on('error', fail);
  // Closed by us or by them with nobody told why. After the callbacks of the same turn, which know more.
  connection.once('end', () => queueMicrotask(() => fail(new Error('the connection was closed'))));
  connection.connect((failure) => {
    if (failure) return fail(failure);
    if (server.login === null || !connection.allowsAuth) return ready();
    connection.login({ ...server.login }, (error) => (error ? fail(error) : ready()));
  });
}
