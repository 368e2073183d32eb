import { existsSync } from 'node:fs';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '@vigil/database';
import { createLogger, loadCatalogue, readAuthorities } from '@vigil/runtime';
import { createApp as createScheduler } from '@vigil/scheduler';
import { ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

interface Row {
  readonly indicator: string;
  readonly england: number | string | null;
  readonly region: number | string | null;
  readonly regionName: string | null;
  readonly neighbours: number | string | null;
  readonly neighbourCount: number | null;
  readonly yearName: string | null;
  readonly edition: string | null;
  readonly release: string | null;
  readonly older: boolean | null;
  readonly mixedYears: boolean | null;
  readonly marks: string;
  readonly local: boolean;
}

const log = createLogger({ service: 'test', level: 'silent' });

const place = 'time_period,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name';

/** A line of a table as it begins: of England, of the one region there is, or of an authority in it. */
const of = {
  england: (year: number | string) => `${year},National,E92000001,England,,,,`,
  region: (year: number | string) => `${year},Regional,E92000001,England,E12000099,South Coast,,`,
  authority: (year: number | string, code: string, name: string) =>
    `${year},Local authority,E92000001,England,E12000099,South Coast,${code},"${name}"`,
};

const plans = (figure: (who: string) => string, year: number | string) =>
  [
    `${place},CPP_At31,CPP_At31_rate,CPP_start,CPP_start_rate`,
    `${of.england(year)},${figure('england')}`,
    `${of.region(year)},${figure('region')}`,
    ...['852', '901', '902', '903'].map((code) => `${of.authority(year, code, `Shire ${code}`)},${figure(code)}`),
    '',
  ].join('\r\n');

const model = `old_la_code,la_name,SN_1,SN_1P,SN_2,SN_2P,SN_3,SN_3P
852,Testshire,901,Very close,902,Close ,903,Close
`;

describe('vigil benchmarks', () => {
  let own: OwnVigil;
  const publish = async (name: string, text: string, age = 0): Promise<void> => {
    await mkdir(join(own.directory, 'published'), { recursive: true });
    const path = join(own.directory, 'published', name);
    await writeFile(path, text);
    const modified = new Date(Date.UTC(2026, 0, 1) - age * 1000);
    await utimes(path, modified, modified);
  };
  const run = () =>
    own.json<{ benchmarks: { file: string; kind: string; release: string }[] }>('run', '--source', 'benchmarks');
  const plansRate = async (...args: string[]): Promise<Row> =>
    (await own.json<Row[]>('benchmarks', '--indicator', 'cpp-rate', ...args))[0]!;

  beforeAll(async () => {
    own = await ownVigil();
    await own.configure(`${testshire()}\nbenchmarks: { connector: { kind: folder, path: ./published } }\n`);
  });
  afterAll(() => own.drop());

  it('says that there are none, before anything is loaded', async () => {
    const { exit, err } = await own.vigil('benchmarks');
    expect(exit).toBe(0);
    expect(err).toContain('none of it is loaded');
  });

  it('loads what lies there with the night, and says so', async () => {
    const figures: Record<string, string> = { '901': '40,50,9,11', '902': '60,70,9,11', '903': 'c,c,9,11' };
    await publish('plans.csv', `\uFEFF${plans((who) => figures[who] ?? '100,44.5,9,11', 2019)}`, 10);
    await publish('model.csv', model);
    await publish('months.csv', 'time_period,April,May,June,July,August,September\n2019,1,2,3,4,5,6\n');
    const { err } = await own.vigil('run');
    expect(err).toContain('plans.csv: D1 Child protection plans, release 2019, 6 rows loaded.');
    expect(err).toContain('model.csv: statistical neighbours, edition 2025, of 1 authorities loaded.');
    expect(err).toContain('months.csv: passed over; C6 Referrals by month: no indicator is compared with it.');
    expect(await plansRate()).toMatchObject({
      england: 44.5,
      region: 44.5,
      regionName: 'South Coast',
      neighbours: 60,
      neighbourCount: 2,
      neighboursOf: 3,
      edition: '2025',
      yearName: '2018-19',
      release: '2019',
      older: false,
      mixedYears: false,
      marks: '2 of 3 neighbours.',
      local: false,
    });
  });

  it('keeps a suppressed neighbour suppressed', async () => {
    const rows = await own.json<{ neighbour: string; value: unknown; closeness: string }[]>(
      'benchmarks',
      '--indicator',
      'cpp-rate',
      '--neighbours',
    );
    expect(rows.map(({ neighbour, value }) => [neighbour, value])).toEqual([
      ['901', 50],
      ['902', 70],
      ['903', 'c'],
    ]);
  });

  it('shows those who read with SQL what it has loaded', async () => {
    const database = openDatabase(own.env['DATABASE_URL']!);
    try {
      const rows = await database.forAuthority('852').transaction(async ({ sql }) => {
        // This login itself reads the views.
        await sql`insert into vigil.reader (authority, login, made) values ('852', current_user, false)`;
        return sql`
          select compared_with, name, value::float, withheld, year_name, edition, neighbours_counted, neighbours_all
          from reporting.benchmarks where indicator = 'cpp-rate' order by compared_with`;
      });
      const of2019 = { year_name: '2018-19', edition: null, neighbours_counted: null, neighbours_all: null };
      expect([...rows]).toEqual([
        { compared_with: 'England', name: 'England', value: 44.5, withheld: null, ...of2019 },
        { compared_with: 'itself', name: 'Shire 852', value: 44.5, withheld: null, ...of2019 },
        { compared_with: 'region', name: 'South Coast', value: 44.5, withheld: null, ...of2019 },
        {
          compared_with: 'statistical neighbours',
          name: expect.any(String),
          value: 60,
          withheld: null,
          year_name: '2018-19',
          edition: '2025',
          neighbours_counted: 2,
          neighbours_all: 3,
        },
      ]);
    } finally {
      await database.close();
    }
  });

  it('reads nothing again that it has read', async () => {
    expect((await run()).benchmarks).toEqual([]);
  });

  it('lets the newest release stand for a year, and keeps the others', async () => {
    const revised =
      plans(() => '101,45.1,9,11', 2019).replace(/\r\n$/, '\r\n') + `${of.england('201920')},90,43.2,9,11\r\n`;
    await publish('plans-2020.csv', revised, 5);
    expect((await run()).benchmarks).toMatchObject([{ file: 'plans-2020.csv', kind: 'table', release: '2020' }]);
    expect(await plansRate('--year', '2018-19')).toMatchObject({ england: 45.1, release: '2020', older: true });
    expect(await plansRate('--release', '2019')).toMatchObject({ england: 44.5, release: '2019' });
  });

  it('lets the later of two files of one release stand', async () => {
    const twice = (rate: string) => plans(() => `200,${rate},9,11`, 2018);
    await publish('plans-a.csv', twice('66.6'), 50);
    await publish('plans-b.csv', twice('55.5'), 90);
    await run();
    expect(await plansRate('--year', '2018')).toMatchObject({ england: 66.6, file: 'plans-a.csv' });
  });

  it('marks years that are mixed', async () => {
    const row = await plansRate();
    expect(row).toMatchObject({ england: 43.2, region: 45.1, mixedYears: true, older: true });
    expect(row.marks).toContain('Years are mixed: England 2019-20, South Coast 2018-19');
  });

  it('publishes nothing of a file in which a column has gone, and names the column and the nearest', async () => {
    const renamed = plans(() => '1,1.0,9,11', 2021).replace('CPP_At31_rate', 'CPP_yearend_r8');
    await publish('plans-2021.csv', renamed);
    await own.vigil('run', '--source', 'benchmarks');
    const findings = await own.json<{ rule: string; message: string }[]>('benchmarks', '--findings');
    expect(findings).toMatchObject([{ file: 'plans-2021.csv', rule: 'missing-column', column: 'CPP_At31_rate' }]);
    expect(findings[0]!.message).toContain('CPP_');
    expect((await plansRate()).england).toBe(43.2);
    const { out } = await own.vigil('status');
    expect(out).toContain('REFUSED, nothing of it is loaded: plans-2021.csv');
  });

  it('publishes nothing of a file that breaks off', async () => {
    await rm(join(own.directory, 'published', 'plans-2021.csv'));
    await publish('plans-cut.csv', plans(() => '1,1.0,9,11', 2022).slice(0, -12));
    await own.vigil('run', '--source', 'benchmarks');
    expect(await own.json('benchmarks', '--findings')).toMatchObject([{ file: 'plans-cut.csv', rule: 'ragged-row' }]);
    expect((await plansRate()).england).toBe(43.2);
  });

  it('says local where no table gives an indicator', async () => {
    const rows = await own.json<Row[]>('benchmarks');
    expect(rows.find(({ indicator }) => indicator === 'contacts-number')).toMatchObject({ local: true, england: null });
    const { err } = await own.vigil('benchmarks', '--indicator', 'contacts-number');
    expect(err).toContain('Local: contacts-number');
  });

  it('stands beside the neighbours that the configuration names', async () => {
    await own.configure(
      `${testshire()}\nbenchmarks: { connector: { kind: folder, path: ./published }, neighbours: ["902"] }\n`,
    );
    expect(await plansRate('--release', '2019')).toMatchObject({
      neighbours: 70,
      neighbourCount: 1,
      edition: 'chosen',
    });
  });

  it('are looked at when their schedule says so', async () => {
    const schedule = 'benchmarks: { connector: { kind: folder, path: ./published }, schedule: "0 5 * * 1" }';
    await own.configure(`${testshire()}\n${schedule}\n`);
    const authorities = await readAuthorities(own.env['VIGIL_CONFIG']!, await loadCatalogue(), own.directory);
    const database = openDatabase(own.env['DATABASE_URL']!);
    try {
      const proxy = { url: null, except: '' };
      const tickAt = (time: string) =>
        createScheduler(
          { authorities },
          { database, log, now: () => new Date(time), proxy, clock: () => new Date() },
        ).tick();
      // Sunday night and Monday morning.
      await tickAt('2026-11-22T22:00:00Z');
      await tickAt('2026-11-23T05:00:30Z');
      const scheduled = await database.forAuthority('852').transaction(
        (tx) => tx.sql<{ source: string; name: string }[]>`
          select slot.source, stage.name from vigil.slot join vigil.stage on stage.slot = slot.id
          where slot.kind = 'scheduled' order by slot.source`,
      );
      expect([...scheduled]).toEqual([
        { source: 'benchmarks', name: 'benchmarks' },
        { source: 'casework', name: 'pull' },
      ]);
    } finally {
      await database.close();
    }
  });

  const published = new URL('../../../../shared/data/published/', import.meta.url);
  const isThere = existsSync(published);
  it.skipIf(!isThere)(
    `gives what the pack prints${isThere ? '' : ' (skipped: ../shared/data/published is not there)'}`,
    async () => {
      const { err } = await own.vigil('run', '--source', 'benchmarks', '--extracts', fileURLToPath(published));
      expect(err).not.toContain('REFUSED');
      await own.configure(`${testshire()}\nbenchmarks: { connector: { kind: folder, path: . }, neighbours: 2021 }\n`);
      const rows = await own.json<Row[]>('benchmarks', '--year', '2018-19');
      const row = (id: string) => rows.find(({ indicator }) => indicator === id)!;
      expect(row('icpc-timeliness')).toMatchObject({
        england: 78.7061,
        region: 77.2269,
        yearName: '2018-19',
        older: true,
      });
      expect(row('icpc-rate')).toMatchObject({ england: 5.4167, region: 5.05, monthly: true });
      expect(row('cin-referral-rate')).toMatchObject({ edition: '2021', neighbourCount: 10 });
      const newest = await own.json<Row[]>('benchmarks');
      expect(newest.filter(({ local }) => !local).length).toBe(21);
    },
  );
});
