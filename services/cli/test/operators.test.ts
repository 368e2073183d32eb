import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailServer, type MailServer } from './mail-server.ts';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

interface Cause {
  readonly kind: string;
  readonly message: string;
  readonly fingerprint: string;
  readonly jobs: readonly string[];
  readonly runs: readonly { readonly id: string }[];
}
interface Night {
  readonly runs: readonly {
    readonly id: string;
    readonly status: string;
    readonly asAt: string;
    readonly snapshots: { readonly new: number; readonly restated: number; readonly unchanged: number };
    readonly alerts: { readonly opened: number; readonly continuing: number; readonly recovered: number };
  }[];
}
interface Would {
  readonly runs: readonly { readonly asAt: string; readonly stages: readonly { readonly words: string }[] }[];
  readonly mails: readonly { readonly subject: string }[];
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
    expect(causes).toMatchObject([
      {
        stage: 'validate',
        state: 'failed',
        kind: 'missing-column',
        message: expect.stringContaining('Child Unique ID'),
        advice: expect.stringContaining('mapping.headers'),
        commands: [
          `vigil match ${join(own.directory, 'extracts', '2021-01-04')} --source casework --write`,
          expect.stringMatching(/^vigil replay --error [0-9a-f]{8} --reason "…"$/u),
        ],
        count: 1,
        jobs: [expect.any(String)],
        runs: [{ id: expect.any(String), source: 'casework', asAt: '2021-01-04' }],
        since: expect.any(String),
        attempts: 1,
        blocks: expect.stringContaining('not published'),
        fingerprint: expect.any(String),
        jobsDetail: [
          {
            job: causes[0]!.jobs[0],
            state: 'failed',
            stage: 'validate',
            subject: 'section_47_enquiries',
            source: 'casework',
            asAt: '2021-01-04',
            payload: { run: causes[0]!.runs[0]!.id, file: expect.any(String) },
            attempts: [
              {
                at: expect.any(String),
                milliseconds: expect.any(Number),
                worker: expect.stringContaining(`${hostname()}/${process.pid}/`),
                outcome: 'failed',
                kind: 'missing-column',
                message: causes[0]!.message,
                fingerprint: causes[0]!.fingerprint,
              },
            ],
          },
        ],
      },
    ]);
    job = causes[0]!.jobs[0]!;
    const { out } = await own.vigil('failed');
    expect(out).toContain(`vigil replay --error ${causes[0]!.fingerprint}`);
    expect((await own.vigil('status')).out).toContain('Awaiting your word');
  });

  it('is shown with all its attempts, when, for how long and where', async () => {
    const { out } = await own.vigil('failed', '--job', job.slice(0, 8));
    expect(out).toMatch(
      /^job [0-9a-f-]{36}: validate, section_47_enquiries of casework as at 2021-01-04: failed\n {2}run [0-9a-f-]{36}, file/u,
    );
    expect(out).toMatch(
      / {2}1 {2}2\d{3}-\d\d-\d\d \d\d:\d\d +\d+\.\d s {2}\S+\/\d+\/\S+ {2}failed {3}missing-column {2}[0-9a-f]{8}\n/u,
    );
    expect(await own.json('failed', '--job', job)).toMatchObject([{ job, state: 'failed', attempts: [{}] }]);
    expect(await own.vigil('failed', '--job', 'ffffffff')).toMatchObject({ exit: 2 });
  });

  it('is not replayed without a reason, nor without saying what', async () => {
    expect(await own.vigil('replay', job)).toMatchObject({ exit: 2, err: expect.stringContaining('--reason') });
    expect(await own.vigil('replay', job, '--reason', ' ')).toMatchObject({ exit: 2 });
    expect(await own.vigil('replay', ...why)).toMatchObject({ exit: 2, err: expect.stringContaining('in one way') });
    expect(await own.vigil('replay', job, '--stage', 'land', ...why)).toMatchObject({ exit: 2 });
    expect(await own.vigil('replay', '--stage', 'lunch', ...why)).toMatchObject({ exit: 2 });
  });

  it('is left as it is by a dry run', async () => {
    const { exit, err, out } = await own.vigil('replay', job.slice(0, 8), '--dry-run', '--format', 'json');
    expect(exit).toBe(0);
    expect(err).toContain('validate section_47_enquiries (job ');
    expect(err).toContain('would be replayed');
    expect(err).toContain('would fail: section_47_enquiries.csv');
    expect(JSON.parse(out)).toMatchObject({
      replayed: [{ job, stage: 'validate' }],
      left: [],
      would: { runs: [{ source: 'casework', asAt: '2021-01-04', stages: [{ stage: 'validate', outcome: 'fails' }] }] },
    });
    expect(await own.json('failed')).toHaveLength(1);
    expect(await own.json('replay', '--list')).toEqual([]);
  });

  it('shows what a mapping would make of it, to the mail, and keeps nothing of that', async () => {
    await writeFile(join(own.directory, 'new-headers.yaml'), 'headers: { Person: Child Unique ID }\n');
    const args = ['--with-mapping', 'new-headers.yaml', '--dry-run', '--format', 'json'];
    const { exit, err, out } = await own.vigil('replay', '--stage', 'validate', ...args);
    expect(err).toContain('“Person” is understood as “Child Unique ID”');
    expect(err).toContain('then publish would make the delivery of casework as at 2021-01-04 live');
    expect(err).toContain('put it into the mapping of casework there too');
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      would: {
        runs: [
          {
            stages: [
              { stage: 'validate', list: 'section_47_enquiries', follows: false, outcome: 'done' },
              { stage: 'publish', follows: true, outcome: 'done' },
              { stage: 'aggregate', follows: true, outcome: 'done', words: expect.stringContaining('new figures') },
              {
                stage: 'evaluate',
                follows: true,
                outcome: 'done',
                words: 'would open 1 alert, continue 0 and close 0',
              },
            ],
          },
        ],
        mails: [{ to: 'head.qa@example.gov.uk', subject: expect.any(String) as string }],
      },
    });
    expect(await own.json('failed')).toHaveLength(1);
    expect([await own.json('snapshots'), await own.json('notifications')]).toEqual([[], []]);
  });

  it('fails again as long as nothing has been mended, with the cause', async () => {
    const { exit, err } = await own.vigil('replay', job, ...why);
    expect(exit).toBe(1);
    expect(err).toContain('needs the column “Child Unique ID”');
    expect(await own.json('failed')).toMatchObject([{ count: 1, attempts: 1 }]);
  });

  it('goes through with a mapping of the replay, vigil.yaml as it was, at the rate that is asked for', async () => {
    const args = ['--with-mapping', 'new-headers.yaml', '--rate', '600', ...why];
    const { exit, err } = await own.vigil('replay', '--stage', 'validate', ...args);
    expect(err).toContain('as at 2021-01-04: done');
    expect(err).toContain('or the next delivery fails in the same way');
    expect(exit).toBe(0);
    expect(await own.json('failed')).toEqual([]);
    expect(await own.json('findings')).toEqual([]);
    expect(await own.json('alerts')).toMatchObject([{ indicator: 'icpc-timeliness', state: 'open' }]);
    expect(await own.json<readonly { state: string }[]>('replay', '--list')).toMatchObject([
      { state: 'done', chosen: 'stage validate', ratePerMinute: 600, waiting: 0, dispatched: 1, hasMapping: true },
      { state: 'done', ratePerMinute: null, hasMapping: false },
    ]);
    const { replay } = (await own.json<{ replay: null }>('replay', job, ...why)) ?? {};
    expect(replay).toBeNull();
    const [{ id }] = await own.json<[{ id: string }]>('replay', '--list');
    expect(await own.vigil('replay', '--abort', id.slice(0, 8), ...why)).toMatchObject({
      exit: 1,
      err: expect.stringContaining('nothing to abort') as string,
    });
  });

  it('fails again in the next nights, as was said; what a dry run says of them all is what comes once it is mapped', async () => {
    own.env['VIGIL_NOW'] = '2021-01-06';
    for (const [asAt, inTime] of [
      ['2021-01-05', 4],
      ['2021-01-06', 2],
    ] as const) {
      const later = enquiriesCsv({ ...missed, '2020-12': { held: 4, inTime } }).replace('Child Unique ID', 'Person');
      await own.deliver(asAt, { [file]: later });
    }
    expect((await own.vigil('run')).exit).toBe(1);
    expect(await own.json('failed')).toMatchObject([{ kind: 'missing-column', count: 2 }]);
    await own.configure(testshire('mapping: { headers: { Person: Child Unique ID } }'));
    const { would } = await own.json<{ would: Would }>('replay', '--since', '2021-01-01', '--dry-run');
    expect(would.runs).toMatchObject([
      { asAt: '2021-01-05', figures: [{ indicator: 'icpc-timeliness', period: '2020-12', before: 25, now: 100 }] },
      { asAt: '2021-01-06', figures: [{ indicator: 'icpc-timeliness', period: '2020-12', before: 100, now: 50 }] },
    ]);
    const { exit, out } = await own.vigil('replay', '--since', '2021-01-01', ...why, '--format', 'json');
    expect(exit).toBe(0);
    const inWords = would.runs.map(({ asAt, stages }) => [asAt, ...stages.slice(-2).map(({ words }) => words)]);
    expect(inWords).toEqual(
      (JSON.parse(out) as Night).runs.map(({ asAt, snapshots, alerts }) => [
        asAt,
        `would publish ${snapshots.new} new figures and restate ${snapshots.restated}; ${snapshots.unchanged} stay as they are`,
        `would open ${alerts.opened === 1 ? '1 alert' : `${alerts.opened} alerts`}, continue ${alerts.continuing} and close ${alerts.recovered}`,
      ]),
    );
    const [{ id }] = await own.json<[{ id: string }]>('notifications');
    expect(await own.json('notifications')).toMatchObject([{ id, subject: would.mails[0]!.subject }, {}]);
    expect(await own.json('failed')).toEqual([]);
  });

  it('is not done twice: replaying what succeeded changes nothing', async () => {
    const [before, mails] = [await own.json('snapshots', '--all-versions'), await own.json('notifications')];
    const { exit, err } = await own.vigil('replay', job, ...why);
    expect(exit).toBe(0);
    expect(err).toContain('replaying what succeeded changes nothing');
    expect(await own.vigil('replay', '--error', '00000000', ...why)).toMatchObject({
      exit: 0,
      err: expect.stringContaining('nothing to replay'),
    });
    expect(await own.json('snapshots', '--all-versions')).toEqual(before);
    expect(await own.json('notifications')).toEqual(mails);
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
