import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';

import type { OutgoingMail } from '../src/outgoing.ts';
import { smtpTransport } from '../src/smtp.ts';

const mail: OutgoingMail = {
  messageId: '<digest.852.17@example.gov.uk>',
  from: '"Vigil for Rivermouth" <vigil@example.gov.uk>',
  to: 'head@example.gov.uk',
  subject: 'Conferences: 27 %',
  text: '. begins with a dot\nand ends.',
  html: '<p>Fewer than the target.</p>',
  headers: { 'Auto-Submitted': 'auto-generated' },
};

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

interface Relay {
  address: string;
  server: SMTPServer;
  received: Buffer[];
}

/** A real SMTP server on a port of its own; plain unless a test wants more. */
async function relay(options: SMTPServerOptions = {}): Promise<Relay> {
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

/** A server that answers each line as told, for what no proper server does. */
async function misbehaving(onLine: (line: string, socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
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

const says = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

describe('a server that takes the mail', () => {
  test('is accepted, with what the server said', async () => {
    const { address, received } = await relay();
    const transport = smtpTransport(`smtp://${address}`);
    expect(await transport.send(mail)).toEqual({ outcome: 'accepted', response: '250 queued as 4711' });
    expect(received).toHaveLength(1);
    const parsed = await simpleParser(received[0] ?? '');
    expect(parsed).toMatchObject({ subject: mail.subject, messageId: mail.messageId, html: mail.html });
    expect(parsed.text?.trimEnd()).toBe(mail.text);
    expect(transport.describe()).toBe(`smtp://${address}`);
    await transport.close();
  });

  test('with a login', async () => {
    const { address, received } = await relay({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _session, done) => {
        if (auth.username === 'night' && auth.password === 'p:a/ss') done(null, { user: 'night' });
        else done(says(535, 'Authentication failed'));
      },
    });
    expect(await smtpTransport(`smtp://night:p%3Aa%2Fss@${address}`).send(mail)).toMatchObject({ outcome: 'accepted' });
    expect(await smtpTransport(`smtp://night:wrong@${address}`).send(mail)).toEqual({
      outcome: 'refused',
      permanent: true,
      reason: expect.stringMatching(
        /^smtp:\/\/127\.0\.0\.1:\d+ at AUTH PLAIN: .*535.*Check user and password in SMTP_URL/,
      ),
    });
    expect(await smtpTransport(`smtp://${address}`).send(mail)).toEqual({
      outcome: 'refused',
      permanent: true,
      reason: expect.stringMatching(/530.*The server wants a login: smtp:\/\/user:password@host in SMTP_URL/),
    });
    expect(received).toHaveLength(1);
  });

  test('with TLS whose certificate is not known here, only when told so', async () => {
    const { address, received } = await relay({ disabledCommands: [] });
    expect(await smtpTransport(`smtp://${address}`).send(mail)).toEqual({
      outcome: 'refused',
      permanent: false,
      reason: expect.stringMatching(
        /NODE_EXTRA_CA_CERTS .* or, within a network you trust, add \?tls\.rejectUnauthorized=false/,
      ),
    });
    expect(received).toHaveLength(0);
    const trusting = smtpTransport(`smtp://${address}?tls.rejectUnauthorized=false&requireTLS=true`);
    expect(await trusting.send(mail)).toMatchObject({ outcome: 'accepted' });
    expect(await smtpTransport(`smtp://${address}?ignoreTLS=true`).send(mail)).toMatchObject({ outcome: 'accepted' });
  });

  test('with TLS from the first byte', async () => {
    const { address } = await relay({ secure: true });
    expect(await smtpTransport(`smtps://${address}?tls.rejectUnauthorized=false`).send(mail)).toMatchObject({
      outcome: 'accepted',
    });
  });
});

describe('certain that nothing was delivered', () => {
  test('an unknown recipient, for good', async () => {
    const { address, received } = await relay({
      onRcptTo: (_address, _session, done) => done(says(550, 'No such mailbox')),
    });
    expect(await smtpTransport(`smtp://${address}`).send(mail)).toEqual({
      outcome: 'refused',
      permanent: true,
      reason: expect.stringMatching(/at RCPT TO: .*550 No such mailbox$/),
    });
    expect(received).toHaveLength(0);
  });

  test('a greylisted recipient, for now', async () => {
    const { address } = await relay({
      onRcptTo: (_address, _session, done) => done(says(451, 'Greylisted, come back later')),
    });
    expect(await smtpTransport(`smtp://${address}`).send(mail)).toMatchObject({ outcome: 'refused', permanent: false });
  });

  test('a sender that may not send', async () => {
    const { address } = await relay({ onMailFrom: (_address, _session, done) => done(says(553, 'Not from here')) });
    expect(await smtpTransport(`smtp://${address}`).send(mail)).toMatchObject({
      outcome: 'refused',
      permanent: true,
      reason: expect.stringContaining('at MAIL FROM'),
    });
  });

  test.each([
    [554, true],
    [452, false],
  ])('the message itself answered with %i', async (code, permanent) => {
    const { address } = await relay({
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => done(says(code, 'Not this one')));
      },
    });
    expect(await smtpTransport(`smtp://${address}`).send(mail)).toMatchObject({
      outcome: 'refused',
      permanent,
      reason: expect.stringContaining(`${code} Not this one`),
    });
  });

  test('nobody listening', async () => {
    const { address, server } = await relay();
    await new Promise<void>((resolve) => server.close(resolve));
    expect(await smtpTransport(`smtp://${address}`).send(mail)).toEqual({
      outcome: 'refused',
      permanent: false,
      reason: expect.stringMatching(/ECONNREFUSED.*Nothing listens there: check host and port in SMTP_URL/),
    });
  });

  test('a server that does not speak TLS where smtps:// expects it', async () => {
    const { address } = await relay();
    expect(await smtpTransport(`smtps://${address}`).send(mail)).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('use smtp:// in SMTP_URL'),
    });
  });

  test('a server that never greets, or goes silent before the message', async () => {
    const address = await misbehaving((line, socket) => {
      if (line.startsWith('EHLO')) socket.write('250 relay\r\n');
    });
    const transport = smtpTransport(`smtp://${address}`, { timeouts: { silence: 100 } });
    expect(await transport.send(mail)).toMatchObject({
      outcome: 'refused',
      permanent: false,
      reason: expect.stringContaining('Timeout'),
    });
  });

  test('a connection lost after the envelope, before the message', async () => {
    const address = await misbehaving((line, socket) => {
      if (line === 'DATA') socket.destroy();
      else socket.write('250 ok\r\n');
    });
    expect(await smtpTransport(`smtp://${address}`).send(mail)).toMatchObject({ outcome: 'refused', permanent: false });
  });

  test('a server that says goodbye instead of taking the sender, its envelope pipelined', async () => {
    const address = await misbehaving((line, socket) => {
      if (line.startsWith('EHLO')) socket.write('250-relay\r\n250 PIPELINING\r\n');
      if (line.startsWith('MAIL')) socket.end('421 Shutting down\r\n');
    });
    expect(await smtpTransport(`smtp://${address}`).send(mail)).toMatchObject({
      outcome: 'refused',
      permanent: false,
      reason: expect.stringContaining('421 Shutting down'),
    });
  });

  test('a mail that no server may see', async () => {
    const { address, received } = await relay();
    expect(await smtpTransport(`smtp://${address}`).send({ ...mail, subject: 'a\r\nBcc: x@example.com' })).toEqual({
      outcome: 'refused',
      permanent: true,
      reason: expect.stringContaining('Subject header holds a control character'),
    });
    expect(received).toHaveLength(0);
  });
});

describe('nobody can tell', () => {
  test('a connection lost once the message was sent', async () => {
    const lost: Relay = await relay({
      onData: (stream, session) => {
        stream.resume();
        stream.on('end', () => {
          for (const connection of lost.server.connections) {
            if (connection.session.id === session.id) connection.close();
          }
        });
      },
    });
    expect(await smtpTransport(`smtp://${lost.address}`).send(mail)).toEqual({
      outcome: 'uncertain',
      reason: expect.stringMatching(/^smtp:\/\/127\.0\.0\.1:\d+ was given the message but its answer never came/),
    });
  });

  test('no answer to the message in time', async () => {
    const { address } = await relay({ onData: (stream) => void stream.resume() });
    const transport = smtpTransport(`smtp://${address}`, { timeouts: { silence: 200 } });
    expect(await transport.send(mail)).toMatchObject({
      outcome: 'uncertain',
      reason: expect.stringContaining('Timeout'),
    });
  });

  test('Vigil shutting down while the server still thinks', async () => {
    const { address, server } = await relay({
      onData: (stream) => {
        stream.resume();
        stream.on('end', () => server.emit('message whole'));
      },
    });
    const transport = smtpTransport(`smtp://${address}`);
    const sending = transport.send(mail);
    await once(server, 'message whole');
    await transport.close();
    expect(await sending).toMatchObject({ outcome: 'uncertain' });
  });

  test('what became of a mail that was in flight', async () => {
    expect(await smtpTransport('smtp://relay.example.gov.uk').settle(mail.messageId)).toBe('unknown');
  });
});

describe('before any mail is sent', () => {
  test('a server that answers is known to be there, and gets nothing', async () => {
    const { address, received } = await relay();
    expect(await smtpTransport(`smtp://${address}`).verify()).toEqual({ ok: true });
    expect(received).toEqual([]);
  });

  test('a wrong password is told without repeating it', async () => {
    const { address } = await relay({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('Invalid username or password')),
    });
    const result = await smtpTransport(`smtp://vigil:sesame@${address}`).verify();
    expect(result).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Check user and password in SMTP_URL'),
    });
    expect(JSON.stringify(result)).not.toContain('sesame');
  });

  test('nobody at the address is a problem with a way out', async () => {
    const { address, server } = await relay();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(await smtpTransport(`smtp://${address}`).verify()).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Nothing listens there'),
    });
  });
});
