import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, type OwnVigil } from './own-vigil.ts';

interface Night {
  readonly runs: readonly { readonly id: string; readonly asAt: string; readonly status: string }[];
}
interface Figure {
  readonly indicator: string;
  readonly period: string;
  readonly numerator: number | null;
  readonly value: number | null;
  readonly version: number;
}

interface Found {
  readonly asAt: string;
  readonly record: number;
  readonly rule: string;
}

const november = { '2020-10': { held: 4, inTime: 4 }, '2020-11': { held: 4, inTime: 3 } };
const unreadable = 'CHILD-X,31/02/2020,b) No,';

describe('after two nights', () => {
  let own: OwnVigil;
  let nights: Night;
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2020-12-01', { 'section_47_enquiries.csv': enquiriesCsv(november, [unreadable]) });
    await own.deliver('2021-01-04', {
      // A conference of November is recorded late, and December misses its target.
      'section_47_enquiries.csv': enquiriesCsv(
        { ...november, '2020-11': { held: 5, inTime: 3 }, '2020-12': { held: 4, inTime: 1 } },
        [unreadable, '"CHILD-Y",01/12/2020,perhaps,'],
      ),
      'looked_after_visits.csv': 'Child Unique ID,Date of Visit\r\n1,01/12/2020\r\n',
    });
    nights = await own.json<Night>('run');
  });
  afterAll(() => own.drop());

  const figures = (...args: readonly string[]) => own.json<readonly Figure[]>('snapshots', ...args);

  describe('vigil snapshots', () => {
    it('gives each figure with what it rests on, numbers as numbers', async () => {
      expect(await figures('--indicator', 'icpc-timeliness', '--period', '2020-12')).toEqual([
        {
          indicator: 'icpc-timeliness',
          code: expect.any(String),
          period: '2020-12',
          member: null,
          origin: 'computed',
          numerator: 1,
          denominator: 4,
          value: 25,
          unit: 'percent',
          target: 70,
          rag: 'red',
          change: -35,
          status: 'provisional',
          version: 1,
          asAt: '2021-01-04',
          definitionVersion: expect.any(Number),
          reason: null,
          quarantinedShare: 2 / 15,
        },
      ]);
    });

    it('gives one row a month, the latest version, in the order of indicator and month', async () => {
      const rows = await figures();
      const keys = rows.map(({ indicator, period }) => `${indicator} ${period}`);
      expect(keys).toEqual(keys.toSorted());
      expect(new Set(keys).size).toBe(keys.length);
      expect(
        rows.find(({ indicator, period }) => indicator === 'icpc-timeliness' && period === '2020-11'),
      ).toMatchObject({
        numerator: 3,
        denominator: 5,
        version: 2,
        reason: 'late recording',
        asAt: '2021-01-04',
      });
    });

    it('gives the state of an earlier date', async () => {
      const then = await figures('--indicator', 'icpc-timeliness', '--as-at', '2020-12-01');
      expect(then.at(-1)).toMatchObject({ period: '2020-11', value: 75, version: 1, asAt: '2020-12-01' });
    });

    it('gives what was known when a run told people', async () => {
      const first = nights.runs.find(({ asAt }) => asAt === '2020-12-01')!;
      const known = await figures('--known-at', first.id.slice(0, 13), '--indicator', 'icpc-timeliness');
      expect(known.at(-1)).toMatchObject({ period: '2020-11', value: 75 });
    });

    it('gives every version when asked', async () => {
      const all = await figures('--all-versions', '--indicator', 'icpc-timeliness', '--period', '2020-11');
      expect(all).toMatchObject([
        { version: 1, asAt: '2020-12-01', value: 75, reason: null, change: null },
        { version: 2, asAt: '2021-01-04', value: 60, reason: 'late recording', change: null },
      ]);
    });

    it('writes CSV whose negative numbers stay numbers', async () => {
      const { out } = await own.vigil(
        'snapshots',
        '--indicator',
        'icpc-timeliness',
        '--period',
        '2020-12',
        '--format',
        'csv',
      );
      const [names, line] = out.trim().split('\n');
      expect(names).toBe(
        'indicator,code,period,member,origin,numerator,denominator,value,unit,target,rag,change,status,version,asAt,definitionVersion,reason,quarantinedShare',
      );
      expect(line).toContain(',1,4,25,percent,70,red,-35,');
    });

    it('shows people a table', async () => {
      const { out } = await own.vigil('snapshots', '--indicator', 'icpc-timeliness');
      expect(out).toMatch(/icpc-timeliness\s+2020-12\s.*\s25\s%\s+at least 70\s%\s+red\s+Decrease, worse/u);
    });

    it('names the nearest indicators where there is none of that name', async () => {
      const { exit, out, err } = await own.vigil('snapshots', '--indicator', 'icpc-timelines');
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      expect(err).toContain('There is no indicator "icpc-timelines". The nearest are icpc-timeliness, ');
    });

    it.each([
      [['--period', '2020-13'], 'Expected a month such as 2020-12'],
      [['--as-at', '04/01/2021'], 'Expected a date such as 2021-01-04'],
      [['--origin', 'guessed'], 'Allowed choices are all, computed, reported'],
      [['--known-at', 'ffffffff'], 'There is no run ffffffff'],
      [['--known-at', 'ff'], 'too short'],
      [['--authority', '999'], 'There is no authority 999'],
    ])('refuses %s', async (args, complaint) => {
      const { exit, err } = await own.vigil('snapshots', ...args);
      expect(exit).toBe(2);
      expect(err).toContain(complaint);
    });
  });

  describe('vigil findings', () => {
    it('gives those of the last run of each as-at date, newest first, values masked', async () => {
      const found = await own.json<readonly Found[]>('findings');
      expect(found.map(({ asAt, record, rule }) => `${asAt} ${record} ${rule}`)).toEqual([
        '2021-01-04 14 invalid-date',
        '2021-01-04 15 unknown-code',
        '2020-12-01 9 invalid-date',
      ]);
      expect(found[0]).toEqual({
        run: nights.runs.at(-1)!.id,
        asAt: '2021-01-04',
        list: 'section_47_enquiries',
        file: 'section_47_enquiries.csv',
        record: 14,
        line: 15,
        column: 'Strategy discussion initiating Section 47 Enquiry Start Date',
        rule: 'invalid-date',
        severity: 'row',
        rejected: true,
        value: expect.not.stringContaining('31'),
        message: expect.any(String),
      });
    });

    it('gives those of one run', async () => {
      const [first] = nights.runs;
      const found = await own.json<readonly { run: string }[]>('findings', '--run', first!.id);
      expect(found).toMatchObject([{ run: first!.id, rule: 'invalid-date' }]);
    });

    it('gives nothing but an empty list where there is nothing', async () => {
      expect(await own.vigil('findings', '--run', nights.runs[0]!.id, '--format', 'csv')).toMatchObject({ exit: 0 });
      const clean = await ownVigil();
      expect(await clean.vigil('findings', '--format', 'json')).toMatchObject({ exit: 0, out: '[]\n' });
      expect(await clean.vigil('snapshots', '--format', 'json')).toMatchObject({ exit: 0, out: '[]\n' });
      await clean.drop();
    });
  });

  it('vigil notifications gives the ledger without what the mails say', async () => {
    expect(await own.json('notifications')).toEqual([
      {
        id: expect.any(String),
        kind: 'digest',
        day: '2021-01-04',
        recipient: 'head.qa@example.gov.uk',
        subject: expect.stringContaining('25 %'),
        state: 'accepted',
        preparedAt: expect.any(String),
        sendingAt: expect.any(String),
        settledAt: expect.any(String),
        response: expect.stringContaining('.eml'),
      },
    ]);
  });

  it('vigil status tells sources and lists', async () => {
    expect(await own.json('status')).toMatchObject({
      authority: { code: '852', name: 'Testshire' },
      sources: [
        {
          source: 'casework',
          newest: { asAt: '2021-01-04', state: 'published' },
          live: { asAt: '2021-01-04', daysOld: 0 },
          nextSlot: '2021-01-05T02:15:00.000Z',
          overdue: null,
        },
      ],
      lists: expect.arrayContaining([
        expect.objectContaining({
          list: 'section_47_enquiries',
          asAt: '2021-01-04',
          read: 15,
          quarantined: 2,
          quarantinedShare: 2 / 15,
        }),
        expect.objectContaining({ list: 'looked_after_visits', asAt: '2021-01-04', read: 1 }),
        expect.objectContaining({ list: 'contacts', asAt: null }),
      ]),
      work: [],
      failed: [],
      held: [],
      uncertain: [],
      refused: [],
      digest: null,
      muted: [],
      queue: 'PostgreSQL',
    });
    expect((await own.vigil('status')).out).toContain('casework: live as at 4 January 2021');
  });
});

describe('more findings than anybody reads in a terminal', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    const bad = Array.from({ length: 2500 }, () => unreadable);
    await own.deliver('2021-01-04', { 'section_47_enquiries.csv': enquiriesCsv(november, bad) });
    await own.vigil('run');
  });
  afterAll(() => own.drop());

  it('are shown in part as a table, which says so', async () => {
    const { exit, out, err } = await own.vigil('findings');
    expect(exit).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(1 + 200);
    expect(err).toContain('and 2,300 more');
  });

  it('are all there for machines', async () => {
    const csv = await own.vigil('findings', '--format', 'csv');
    expect(csv.out.trim().split('\n')).toHaveLength(1 + 2500);
    const records = (await own.json<readonly Found[]>('findings')).map(({ record }) => record);
    expect(records).toEqual(Array.from({ length: 2500 }, (_, index) => 9 + index));
  });
});
