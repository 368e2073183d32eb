import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it is given. */
export interface Inbox {
  readonly url: string;
  readonly mails: readonly ParsedMail[];
  /** Drops every connection without a word. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * @param options.onMail called when a mail is there and has not been answered yet
 * @param options.onRecipient with what code a recipient is refused; null: it is taken
 * @param options.port where to listen; any free one when it does not matter
 */
export async function openInbox(
  options: { onMail?: () => void; onRecipient?: (address: string) => number | null; port?: number } = {},
): Promise<Inbox> {
  const mails: ParsedMail[] = [];
  const keep = async (stream: Readable, answer: (error?: Error) => void): Promise<void> => {
    mails.push(await simpleParser(stream));
    options.onMail?.();
    answer();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = options.onRecipient?.(address) ?? null;
      done(responseCode === null ? null : Object.assign(new Error('not this one'), { responseCode }));
    },
    onData: (stream, _session, done) => {
      void keep(stream, done);
    },
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    cut: () => {
      for (const connection of server.connections) connection.close();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The mails to one address, in the order in which they came. */
export function mailsTo({ mails }: Inbox, address: string): readonly ParsedMail[] {
  return mails.filter((mail) => recipientOf(mail) === address);
}

/** Vigil writes to one person at a time. */
export function recipientOf({ to }: ParsedMail): string {
  return (Array.isArray(to) ? to[0] : to)?.value[0]?.address ?? '';
}
