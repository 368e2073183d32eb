import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../packages/database/src/index.ts';
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
async function audited(): Promise<readonly { action: string; reason: string; subject: string }[]> {
  const database = openDatabase(vigil.env['DATABASE_URL']!, { connections: 1 });
  try {
    return await database.acrossAuthorities(
      ({ sql }) => sql<{ action: string; reason: string; subject: string }[]>`
        select action, reason, subject from vigil.audit where action = 'backfill' order by id`,
    );
  } finally {
    await database.close();
  }
}

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

  it('publishes what it showed, on record with who wanted it and why, and writes to nobody', async () => {
    const shown = await vigil.json<Line[]>(...wanted, '--dry-run');
    const mails = await vigil.json<unknown[]>('notifications');
    const lines = await vigil.json<Line[]>(...wanted, '--reason', 'the annual report');
    expect(lines).toEqual(shown);
    const [february] = await vigil.json<{ value: number; version: number; reason: string | null }[]>(
      'snapshots',
      '--indicator',
      'icpc-timeliness',
      '--period',
      '2019-02',
    );
    expect(february).toMatchObject({ value: 25, version: 1, reason: null });
    expect(await vigil.json('notifications')).toEqual(mails);
    expect(await audited()).toMatchObject([{ reason: 'the annual report', subject: '2018-10 to 2019-04' }]);
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
