import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noteRest, openDatabase, openDigestSlot } from '@vigil/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailServer, type MailServer } from './mail-server.ts';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

interface Mail {
  readonly kind: string;
  readonly state: string;
  readonly recipient: string;
}
interface Night {
  readonly runs: readonly { readonly id: string }[];
}

const file = 'section_47_enquiries.csv';
const missed = { '2020-11': { held: 4, inTime: 4 }, '2020-12': { held: 4, inTime: 1 } };

describe('vigil mail preview', () => {
  let own: OwnVigil;
  let night: Night;
  beforeAll(async () => {
    own = await ownVigil();
    // Muted, so that what there is to tell waits.
    await own.vigil(
      'mute',
      '--rule',
      'target-missed',
      '--until',
      '2021-01-10',
      '--reason',
      'to see what would be sent',
    );
    await own.deliver('2021-01-04', { [file]: enquiriesCsv(missed) });
    night = await own.json<Night>('run');
  });
  afterAll(() => own.drop());

  const written = () => readdir(join(own.directory, 'mails')).then((names) => names.toSorted());

  it('says so where nothing waits', async () => {
    expect(await own.vigil('mail', 'preview', '--out', 'mails')).toMatchObject({
      exit: 0,
      out: '',
      err: expect.stringContaining('Nothing waits to be told'),
    });
    expect(await own.vigil('mail', 'preview', '--out', 'mails', '--run', night.runs[0]!.id)).toMatchObject({
      exit: 0,
      err: expect.stringContaining('No mail told of this run'),
    });
  });

  it('writes what waits as HTML, text and message, and tells nobody', async () => {
    own.env['VIGIL_NOW'] = '2021-01-11';
    const { exit, out } = await own.vigil('mail', 'preview', '--out', 'mails');
    expect(exit).toBe(0);
    expect(out).toContain('head.qa@example.gov.uk  25 %');
    const name = 'digest-2021-01-11-head.qa@example.gov.uk';
    expect(await written()).toEqual([`${name}.eml`, `${name}.html`, `${name}.txt`]);
    const read = (ending: string) => readFile(join(own.directory, 'mails', `${name}.${ending}`), 'utf8');
    expect(await read('txt')).toContain('1 of 4');
    expect(await read('eml')).toMatch(/^To: head\.qa@example\.gov\.uk\r$/mu);
    const html = await read('html');
    expect(html).toContain('src="data:image/png;base64,');
    expect(html).not.toContain('cid:');

    expect(await own.json('notifications')).toEqual([]);
    // It is told all the same, and only then, and says the same.
    await own.vigil('run');
    expect(await own.json('notifications')).toMatchObject([{ kind: 'digest', recipient: 'head.qa@example.gov.uk' }]);
  });

  it('writes what was told of a run, as it was sent', async () => {
    const { exit, out } = await own.vigil('mail', 'preview', '--out', 'sent', '--run', night.runs[0]!.id.slice(0, 8));
    expect(exit).toBe(0);
    expect(out).toContain('head.qa@example.gov.uk');
    const sent = await readdir(join(own.directory, 'sent'));
    expect(sent.toSorted()).toEqual(await written());
  });

  it.each([
    [[], "required option '--out <directory>'"],
    [['--out', 'mails', '--run', 'ffffffff'], 'There is no run ffffffff'],
  ])('refuses %j', async (args, complaint) => {
    const { exit, err } = await own.vigil('mail', 'preview', ...args);
    expect(exit).toBe(2);
    expect(err).toContain(complaint);
  });
});

describe('vigil mail test', () => {
  let own: OwnVigil;
  let server: MailServer;
  beforeAll(async () => {
    own = await ownVigil();
    server = await mailServer();
    await own.configure(`${testshire()}operators: [ { email: operators@example.gov.uk } ]\n`);
  });
  afterAll(async () => {
    await own.drop();
    await server.close();
  });

  const test = (...args: readonly string[]) => own.vigil('mail', 'test', ...args);

  it('is caught where there is no server', async () => {
    const { exit, err } = await test();
    expect(exit).toBe(0);
    expect(err).toMatch(/^Sent to operators@example\.gov\.uk by files in .*: written to .*\.eml$/mu);
  });

  it('goes to whom one says, and is on record with the answer of the server', async () => {
    own.env['SMTP_URL'] = server.url;
    const { exit, err } = await test('--to', 'me@example.gov.uk');
    expect(exit).toBe(0);
    expect(err).toMatch(/^Sent to me@example\.gov\.uk by smtp:.*: 250 /mu);
    expect(server.mails).toBe(1);
    const mails = await own.json<readonly Mail[]>('notifications');
    expect(mails.filter(({ recipient }) => recipient === 'me@example.gov.uk')).toMatchObject([
      { kind: 'test', state: 'accepted', day: null, response: expect.stringMatching(/^250 /u) },
    ]);
  });

  it('says what to do where the server refuses, and leaves nothing to settle', async () => {
    server.mood = 'refuses';
    const refused = await test('--to', 'nobody@example.gov.uk');
    expect(refused.exit).toBe(1);
    expect(refused.err).toContain('no such mailbox');
    expect(refused.err).toContain('Check the address');
    expect(await own.json('status')).toMatchObject({ refused: [], uncertain: [] });
  });

  it('says what to do where there is no server', async () => {
    own.env['SMTP_URL'] = 'smtp://127.0.0.1:9';
    const { exit, err } = await test();
    expect(exit).toBe(1);
    expect(err).toContain('Check SMTP_URL');
    expect(err).not.toContain('Sent');
  });

  it('refuses what is no address', async () => {
    expect(await test('--to', 'me')).toMatchObject({ exit: 2, err: expect.stringContaining('me@example.gov.uk') });
    await own.configure(testshire());
    expect(await test()).toMatchObject({ exit: 2, err: expect.stringContaining('Say --to whom') });
  });
});

describe('vigil status of mail', () => {
  let own: OwnVigil;
  let server: MailServer;
  beforeAll(async () => {
    own = await ownVigil();
    server = await mailServer();
    own.env['SMTP_URL'] = server.url;
  });
  afterAll(async () => {
    await own.drop();
    await server.close();
  });

  it('names the mail that was refused for good, and how it is sent again', async () => {
    server.mood = 'refuses';
    await own.deliver('2021-01-04', { [file]: enquiriesCsv(missed) });
    await own.vigil('run');
    expect(await own.json('status')).toMatchObject({
      uncertain: [],
      refused: [{ kind: 'digest', recipient: 'head.qa@example.gov.uk', response: expect.stringContaining('mailbox') }],
    });
    expect((await own.vigil('status')).out).toMatch(
      /refused mail to head\.qa@example\.gov\.uk: .*no such mailbox.*\n.*vigil notifications resend /u,
    );
  });

  it('says until when news waits', async () => {
    const database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
    try {
      await database.forAuthority('852').transaction(async (tx) => {
        const slot = await openDigestSlot(tx, 'scheduled');
        await noteRest(tx, slot, new Date('2021-01-05T07:00:00Z'));
        await tx.sql`update vigil.stage set due_at = now() + interval '1 hour' where slot = ${slot}`;
      });
    } finally {
      await database.close();
    }
    expect(await own.json('status')).toMatchObject({ digest: { waitsUntil: '2021-01-05T07:00:00.000Z' } });
    expect((await own.vigil('status')).out).toContain('news waits until 2021-01-05 07:00');
  });
});
