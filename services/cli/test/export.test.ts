import { createHash } from 'node:crypto';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSheet, type ByteSource } from '@vigil/connectors';
import { openDatabase } from '@vigil/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, type OwnVigil } from './own-vigil.ts';

type Row = Readonly<Record<string, string>>;

const november = { '2020-10': { held: 4, inTime: 4 }, '2020-11': { held: 4, inTime: 3 } };

describe('figures leave Vigil', () => {
  let own: OwnVigil;
  let first: string;
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2020-12-01', {
      'section_47_enquiries.csv': enquiriesCsv(november, ['CHILD-X,31/02/2020,b) No,']),
    });
    await own.deliver('2021-01-04', {
      'section_47_enquiries.csv': enquiriesCsv(
        { ...november, '2020-11': { held: 5, inTime: 3 }, '2020-12': { held: 4, inTime: 1 } },
        ['CHILD-X,31/02/2020,b) No,'],
      ),
    });
    const { runs } = await own.json<{ runs: readonly { id: string; asAt: string }[] }>('run');
    first = runs.find(({ asAt }) => asAt === '2020-12-01')!.id;
  });
  afterAll(() => own.drop());

  describe('vigil export', () => {
    const rowsOf = async (file: string, sheet: string): Promise<readonly Row[]> => {
      const handle = await open(join(own.directory, file));
      const bytes: ByteSource = {
        size: (await handle.stat()).size,
        read: async (position, length) => {
          const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
          return buffer.subarray(0, bytesRead);
        },
        close: () => handle.close(),
      };
      try {
        const { header, rows } = await readSheet(bytes, sheet);
        const found: Row[] = [];
        for await (const batch of rows) {
          for (const { cells } of batch) {
            found.push(Object.fromEntries(header.map((heading, index) => [heading, cells[index]!])));
          }
        }
        return found;
      } finally {
        await bytes.close();
      }
    };
    const timeliness = (rows: readonly Row[]): readonly Row[] =>
      rows.filter((row) => row['Indicator id'] === 'icpc-timeliness' && row['Member'] === '');

    it('writes the figures that stand, as vigil snapshots has them', async () => {
      expect(await own.vigil('export', '--xlsx', 'figures.xlsx')).toMatchObject({ exit: 0, out: '' });
      const rows = await rowsOf('figures.xlsx', 'Figures');
      const snapshots = await own.json<readonly Record<string, unknown>[]>('snapshots');
      expect(rows).toHaveLength(snapshots.length);
      expect(timeliness(rows).slice(-2)).toMatchObject([
        { Month: '2020-11-01', Value: '60', Counted: '3', Of: '5', Version: '2', 'Restated for': 'late recording' },
        { Month: '2020-12-01', Value: '25', Target: '70', Status: 'Red', Change: '-35', Settled: 'provisional' },
      ]);
    });

    it('writes what was known when a run told people, and only the months asked for', async () => {
      const { exit } = await own.vigil(
        'export',
        '--xlsx',
        'then.xlsx',
        '--known-at',
        first,
        '--period-from',
        '2020-11',
        '--period-to',
        '2020-12',
      );
      expect(exit).toBe(0);
      expect(timeliness(await rowsOf('then.xlsx', 'Figures'))).toMatchObject([{ Month: '2020-11-01', Value: '75' }]);
      expect(await rowsOf('then.xlsx', 'Data quality')).toMatchObject([
        { 'As at': '2020-12-01', 'In quarantine': '1' },
      ]);
      expect(await rowsOf('then.xlsx', 'Findings')).toMatchObject([{ Rule: 'invalid-date', Findings: '1' }]);
    });

    it('writes the same file again, but for what Notes says of its making', async () => {
      const digest = async (file: string) =>
        createHash('sha256')
          .update(await readFile(join(own.directory, file)))
          .digest('hex');
      await own.vigil('export', '--xlsx', 'again.xlsx');
      expect(await digest('again.xlsx')).toBe(await digest('figures.xlsx'));
    });

    it('keeps a file that is there, unless told otherwise, and leaves nothing half-made', async () => {
      await writeFile(join(own.directory, 'mine.xlsx'), 'mine');
      const kept = await own.vigil('export', '--xlsx', 'mine.xlsx');
      expect(kept.exit).toBe(2);
      expect(kept.err).toContain('is there already');
      expect(await readFile(join(own.directory, 'mine.xlsx'), 'utf8')).toBe('mine');
      expect((await own.vigil('export', '--xlsx', 'mine.xlsx', '--force')).exit).toBe(0);
      expect(await rowsOf('mine.xlsx', 'Notes')).not.toHaveLength(0);
      expect((await own.vigil('export', '--xlsx', 'nowhere/mine.xlsx')).exit).toBe(1);
      expect((await readdir(own.directory)).filter((name) => name.endsWith('.part'))).toEqual([]);
    });

    it.each([
      [['--xlsx', 'figures.csv'], 'ends in .xlsx'],
      [['--xlsx', 'x.xlsx', '--period-from', '2021-01', '--period-to', '2020-12'], 'lies after'],
      [['--xlsx', 'x.xlsx', '--as-at', '2020-12-01', '--known-at', 'ffffffff'], 'exclude each other'],
      [[], "required option '--xlsx <file>'"],
    ])('refuses %j', async (args, complaint) => {
      const { exit, err } = await own.vigil('export', ...args);
      expect(exit).toBe(2);
      expect(err).toContain(complaint);
    });
  });

  describe('vigil reader', () => {
    const login = `reader_cli_${process.pid}`;
    afterAll(() => own.vigil('reader', 'remove', login, '--reason', 'the test is over'));

    it('makes a login that sees in SQL what vigil snapshots prints', async () => {
      const [added] = await own.json<readonly { host: string; port: number; database: string; password: string }[]>(
        'reader',
        'add',
        login,
        '--reason',
        'a test of Power BI',
      );
      const { host, port, database: name, password } = added!;
      const database = openDatabase(`postgres://${login}:${password}@${host}:${port}/${name}`, { connections: 1 });
      try {
        const seen = await database.acrossAuthorities(
          ({ sql }) => sql`
            select indicator, code, period, member, origin, numerator::float, denominator::float, value::float, unit,
              target::float, rag, change::float, status, version, as_at::text as "asAt",
              definition_version as "definitionVersion", restated_for as reason,
              quarantined_share::float as "quarantinedShare"
            from reporting.figures order by indicator, period, coalesce(member, '')`,
        );
        expect([...seen]).toEqual(await own.json('snapshots'));
        const versions = await database.acrossAuthorities(
          ({ sql }) => sql`
            select version, value::float, restated_for from reporting.figure_versions
            where indicator = 'icpc-timeliness' and period = '2020-11' and member is null order by version`,
        );
        expect([...versions]).toEqual([
          { version: 1, value: 75, restated_for: null },
          { version: 2, value: 60, restated_for: 'late recording' },
        ]);
      } finally {
        await database.close();
      }
    });

    it('lists who reads, and says the password to nobody a second time', async () => {
      const { out } = await own.vigil('reader', 'list', '--format', 'json');
      expect(JSON.parse(out)).toEqual([{ login, authority: '852', made: true, since: expect.any(String) }]);
      expect(
        (await own.json<readonly { password: unknown }[]>('reader', 'add', login, '--reason', 'again'))[0],
      ).toMatchObject({
        password: null,
      });
    });

    it('shows other targets from the next command on', async () => {
      await own.configure(
        (await readFile(join(own.directory, 'vigil.yaml'), 'utf8')).replace('atLeast: 70', 'atLeast: 20'),
      );
      await own.vigil('status');
      const database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
      const judged = await database.acrossAuthorities(
        ({ sql }) => sql`
          select target::float, rag from vigil.standing_figure
          where indicator = 'icpc-timeliness' and period = '2020-12' and member is null`,
      );
      await database.close();
      expect([...judged]).toEqual([{ target: 20, rag: 'green' }]);
    });

    it('refuses what is no reader', async () => {
      expect(await own.vigil('reader', 'remove', 'nobody_here', '--reason', 'x')).toMatchObject({ exit: 1 });
      expect(await own.vigil('reader', 'add', 'reader_x')).toMatchObject({ exit: 2 });
    });
  });
});
