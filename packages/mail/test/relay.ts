import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach } from 'vitest';

import type { MailPolicy, OutgoingMail } from '../src/outgoing.ts';

export const mail: OutgoingMail = {
  messageId: '<digest.852.17@example.gov.uk>',
  from: '"Vigil for Rivermouth" <vigil@example.gov.uk>',
  to: 'head@example.gov.uk',
  subject: 'Conferences: 27 %',
  text: '. begins with a dot\nand ends.',
  html: '<p>Fewer than the target.</p>',
  headers: { 'Auto-Submitted': 'auto-generated' },
};

export const anywhere: MailPolicy = { allowedDomains: null };

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

export interface Relay {
  /** Host and port. */
  readonly address: string;
  readonly server: SMTPServer;
  readonly received: readonly Buffer[];
}

/** A real SMTP server on a port of its own until the test ends; plain unless the test wants more. */
export async function relay(options: SMTPServerOptions = {}): Promise<Relay> {
  const received: Buffer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push(Buffer.concat(chunks));
        done(null, 'queued as 4711');
      });
    },
    ...options,
  });
  // A client that goes away is what some of the tests are about.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  running.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, server, received };
}

/** Drops the connections of a relay without a word. */
export function dropConnections({ server }: Relay): void {
  for (const connection of server.connections) connection.close();
}

/** A server that answers each line as told, for what no proper server does: its host and port. */
export async function misbehaving(onLine: (line: string, socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (bytes) =>
      bytes
        .toString()
        .trimEnd()
        .split('\r\n')
        .forEach((line) => onLine(line, socket)),
    );
    socket.write('220 relay\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  running.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What smtp-server answers with when it is handed this error. */
export function says(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
