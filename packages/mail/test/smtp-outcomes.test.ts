import { once } from 'node:events';

import { describe, expect, test } from 'vitest';

import type { DeliveryOutcome } from '../src/outgoing.ts';
import { smtpTransport } from '../src/smtp.ts';
import { anywhere, dropConnections, mail, misbehaving, relay, type Relay, says } from './relay.ts';

const send = (address: string): Promise<DeliveryOutcome> => smtpTransport(`smtp://${address}`).send(mail, anywhere);

describe('a refusal about the recipient', () => {
  test('unknown: for good, and for nobody else', async () => {
    const { address, received } = await relay({
      onRcptTo: ({ address: to }, _session, done) => done(to.startsWith('gone@') ? says(550, 'No such mailbox') : null),
    });
    const transport = smtpTransport(`smtp://${address}`);
    expect(await transport.send({ ...mail, to: 'gone@example.gov.uk' }, anywhere)).toEqual({
      outcome: 'refused',
      permanent: true,
      about: 'recipient',
      reason: expect.stringMatching(/at RCPT TO: .*550 No such mailbox$/),
    });
    expect(await transport.send(mail, anywhere)).toMatchObject({ outcome: 'accepted' });
    expect(received).toHaveLength(1);
  });

  test('greylisted: for now, and accepted when it comes again', async () => {
    const seen = new Set<string>();
    const { address } = await relay({
      onRcptTo: ({ address: to }, _session, done) => {
        done(seen.has(to) ? null : says(451, '4.7.1 Greylisted, come back later'));
        seen.add(to);
      },
    });
    expect(await send(address)).toMatchObject({ outcome: 'refused', permanent: false, about: 'recipient' });
    expect(await send(address)).toMatchObject({ outcome: 'accepted' });
  });

  test('outside the allowed domains: the server never hears of it', async () => {
    const { address, server, received } = await relay();
    let connections = 0;
    server.server.on('connection', () => (connections += 1));
    const transport = smtpTransport(`smtp://${address}`);
    const policy = { allowedDomains: ['council.gov.uk', 'nhs.net'] };
    expect(await transport.send(mail, policy)).toEqual({
      outcome: 'refused',
      permanent: true,
      about: 'recipient',
      reason: 'example.gov.uk is not among mail.allowedDomains (council.gov.uk, nhs.net)',
    });
    expect(connections).toBe(0);
    expect(await transport.send({ ...mail, to: 'head@Council.gov.uk' }, policy)).toMatchObject({ outcome: 'accepted' });
    expect(await transport.send({ ...mail, to: 'head@evil.council.gov.uk' }, policy)).toMatchObject({
      about: 'recipient',
    });
    expect(received).toHaveLength(1);
  });

  // What Exim, Postfix and Exchange really say at RCPT TO, where they save up what they have against the client.
  test.each([
    [550, '5.1.1 <head@example.gov.uk>: Recipient address rejected: User unknown', 'recipient'],
    [550, '5.4.1 Recipient address rejected: Access denied', 'recipient'],
    [552, '5.2.2 Mailbox full', 'recipient'],
    [554, '5.7.1 <head@example.gov.uk>: Relay access denied', 'server'],
    [550, '5.7.54 SMTP; Unable to relay recipient in non-accepted domain', 'server'],
    [550, '5.1.8 <vigil@example.gov.uk>: Sender address rejected: Domain not found', 'server'],
    [550, 'relay not permitted', 'server'],
    [530, '5.7.0 Authentication required', 'server'],
  ])('or not: %i %s is about the %s', async (code, message, about) => {
    const { address } = await relay({ onRcptTo: (_address, _session, done) => done(says(code, message)) });
    expect(await send(address)).toMatchObject({ outcome: 'refused', permanent: true, about });
  });
});

describe('a refusal about the message', () => {
  test.each([
    [554, true],
    [452, false],
  ])('answered with %i', async (code, permanent) => {
    const { address } = await relay({
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => done(says(code, 'Not this one')));
      },
    });
    expect(await send(address)).toMatchObject({
      outcome: 'refused',
      permanent,
      about: 'message',
      reason: expect.stringContaining(`${code} Not this one`),
    });
  });

  test('larger than the server takes', async () => {
    const { address, received } = await relay({ size: 100 });
    expect(await send(address)).toMatchObject({ outcome: 'refused', permanent: true, about: 'message' });
    expect(received).toEqual([]);
  });

  test('that no server may see', async () => {
    const { address, received } = await relay();
    const transport = smtpTransport(`smtp://${address}`);
    expect(await transport.send({ ...mail, subject: 'a\r\nBcc: x@example.com' }, anywhere)).toEqual({
      outcome: 'refused',
      permanent: true,
      about: 'message',
      reason: expect.stringContaining('Subject header holds a control character'),
    });
    expect(received).toEqual([]);
  });
});

describe('a refusal about the server', () => {
  test('a sender that may not send', async () => {
    const { address } = await relay({ onMailFrom: (_address, _session, done) => done(says(553, 'Not from here')) });
    expect(await send(address)).toMatchObject({
      outcome: 'refused',
      permanent: true,
      about: 'server',
      reason: expect.stringContaining('at MAIL FROM'),
    });
  });

  test('nobody listening', async () => {
    const { address, server } = await relay();
    await new Promise<void>((resolve) => server.close(resolve));
    expect(await send(address)).toEqual({
      outcome: 'refused',
      permanent: false,
      about: 'server',
      reason: expect.stringMatching(/ECONNREFUSED.*Nothing listens there: check host and port in SMTP_URL/),
    });
  });

  test('a server that does not speak TLS where smtps:// expects it', async () => {
    const { address } = await relay();
    expect(await smtpTransport(`smtps://${address}`).send(mail, anywhere)).toMatchObject({
      outcome: 'refused',
      about: 'server',
      reason: expect.stringContaining('use smtp:// in SMTP_URL'),
    });
  });

  test('a server that never greets, or goes silent before the message', async () => {
    const address = await misbehaving((line, socket) => {
      if (line.startsWith('EHLO')) socket.write('250 relay\r\n');
    });
    const transport = smtpTransport(`smtp://${address}`, { timeouts: { silence: 100 } });
    expect(await transport.send(mail, anywhere)).toMatchObject({
      outcome: 'refused',
      permanent: false,
      about: 'server',
      reason: expect.stringContaining('Timeout'),
    });
  });

  test('a connection lost after the envelope, before the message', async () => {
    const address = await misbehaving((line, socket) => {
      if (line === 'DATA') socket.destroy();
      else socket.write('250 ok\r\n');
    });
    expect(await send(address)).toMatchObject({ outcome: 'refused', permanent: false, about: 'server' });
  });

  test('a server that says goodbye instead of taking the sender, its envelope pipelined', async () => {
    const address = await misbehaving((line, socket) => {
      if (line.startsWith('EHLO')) socket.write('250-relay\r\n250 PIPELINING\r\n');
      if (line.startsWith('MAIL')) socket.end('421 Shutting down\r\n');
    });
    expect(await send(address)).toMatchObject({
      outcome: 'refused',
      permanent: false,
      about: 'server',
      reason: expect.stringContaining('421 Shutting down'),
    });
  });
});

describe('nobody can tell', () => {
  const uncertain = {
    outcome: 'uncertain',
    reason: expect.stringMatching(/^smtp:\/\/127\.0\.0\.1:\d+ was given the message but its answer never came/),
  };

  test('a connection lost in the middle of the message', async () => {
    const lost: Relay = await relay({ onData: (stream) => stream.once('data', () => dropConnections(lost)) });
    const long = { ...mail, text: 'one line of many\n'.repeat(100_000) };
    expect(await smtpTransport(`smtp://${lost.address}`).send(long, anywhere)).toEqual(uncertain);
  });

  test('a connection lost after the final dot', async () => {
    const lost: Relay = await relay({ onData: (stream) => stream.resume().on('end', () => dropConnections(lost)) });
    expect(await send(lost.address)).toEqual(uncertain);
  });

  test('no answer to the message in time', async () => {
    const { address } = await relay({ onData: (stream) => void stream.resume() });
    const transport = smtpTransport(`smtp://${address}`, { timeouts: { silence: 200 } });
    expect(await transport.send(mail, anywhere)).toEqual(uncertain);
  });

  test('what became of a mail that was in flight', async () => {
    expect(await smtpTransport('smtp://relay.example.gov.uk').settle(mail.messageId)).toBe('unknown');
  });
});

describe('Vigil shutting down', () => {
  /** A server that has been given the message and answers when told to. */
  async function thinking() {
    let answer = () => {};
    const slow = await relay({
      onData: (stream, _session, done) => {
        answer = () => done(null, 'queued after all');
        stream.resume().on('end', () => slow.server.emit('message whole'));
      },
    });
    return { ...slow, whole: once(slow.server, 'message whole'), answer: () => answer() };
  }

  test('waits for the answer to a message that the server has', async () => {
    const { address, whole, answer } = await thinking();
    const transport = smtpTransport(`smtp://${address}`);
    const sending = transport.send(mail, anywhere);
    await whole;
    const closed = transport.close();
    answer();
    expect(await sending).toMatchObject({ outcome: 'accepted' });
    await closed;
  });

  test('but not for ever', async () => {
    const { address, whole } = await thinking();
    const transport = smtpTransport(`smtp://${address}`, { timeouts: { farewell: 50 } });
    const sending = transport.send(mail, anywhere);
    await whole;
    await transport.close();
    expect(await sending).toMatchObject({ outcome: 'uncertain' });
  });

  test('gives up at once what the server does not have yet, and takes nothing more', async () => {
    let greeted = () => {};
    const helo = new Promise<void>((resolve) => (greeted = resolve));
    const address = await misbehaving((line) => line.startsWith('EHLO') && greeted());
    const transport = smtpTransport(`smtp://${address}`);
    const sending = transport.send(mail, anywhere);
    await helo;
    await transport.close();
    const refused = { outcome: 'refused', permanent: false, about: 'server' };
    expect(await sending).toMatchObject(refused);
    expect(await transport.send(mail, anywhere)).toMatchObject({ ...refused, reason: 'Vigil is shutting down' });
  });
});
