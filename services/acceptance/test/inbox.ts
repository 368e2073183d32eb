import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it is given. */
export interface Inbox {
  readonly url: string;
  readonly mails: readonly ParsedMail[];
  close(): Promise<void>;
}

/**
 * @param options.onMail called when a mail is there and has not been answered yet
 * @param options.port where to listen; any free one when it does not matter
 */
export async function openInbox(options: { onMail?: () => void; port?: number } = {}): Promise<Inbox> {
  const mails: ParsedMail[] = [];
  const keep = async (stream: Readable, answer: (error?: Error) => void): Promise<void> => {
    mails.push(await simpleParser(stream));
    options.onMail?.();
    answer();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
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
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
