import { readdir, rename, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { openDatabase, registerWorker, type Database } from '@vigil/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

const me = userInfo().username;
const months = { '2020-11': { held: 3, inTime: 2 }, '2020-12': { held: 3, inTime: 2 } };
const newSecret = 'another secret for the tests of the commands';
const staff = ['Worker ID,Team,Start Date,End Date', 'W-1,North,01/02/2019,', 'W-2,South,01/03/2019,'].join('\r\n');

interface Report {
  readonly runs: readonly {
    readonly status: string;
    readonly lists: readonly { readonly unchanged: number; readonly accepted: number }[];
    readonly snapshots: { readonly restated: number };
  }[];
}

describe('another secret', () => {
  let own: OwnVigil;
  let database: Database;
  const file = () => join(own.directory, 'secret.new');
  const rekey = (...more: readonly string[]) =>
    own.vigil('rekey', '--new-key-file', file(), '--reason', 'the machine was replaced', ...more);
  const ask = <Row extends object>(query: string) =>
    database.acrossAuthorities(async ({ sql }) => [...(await sql.unsafe<Row[]>(query))]);
  const records = () =>
    ask(`
      select record, child::text, digest from records.section_47_enquiries
      union all select record, worker::text, digest from records.staff order by 1`);
  const figures = () => own.json<Record<string, unknown>[]>('snapshots');
  const landed = async () => (await readdir(join(own.directory, 'data', 'landing'))).toSorted();

  beforeAll(async () => {
    own = await ownVigil();
    database = openDatabase(own.env['DATABASE_URL']!, { connections: 2 });
    await own.configure(`${testshire()}reveal: [ "${me}" ]\n`);
    await own.deliver('2021-01-04', {
      'section_47_enquiries.csv': enquiriesCsv(months, [
        'CHILD-F,01/12/2020,b) No,10/12/2020',
        'CHILD-R,01/12/2020,b) No,10/12/2020',
        'CHILD-S,soon,b) No,',
      ]),
      'staff.csv': staff,
    });
    await own.vigil('run');
    await own.vigil('forget', 'CHILD-F', '--reason', 'asked');
    await own.vigil('restrict', 'CHILD-R', '--reason', 'asked');
    await own.deliver('2021-01-05', {
      'section_47_enquiries.csv': enquiriesCsv(months, ['CHILD-R,01/12/2020,b) No,10/12/2020', 'CHILD-S,soon,b) No,']),
      'staff.csv': staff,
    });
    await own.vigil('run');
    await writeFile(file(), `${newSecret}\n`, { mode: 0o600 });
  });
  afterAll(async () => {
    await database.close();
    await own.drop();
  });

  it('is refused while Vigil works, and where it is the present one', async () => {
    const worker = await registerWorker(database, 'a worker');
    const before = await records();
    expect(await rekey()).toMatchObject({ exit: 1, err: expect.stringContaining('Vigil is running') });
    await worker.stop();
    await writeFile(join(own.directory, 'same'), own.env['VIGIL_SECRET_KEY']!);
    expect(await own.vigil('rekey', '--new-key-file', join(own.directory, 'same'), '--reason', 'again')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('is the present one'),
    });
    expect(await records()).toEqual(before);
  });

  it('is refused where an identifier is not known, naming the lists to be delivered again', async () => {
    const before = { records: await records(), landed: await landed() };
    await ask(`create table kept as select * from identity.block`);
    await ask(`delete from identity.block`);
    const { exit, err } = await rekey();
    expect(exit).toBe(1);
    expect(err).toContain('section_47_enquiries of 852 (7 records), staff of 852 (2 records)');
    await ask(`insert into identity.block select * from kept`);
    await ask(`drop table kept`);
    expect({ records: await records(), landed: await landed() }).toEqual(before);
  });

  it('is refused where a landed file is gone, and what was landed for nothing is removed', async () => {
    const before = { records: await records(), landed: await landed() };
    const [last] = before.landed.slice(-1);
    const path = join(own.directory, 'data', 'landing', last!);
    await rename(path, join(own.directory, 'hidden'));
    expect(await rekey()).toMatchObject({ exit: 1, err: expect.stringContaining('damaged or gone') });
    await rename(join(own.directory, 'hidden'), path);
    expect({ records: await records(), landed: await landed() }).toEqual(before);
    expect(await ask(`select from vigil.leftover`)).toEqual([]);
  });

  it('takes everything over at once, and the old one is refused from then on', async () => {
    const before = { records: await records(), figures: await figures(), landed: await landed() };
    const { exit, out } = await rekey();
    expect({ exit, out }).toEqual({
      exit: 0,
      out: expect.stringMatching(/9 versions of records, 9 identifiers, \d+ encrypted/u),
    });
    const told = (rows: readonly object[]) => new Set(rows.flatMap((row) => Object.values(row) as string[]));
    const overlap = [...told(await records())].filter((value) => told(before.records).has(value));
    expect(overlap).toEqual([]);
    expect((await landed()).filter((name) => before.landed.includes(name))).toEqual([]);
    expect(await ask(`select from vigil.leftover`)).toEqual([]);
    expect(await own.vigil('status')).toMatchObject({ exit: 1, err: expect.stringContaining('another secret') });
    own.env['VIGIL_SECRET_KEY'] = newSecret;
    expect(await figures()).toEqual(before.figures);
    expect(await ask(`select subject, reason from vigil.audit where action = 'rekey'`)).toEqual([
      { subject: 'installation', reason: 'the machine was replaced' },
    ]);
  });

  it('gives the identifiers, holds back the restricted ones, and reads what is in quarantine', async () => {
    const lines = await own.json<{ identifier: string | null; restricted?: boolean }[]>(
      'cohort',
      'icpc-timeliness',
      '2020-12',
      '--reveal',
      '--reason',
      'to see',
    );
    expect(lines.map(({ identifier, restricted }) => (restricted ? 'restricted' : identifier))).toEqual(
      expect.arrayContaining(['CHILD-2020-12-0', 'CHILD-2020-12-1', 'CHILD-2020-12-2', 'restricted']),
    );
    const out = join(own.directory, 'rows.csv');
    expect(await own.vigil('quarantine', 'export', '--out', out, '--reason', 'to see')).toMatchObject({ exit: 0 });
  });

  it('makes the same delivery unchanged, read whole or compared, and keeps out who was erased', async () => {
    const same = (extra: readonly string[]) =>
      enquiriesCsv(months, ['CHILD-R,01/12/2020,b) No,10/12/2020', 'CHILD-S,soon,b) No,', ...extra]);
    const before = await records();
    // As a change that was killed leaves it: the sweep finds it.
    const left = 'f'.repeat(64);
    await writeFile(join(own.directory, 'data', 'landing', left), 'landed for nothing');
    await ask(`insert into vigil.leftover values ('${left}')`);
    await own.deliver('2021-01-06', {
      'section_47_enquiries.csv': same(['CHILD-F,01/12/2020,b) No,10/12/2020']),
      'staff.csv': staff,
    });
    const [compared] = (await own.json<Report>('run')).runs;
    expect(compared).toMatchObject({ status: 'done', snapshots: { restated: 0 } });
    expect(await landed()).not.toContain(left);
    await ask(`update vigil.file set unsettled = null`);
    await own.deliver('2021-01-07', {
      'section_47_enquiries.csv': same(['CHILD-F,02/12/2020,b) No,10/12/2020']),
      'staff.csv': staff,
    });
    const [whole] = (await own.json<Report>('run')).runs;
    expect(whole).toMatchObject({
      status: 'done',
      lists: [
        { accepted: 7, unchanged: 7 },
        { accepted: 2, unchanged: 2 },
      ],
      snapshots: { restated: 0 },
    });
    expect(await records()).toEqual(before);
  });
});
