import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, whileHoldingBackfill, type Database } from '../../../packages/database/src/index.ts';
import { enquiriesCsv, ownVigil, testshire, type Enquiries, type OwnVigil } from './own-vigil.ts';

interface Line {
  readonly indicator: string;
  readonly period: string | null;
  readonly member: string | null;
  readonly outcome: 'new' | 'restated' | 'failed';
  readonly before: number | null;
  readonly now: number | null;
  readonly reason: string | null;
}

const months: Enquiries = {
  '2019-02': { held: 4, inTime: 1 },
  '2019-03': { held: 4, inTime: 3 },
  '2020-11': { held: 4, inTime: 4 },
  '2020-12': { held: 4, inTime: 3 },
};
const wanted = ['backfill', '--from', '2018-10', '--to', '2019-04'];

let vigil: OwnVigil;
beforeAll(async () => {
  vigil = await ownVigil();
  // Nights compute October to December 2020 alone.
  await vigil.configure(testshire().replace('\nmail:', '\nhistoryMonths: 3\nmail:'));
  await vigil.deliver('2021-01-04', { 'section_47_enquiries.csv': enquiriesCsv(months) });
  await vigil.vigil('run');
});
afterAll(() => vigil.drop());

const icpc = (lines: readonly Line[]) =>
  lines.filter(({ indicator, member }) => indicator === 'icpc-timeliness' && member === null);
const versions = () => vigil.json<unknown[]>('snapshots', '--all-versions');
const inDatabase = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
  const database = openDatabase(vigil.env['DATABASE_URL']!, { connections: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};
const statement = (text: string) => inDatabase((database) => database.acrossAuthorities(({ sql }) => sql.unsafe(text)));
const audited = () =>
  inDatabase((database) =>
    database.acrossAuthorities(
      ({ sql }) => sql<{ action: string; reason: string; subject: string }[]>`
        select action, reason, subject from vigil.audit where action like '%backfill' order by id`,
    ),
  );

/** Pauses a backfill from within, as soon as two of its indicators are done. */
const pausing = `
  create function pause_backfill() returns trigger language plpgsql as $$
  begin
    update vigil.backfill set state = 'paused'
    where id = new.backfill and (select count(*) from vigil.backfill_indicator where backfill = new.backfill) >= 2;
    return null;
  end $$;
  create trigger pause_backfill after insert on vigil.backfill_indicator
  for each row execute function pause_backfill()`;

describe('vigil backfill', () => {
  it('shows beforehand exactly what would come of it, and keeps nothing', async () => {
    const before = await versions();
    const lines = await vigil.json<Line[]>(...wanted, '--dry-run');
    // The list reaches back to February 2019; that nothing happened before nobody knows.
    expect(icpc(lines)).toMatchObject([
      { period: '2019-02', outcome: 'new', before: null, now: 25 },
      { period: '2019-03', outcome: 'new', before: null, now: 75 },
      { period: '2019-04', outcome: 'new', before: null, now: null },
    ]);
    expect(await versions()).toEqual(before);
    expect(await audited()).toEqual([]);
  });

  it('asks why, and for months in their order', async () => {
    expect(await vigil.vigil(...wanted)).toMatchObject({ exit: 2, err: expect.stringContaining('--reason') as string });
    const turned = await vigil.vigil('backfill', '--from', '2020-02', '--to', '2020-01', '--dry-run');
    expect(turned).toMatchObject({ exit: 2, err: expect.stringContaining('later than') as string });
  });

  it('publishes what it showed, paused and cut off on the way, on record with who wanted it and why; writes to nobody', async () => {
    const shown = await vigil.json<Line[]>(...wanted, '--dry-run');
    const mails = await vigil.json<unknown[]>('notifications');
    const [on, why] = [
      ['--format', 'json'],
      ['--reason', 'the annual report'],
    ] as const;
    await statement(pausing);
    const paused = await vigil.vigil(...wanted, '--concurrency', '2', ...why, ...on);
    await statement('drop function pause_backfill cascade');
    expect(paused).toMatchObject({ exit: 1, err: expect.stringContaining('vigil backfill --resume') as string });
    const [{ id }] = await vigil.json<[{ id: string }]>('backfill', '--list');
    const states = async () =>
      (await vigil.json<{ state: string; done: number }[]>('backfill', '--list')).map(({ state }) => state);
    expect(await states()).toEqual(['paused']);
    expect(await vigil.vigil('backfill', '--pause', id, ...why)).toMatchObject({ exit: 1 });

    // As a process leaves it that is killed.
    await statement(`update vigil.backfill set state = 'going'`);
    expect(await states()).toEqual(['cut off']);
    // How many were done when it was paused depends on how they share the time.
    expect((await vigil.vigil('status')).out).toMatch(
      new RegExp(`was cut off, \\d indicators? done\n +→ vigil backfill --resume ${id.slice(0, 8)}`, 'u'),
    );
    const beside = await inDatabase((database) =>
      whileHoldingBackfill(database.forAuthority('852'), id, () => vigil.vigil('backfill', '--resume', id, ...why)),
    );
    expect(beside).toMatchObject({ exit: 1, err: expect.stringContaining('by another process') as string });
    const resumed = await vigil.vigil('backfill', '--resume', id.slice(0, 8), ...why, ...on);
    expect(resumed).toMatchObject({ exit: 0, err: expect.stringContaining('resumed, as at 4 January 2021') as string });
    expect(await states()).toEqual(['done']);

    const inOrder = (lines: readonly Line[]) => lines.map((line) => JSON.stringify(line)).toSorted();
    const published = [paused, resumed].flatMap(({ out }) => JSON.parse(out) as Line[]);
    expect(inOrder(published)).toEqual(inOrder(shown));
    const [february] = await vigil.json<{ value: number; version: number; reason: string | null }[]>(
      'snapshots',
      '--indicator',
      'icpc-timeliness',
      '--period',
      '2019-02',
    );
    expect(february).toMatchObject({ value: 25, version: 1, reason: null });
    expect(await vigil.json('notifications')).toEqual(mails);
    expect(await audited()).toMatchObject([
      { action: 'backfill', reason: 'the annual report', subject: '2018-10 to 2019-04' },
      { action: 'resume backfill', subject: `backfill ${id}` },
    ]);
    expect(await vigil.vigil('backfill', '--resume', id, ...why)).toMatchObject({
      exit: 1,
      err: expect.stringContaining('nothing to resume') as string,
    });
  });

  it('finds nothing missing afterwards, and makes no new version of what is as it was', async () => {
    const before = await versions();
    expect(await vigil.json(...wanted, '--only', 'missing', '--reason', 'once more')).toEqual([]);
    expect(await vigil.json(...wanted, '--reason', 'once more')).toEqual([]);
    expect(
      await vigil.json('backfill', '--from', '2020-10', '--to', '2020-12', '--only', 'failed', '--dry-run'),
    ).toEqual([]);
    expect(await versions()).toEqual(before);
  });

  it('restates months that nights no longer compute, with the reason', async () => {
    const corrected = enquiriesCsv({ ...months, '2019-02': { held: 4, inTime: 2 } });
    await vigil.deliver('2021-01-05', { 'section_47_enquiries.csv': corrected });
    expect((await vigil.vigil('run')).exit).toBe(0);
    const lines = await vigil.json<Line[]>(...wanted, '--reason', 'February 2019 was corrected');
    expect(icpc(lines)).toEqual([
      {
        indicator: 'icpc-timeliness',
        period: '2019-02',
        member: null,
        outcome: 'restated',
        before: 25,
        now: 50,
        reason: 'correction',
      },
    ]);
  });

  it('has figures judged and people told only where it is asked to', async () => {
    await vigil.configure(
      testshire().replace('\nmail:', '\nhistoryMonths: 3\nmail:').replace('atLeast: 70', 'atLeast: 90'),
    );
    const month = ['backfill', '--from', '2019-02', '--to', '2019-02', '--reason', 'the target is another'];
    expect(await vigil.vigil(...month)).toMatchObject({ exit: 0 });
    expect(await vigil.json('notifications')).toEqual([]);
    const { exit, err } = await vigil.vigil(...month, '--tell');
    expect(err).toContain('Mail: 1 sent');
    expect(exit).toBe(0);
    expect(await vigil.json('alerts')).toMatchObject([{ indicator: 'icpc-timeliness', period: '2020-12' }]);
  });

  it('tells what could not be computed, and computes the others', async () => {
    await vigil.configure(
      testshire()
        .replace('\nmail:', '\nhistoryMonths: 3\nmail:')
        .replace('2018: 50400, 2019: 50700, 2020: 50900', '2020: 50900'),
    );
    const { exit, out } = await vigil.vigil(...wanted, '--reason', 'without a population', '--format', 'json');
    expect(exit).toBe(1);
    const lines = JSON.parse(out) as Line[];
    expect(lines.find(({ indicator }) => indicator === 'icpc-rate')).toMatchObject({
      outcome: 'failed',
      period: null,
      reason: expect.stringContaining('no 0-17 population for 2019') as string,
    });
  });
});
