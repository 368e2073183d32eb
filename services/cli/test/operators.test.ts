import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailServer, type MailServer } from './mail-server.ts';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

interface Cause {
  readonly kind: string;
  readonly fingerprint: string;
  readonly jobs: readonly string[];
  readonly runs: readonly { readonly id: string }[];
}
interface Night {
  readonly runs: readonly { readonly id: string; readonly status: string; readonly asAt: string }[];
}
interface Mail {
  readonly id: string;
  readonly state: string;
}

const file = 'section_47_enquiries.csv';
const missed = { '2020-11': { held: 4, inTime: 4 }, '2020-12': { held: 4, inTime: 1 } };
const why = ['--reason', 'tried out'] as const;

describe('a delivery without a column that is needed', () => {
  let own: OwnVigil;
  let job: string;
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2021-01-04', { [file]: enquiriesCsv(missed).replace('Child Unique ID', 'Person') });
    await own.vigil('run');
  });
  afterAll(() => own.drop());

  it('is told with its cause, what to do, and what it blocks', async () => {
    const causes = await own.json<readonly Cause[]>('failed');
    expect(causes).toEqual([
      {
        stage: 'validate',
        kind: 'missing-column',
        message: expect.stringContaining('Child Unique ID'),
        advice: expect.stringContaining('mapping.headers'),
        count: 1,
        jobs: [expect.any(String)],
        runs: [{ id: expect.any(String), source: 'casework', asAt: '2021-01-04' }],
        since: expect.any(String),
        attempts: 1,
        blocks: expect.stringContaining('not published'),
        fingerprint: expect.any(String),
      },
    ]);
    job = causes[0]!.jobs[0]!;
    const { out } = await own.vigil('failed');
    expect(out).toContain(`vigil replay --error ${causes[0]!.fingerprint}`);
    expect((await own.vigil('status')).out).toContain('Awaiting your word');
  });

  it('is not replayed without a reason, nor without saying what', async () => {
    expect(await own.vigil('replay', job)).toMatchObject({ exit: 2, err: expect.stringContaining('--reason') });
    expect(await own.vigil('replay', job, '--reason', ' ')).toMatchObject({ exit: 2 });
    expect(await own.vigil('replay', ...why)).toMatchObject({ exit: 2, err: expect.stringContaining('in one way') });
    expect(await own.vigil('replay', job, '--stage', 'land', ...why)).toMatchObject({ exit: 2 });
    expect(await own.vigil('replay', '--stage', 'lunch', ...why)).toMatchObject({ exit: 2 });
  });

  it('is left as it is by a dry run', async () => {
    const { exit, err } = await own.vigil('replay', job.slice(0, 8), '--dry-run');
    expect(exit).toBe(0);
    expect(err).toContain('validate section_47_enquiries (job ');
    expect(err).toContain('would be replayed');
    expect(await own.json('replay', job, '--dry-run')).toMatchObject({
      replayed: [{ job, stage: 'validate' }],
      left: [],
    });
    expect(await own.json('failed')).toHaveLength(1);
  });

  it('fails again as long as nothing has been mended, with the cause', async () => {
    const { exit, err } = await own.vigil('replay', job, ...why);
    expect(exit).toBe(1);
    expect(err).toContain('needs the column “Child Unique ID”');
    expect(await own.json('failed')).toMatchObject([{ count: 1, attempts: 1 }]);
  });

  it('goes through once its header is mapped', async () => {
    await own.configure(testshire('mapping: { headers: { Person: Child Unique ID } }'));
    const { exit, err } = await own.vigil('replay', '--stage', 'validate', ...why);
    expect(err).toContain('as at 2021-01-04: done');
    expect(exit).toBe(0);
    expect(await own.json('failed')).toEqual([]);
    expect(await own.json('findings')).toEqual([]);
    expect(await own.json('alerts')).toMatchObject([{ indicator: 'icpc-timeliness', state: 'open' }]);
  });

  it('is not done twice: replaying what succeeded changes nothing', async () => {
    const before = await own.json('snapshots', '--all-versions');
    const { exit, err } = await own.vigil('replay', job, ...why);
    expect(exit).toBe(0);
    expect(err).toContain('replaying what succeeded changes nothing');
    expect(await own.vigil('replay', '--error', '00000000', ...why)).toMatchObject({
      exit: 0,
      err: expect.stringContaining('nothing to replay'),
    });
    expect(await own.json('snapshots', '--all-versions')).toEqual(before);
    expect(await own.json('notifications')).toHaveLength(1);
  });
});

describe('a delivery that is much smaller than the last', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2020-12-01', { [file]: enquiriesCsv({ '2020-10': { held: 60, inTime: 60 } }) });
    await own.vigil('run');
  });
  afterAll(() => own.drop());

  const standing = async () => {
    const [row] = await own.json<readonly { numerator: number; asAt: string }[]>(
      'snapshots',
      '--indicator',
      'icpc-timeliness',
      '--period',
      '2020-10',
    );
    return { numerator: row!.numerator, asAt: row!.asAt };
  };

  it('is held where it would delete too much, and put aside when it is rejected', async () => {
    await own.deliver('2020-12-02', { [file]: enquiriesCsv({ '2020-10': { held: 35, inTime: 35 } }) });
    expect(await own.vigil('run')).toMatchObject({ exit: 1, err: expect.stringContaining('vigil accept') });
    expect(await own.json('status')).toMatchObject({
      held: [{ source: 'casework', asAt: '2020-12-02', accept: expect.stringContaining('vigil accept') }],
      sources: [{ newest: { state: 'held' }, live: { asAt: '2020-12-01' } }],
    });
    expect(await own.vigil('accept', 'casework@2020-12-02')).toMatchObject({ exit: 2 });
    expect((await own.vigil('reject', 'casework@2020-12-02', ...why)).exit).toBe(0);
    expect(await standing()).toEqual({ numerator: 60, asAt: '2020-12-01' });
    expect((await own.vigil('run')).exit).toBe(0);
    expect(await standing()).toEqual({ numerator: 60, asAt: '2020-12-01' });
  });

  it('goes live when it is held and accepted', async () => {
    await own.deliver('2020-12-03', { [file]: enquiriesCsv({ '2020-10': { held: 38, inTime: 38 } }) });
    await own.vigil('run');
    const { held } = await own.json<{ held: readonly { id: string }[] }>('status');
    expect(await own.vigil('accept', held[0]!.id.slice(0, 8), ...why)).toMatchObject({ exit: 0 });
    expect(await standing()).toEqual({ numerator: 38, asAt: '2020-12-03' });
  });

  it('goes live when its file was rejected for its size and is accepted', async () => {
    await own.deliver('2020-12-04', { [file]: enquiriesCsv({ '2020-10': { held: 10, inTime: 10 } }) });
    expect((await own.vigil('run')).exit).toBe(1);
    expect(await own.json('failed')).toMatchObject([{ kind: 'shrunken-file' }]);
    const night = await own.json<Night>('accept', 'casework@2020-12-04', ...why);
    expect(night.runs).toMatchObject([{ asAt: '2020-12-04', status: 'done' }]);
    expect(await standing()).toEqual({ numerator: 10, asAt: '2020-12-04' });
  });

  it('is neither accepted nor rejected once it is live', async () => {
    for (const command of ['accept', 'reject']) {
      expect(await own.vigil(command, 'casework@2020-12-04', ...why)).toMatchObject({
        exit: 1,
        err: expect.stringContaining('was published'),
      });
    }
    expect(await own.vigil('accept', 'casework@2020-12-24', ...why)).toMatchObject({ exit: 2 });
    expect(await own.vigil('accept', 'casework@soon', ...why)).toMatchObject({ exit: 2 });
  });
});

describe('a mail', () => {
  let own: OwnVigil;
  let server: MailServer;
  beforeAll(async () => {
    server = await mailServer();
    own = await ownVigil();
    own.env['SMTP_URL'] = server.url;
    await own.deliver('2021-01-04', { [file]: enquiriesCsv(missed) });
  });
  afterAll(async () => {
    await own.drop();
    await server.close();
  });
  const ledger = () => own.json<readonly Mail[]>('notifications');

  it('that was refused for good stays so until an operator has it sent again', async () => {
    server.mood = 'refuses';
    const night = await own.vigil('run');
    expect(night).toMatchObject({ exit: 1, err: expect.stringContaining('1 failed') });
    expect(await own.json('failed')).toEqual([]);
    const [mail] = await ledger();
    expect(mail).toMatchObject({ state: 'refused' });
    server.mood = 'takes';
    expect((await own.vigil('run')).exit).toBe(0);
    expect(server.mails).toBe(0);
    expect((await own.vigil('notifications', 'resend', mail!.id, ...why)).exit).toBe(0);
    expect(await ledger()).toMatchObject([{ id: mail!.id, state: 'accepted' }]);
    expect(server.mails).toBe(1);
  });

  it('that was accepted is sent again by nobody', async () => {
    const [mail] = await ledger();
    expect(await own.vigil('notifications', 'resend', mail!.id, ...why)).toMatchObject({
      exit: 1,
      err: expect.stringContaining('only one that is uncertain or refused'),
    });
    expect(server.mails).toBe(1);
  });

  it('that is uncertain is confirmed, or sent once more', async () => {
    server.mood = 'hangs up';
    own.env['VIGIL_NOW'] = '2021-01-05';
    const later = { ...missed, '2020-12': { held: 4, inTime: 4 } };
    await own.deliver('2021-01-05', { [file]: enquiriesCsv(later) });
    await own.vigil('run');
    const [mail] = await ledger();
    expect(mail).toMatchObject({ state: 'uncertain' });
    expect(await own.json('status')).toMatchObject({ uncertain: [{ id: mail!.id }] });
    expect((await own.vigil('failed')).err).toContain('Uncertain mails: 1');

    server.mood = 'takes';
    expect(await own.vigil('notifications', 'resend', mail!.id.slice(0, 8), ...why)).toMatchObject({ exit: 0 });
    expect((await ledger())[0]).toMatchObject({ id: mail!.id, state: 'accepted' });
    expect(server.mails).toBe(3);

    server.mood = 'hangs up';
    own.env['VIGIL_NOW'] = '2021-01-06';
    await own.deliver('2021-01-06', { [file]: enquiriesCsv(missed) });
    await own.vigil('run');
    const [second] = await ledger();
    expect(second).toMatchObject({ state: 'uncertain' });
    expect(await own.vigil('notifications', 'confirm', second!.id)).toMatchObject({ exit: 2 });
    expect((await own.vigil('notifications', 'confirm', second!.id, ...why)).exit).toBe(0);
    expect((await ledger())[0]).toMatchObject({
      id: second!.id,
      state: 'accepted',
      response: expect.stringContaining('confirmed by'),
    });
    expect(server.mails).toBe(4);
  });
});
