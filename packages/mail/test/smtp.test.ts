import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { makeCertificates, type Certificates } from '../../connectors/test/web.ts';
import { smtpTransport } from '../src/smtp.ts';
import { anywhere, mail, relay, says } from './relay.ts';

describe('a server that takes the mail', () => {
  test('is accepted, with what the server said', async () => {
    const { address, received } = await relay();
    const transport = smtpTransport(`smtp://${address}`);
    expect(await transport.send(mail, anywhere)).toEqual({ outcome: 'accepted', response: '250 queued as 4711' });
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
    const send = (login: string) => smtpTransport(`smtp://${login}${address}?ignoreTLS=true`).send(mail, anywhere);
    expect(await send('night:p%3Aa%2Fss@')).toMatchObject({ outcome: 'accepted' });
    expect(await send('night:wrong@')).toEqual({
      outcome: 'refused',
      permanent: true,
      about: 'server',
      reason: expect.stringMatching(
        /^smtp:\/\/127\.0\.0\.1:\d+ at AUTH PLAIN: .*535.*Check user and password in SMTP_URL/,
      ),
    });
    expect(await send('')).toEqual({
      outcome: 'refused',
      permanent: true,
      about: 'server',
      reason: expect.stringMatching(/530.*The server wants a login: smtp:\/\/user:password@host in SMTP_URL/),
    });
    expect(received).toHaveLength(1);
  });

  test('with a login, but without the TLS that is required to send the password through: it stays here', async () => {
    const onAuth = vi.fn<() => void>();
    const { address, received } = await relay({ allowInsecureAuth: true, onAuth });
    expect(await smtpTransport(`smtp://night:sesame@${address}?requireTLS=true`).send(mail, anywhere)).toMatchObject({
      outcome: 'refused',
      about: 'server',
      reason: expect.stringMatching(/STARTTLS.*The server offers no TLS.*ignoreTLS=true/),
    });
    expect(onAuth).not.toHaveBeenCalled();
    expect(received).toEqual([]);
  });
});

describe('a server with a certificate of the council’s own authority', () => {
  let directory: string;
  let certificates: Certificates;
  let tls: { key: Buffer; cert: Buffer };
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vigil-mail-'));
    certificates = makeCertificates(directory);
    tls = { key: await readFile(certificates.keyFile), cert: await readFile(certificates.certificateFile) };
  });
  afterAll(() => rm(directory, { recursive: true }));

  test('is not trusted as it is, and says what to do', async () => {
    const { address, received } = await relay({ disabledCommands: [], ...tls });
    expect(await smtpTransport(`smtp://${address}`).send(mail, anywhere)).toEqual({
      outcome: 'refused',
      permanent: false,
      about: 'server',
      reason: expect.stringMatching(/caFile=.*NODE_EXTRA_CA_CERTS.*within a network you trust, .*rejectUnauthorized/),
    });
    expect(received).toEqual([]);
  });

  test.each(['smtp', 'smtps'])('is trusted by its authority (%s)', async (scheme) => {
    const { address } = await relay({ disabledCommands: [], secure: scheme === 'smtps', ...tls });
    const transport = smtpTransport(`${scheme}://${address}?requireTLS=true&caFile=${certificates.caFile}`);
    expect(await transport.verify()).toEqual({ ok: true });
    expect(await transport.send(mail, anywhere)).toMatchObject({ outcome: 'accepted' });
  });

  test('is believed unseen, or not asked for TLS, where the address says so', async () => {
    const { address } = await relay({ disabledCommands: [], ...tls });
    for (const parameters of ['tls.rejectUnauthorized=false&requireTLS=true', 'ignoreTLS=true']) {
      const outcome = await smtpTransport(`smtp://${address}?${parameters}`).send(mail, anywhere);
      expect(outcome).toMatchObject({ outcome: 'accepted' });
    }
  });

  test('whose file is missing or holds none is a problem of the configuration', async () => {
    const empty = join(directory, 'empty.pem');
    await writeFile(empty, 'nothing\n');
    const { address } = await relay({ disabledCommands: [], ...tls });
    const verify = (caFile: string) => smtpTransport(`smtp://${address}?caFile=${caFile}`).verify();
    expect(await verify(empty)).toEqual({ ok: false, problem: expect.stringMatching(/empty\.pem.* holds no cert/) });
    expect(await verify('/no/ca.pem')).toEqual({ ok: false, problem: expect.stringMatching(/cannot be read.*ENOENT/) });
    expect(await smtpTransport(`smtp://${address}?caFile=/no/ca.pem`).send(mail, anywhere)).toMatchObject({
      outcome: 'refused',
      about: 'server',
      reason: expect.stringContaining('/no/ca.pem'),
    });
  });
});

describe('the rate that a server allows', () => {
  test('is kept to in any minute, and holds up nobody once Vigil shuts down', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      const transport = smtpTransport('smtp://relay.example.gov.uk', { ratePerMinute: 3 });
      const begun = Date.now();
      const had: number[] = [];
      const wait = async () => {
        await transport.turn();
        had.push((Date.now() - begun) / 1000);
      };
      const waiting = Array.from({ length: 5 }, wait);
      await vi.advanceTimersByTimeAsync(100_000);
      expect(had).toEqual([0, 0, 0, 60, 80]);
      const late = [wait(), wait()];
      await vi.advanceTimersByTimeAsync(10_000);
      expect(had).toHaveLength(6);
      await transport.close();
      await Promise.all([...waiting, ...late, transport.turn()]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('is none unless the configuration says so', async () => {
    const transport = smtpTransport('smtp://relay.example.gov.uk');
    const turns = Promise.all(Array.from({ length: 1000 }, () => transport.turn()));
    await expect(turns).resolves.toHaveLength(1000);
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
    const result = await smtpTransport(`smtp://vigil:sesame@${address}?ignoreTLS=true`).verify();
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
