import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';

import SMTPConnection from 'nodemailer/lib/smtp-connection';

import type { ComposedMessage } from './message.ts';
import type { DeliveryOutcome } from './outgoing.ts';
import { failedOutcome, reasonOf } from './smtp-outcome.ts';
import type { SmtpServer } from './smtp-url.ts';

/** How long to wait, in milliseconds. */
export interface SmtpTimeouts {
  /** For the connection, including the name look-up and TLS. */
  connect: number;
  /** For the server's greeting. */
  greeting: number;
  /** For any answer after that. Long, since giving up on a slow server after the message makes it uncertain. */
  silence: number;
  /** When Vigil shuts down: for the answer to a message that the server has been given. */
  farewell: number;
}

/**
 * One connection for one mail. Nodemailer's connection is used rather than its transporter or pool because only the
 * connection lets its user see when the message itself began, which is what separates a refusal from an uncertain
 * outcome.
 */
export class SmtpSession {
  readonly #connection: SMTPConnection;
  readonly #server: SmtpServer;
  #messageBegan = false;

  /** @throws Error in words for an operator, where `caFile` of SMTP_URL cannot be used */
  static async open(server: SmtpServer, timeouts: SmtpTimeouts): Promise<SmtpSession> {
    return new SmtpSession(server, timeouts, await trustedCertificates(server.caFile));
  }

  private constructor(server: SmtpServer, timeouts: SmtpTimeouts, ca: string[] | undefined) {
    this.#server = server;
    this.#connection = new SMTPConnection({
      host: server.host,
      port: server.port,
      secure: server.secure,
      requireTLS: server.requireTLS,
      ignoreTLS: server.ignoreTLS,
      tls: { rejectUnauthorized: server.verifyCertificate, ...(ca && { ca }) },
      ...(server.name !== null && { name: server.name }),
      connectionTimeout: timeouts.connect,
      dnsTimeout: timeouts.connect,
      greetingTimeout: timeouts.greeting,
      socketTimeout: timeouts.silence,
    });
  }

  /** From here on a lost connection leaves the outcome uncertain. */
  get messageBegan(): boolean {
    return this.#messageBegan;
  }

  deliver({ envelope, bytes }: ComposedMessage): Promise<DeliveryOutcome> {
    return new Promise((resolve) => {
      const began = () => (this.#messageBegan = true);
      // Read only once the server has answered DATA with its go-ahead.
      const body = Readable.from(
        (function* message() {
          began();
          yield bytes;
        })(),
      );
      const fail = (error: Error) => resolve(failedOutcome(error, this.#messageBegan, this.#server));
      this.#begin(fail, () =>
        this.#connection.send({ ...envelope, size: bytes.length }, body, (error, info) =>
          error ? fail(error) : resolve({ outcome: 'accepted', response: info.response }),
        ),
      );
    });
  }

  /** Connects, greets and logs in, and no more. */
  verify(): Promise<{ ok: true } | { ok: false; problem: string }> {
    return new Promise((resolve) => {
      this.#begin(
        (error) => resolve({ ok: false, problem: reasonOf(error, this.#server) }),
        () => resolve({ ok: true }),
      );
    });
  }

  close(): void {
    this.#connection.close();
  }

  #begin(fail: (error: Error) => void, ready: () => void): void {
    const connection = this.#connection;
    const { login } = this.#server;
    connection.on('error', fail);
    // Closed by us or by them with nobody told why. After the callbacks of the same turn, which know more.
    connection.once('end', () => queueMicrotask(() => fail(new Error('the connection was closed'))));
    connection.connect((failure) => {
      if (failure) return fail(failure);
      if (login === null || !connection.allowsAuth) return ready();
      connection.login({ ...login }, (error) => (error ? fail(error) : ready()));
    });
  }
}

/**
 * The certificates of a file beside those of Node; undefined where there is no such file, so that Node's own rules hold
 * (NODE_EXTRA_CA_CERTS among them). Read for each connection: a renewed file needs no restart.
 */
async function trustedCertificates(caFile: string | null): Promise<string[] | undefined> {
  if (caFile === null) return undefined;
  const text = await readFile(caFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`The certificates in ${caFile} (caFile of SMTP_URL) cannot be read (${error.code})`);
  });
  if (text.includes('-----BEGIN CERTIFICATE-----')) return [...rootCertificates, text];
  throw new Error(`${caFile} (caFile of SMTP_URL) holds no certificate; expected PEM: -----BEGIN CERTIFICATE-----`);
}
