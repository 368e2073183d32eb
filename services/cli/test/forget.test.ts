import { userInfo } from 'node:os';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '@vigil/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

const me = userInfo().username;
const months = { '2020-11': { held: 3, inTime: 2 }, '2020-12': { held: 3, inTime: 2 } };
/** Held in time, in December; once more with a day that cannot be read; and an assessment. */
const theirs = 'CHILD-F,01/12/2020,b) No,10/12/2020';
const unreadable = 'CHILD-F,soon,b) No,';
const assessments = (...rows: readonly string[]): string =>
  [
    'Child Unique ID,Continuous Assessment Start Date,Continuous Assessment Date of Authorisation',
    'CHILD-O,01/10/2020,',
    ...rows,
  ].join('\r\n');

interface Report {
  readonly runs: readonly { readonly status: string; readonly lists: readonly Record<string, unknown>[] }[];
}

describe('somebody who was erased', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    await own.configure(`${testshire()}reveal: [ "${me}" ]\n`);
    await own.deliver('2021-01-04', {
      'section_47_enquiries.csv': enquiriesCsv(months, [theirs, unreadable]),
      'assessments.csv': assessments('CHILD-F,01/11/2020,01/12/2020'),
    });
    await own.vigil('run');
  });
  afterAll(() => own.drop());

  const ask = async <Row extends object>(query: string): Promise<Row[]> => {
    const database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
    const rows = await database.acrossAuthorities(({ sql }) => sql.unsafe<Row[]>(query));
    await database.close();
    return [...rows];
  };
  const remains = () =>
    own.json<{ records: readonly { list: string; records: number }[]; quarantined: number }>(
      'forget',
      'CHILD-F',
      '--dry-run',
    );
  const figure = async (...more: readonly string[]) =>
    (await own.json<Record<string, unknown>[]>('snapshots', '--indicator', 'icpc-timeliness', ...more)).filter(
      ({ period, member }) => period === '2020-12' && member === null,
    );

  it('is asked for by a reason that does not name them, and must be on record', async () => {
    expect(await own.vigil('forget', 'CHILD-F')).toMatchObject({ exit: 2, err: expect.stringContaining('--reason') });
    expect(await own.vigil('forget', 'CHILD-F', '--reason', 'child-f asked')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('The reason names the identifier'),
    });
    expect(await own.vigil('forget', 'CHILD-X', '--reason', 'asked')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('Nothing of this child is on record'),
    });
  });

  it('is counted first, without a trace', async () => {
    expect(await remains()).toEqual({
      records: [
        { list: 'assessments', records: 1, versions: 1 },
        { list: 'section_47_enquiries', records: 1, versions: 1 },
      ],
      staged: 0,
      quarantined: 1,
      corrections: 0,
      identities: 2,
      files: 2,
    });
    expect(await ask(`select from vigil.audit where action = 'forget'`)).toEqual([]);
  });

  it('is gone from everything, read from standard input, on record without saying who', async () => {
    const { exit, out, err } = await own.pipe('CHILD-F\n', 'forget', '-', '--reason', 'erasure granted, IG-2041');
    expect({ exit, err }).toEqual({ exit: 0, err: 'What is delivered of them from now on is left out.\n' });
    expect(out).toBe(
      'Erased: 1 record of assessments, 1 record of section_47_enquiries, 1 row in quarantine, the way back, 2 landed files.\n',
    );
    expect(await remains()).toMatchObject({ records: [], quarantined: 0, identities: 0, files: 0 });
    expect(await readdir(join(own.directory, 'data', 'landing'))).toEqual([]);
    const audited = await ask(`select actor, subject, reason, detail from vigil.audit where action = 'forget'`);
    expect(audited).toEqual([
      {
        actor: expect.stringMatching(new RegExp(`^${me}@`, 'u')),
        subject: 'a child',
        reason: 'erasure granted, IG-2041',
        detail: { records: 2, staged: 0, quarantined: 1, corrections: 0, identities: 2, files: 2 },
      },
    ]);
    const lines = await own.json<{ identifier: string }[]>(
      'cohort',
      'icpc-timeliness',
      '2020-12',
      '--reveal',
      '--reason',
      'to see',
    );
    expect(lines.map(({ identifier }) => identifier).toSorted()).toEqual([
      'CHILD-2020-12-0',
      'CHILD-2020-12-1',
      'CHILD-2020-12-2',
    ]);
  });

  it('leaves the figures as they were published, until the next run', async () => {
    expect(await figure()).toMatchObject([{ numerator: 3, denominator: 4, version: 1 }]);
  });

  it('is kept out of the next extract, which is counted and computed as if it were without', async () => {
    await own.deliver('2021-01-05', {
      'section_47_enquiries.csv': enquiriesCsv(months, [theirs, unreadable]),
      'assessments.csv': assessments('CHILD-F,01/11/2020,01/12/2020', 'CHILD-F,04/01/2021,'),
    });
    const { runs } = await own.json<Report>('run');
    expect(runs).toMatchObject([
      {
        status: 'done',
        lists: [
          { list: 'assessments', read: 3, accepted: 1, quarantined: 0, leftOut: 2 },
          { list: 'section_47_enquiries', read: 8, accepted: 6, quarantined: 0, unchanged: 6, leftOut: 2 },
        ],
      },
    ]);
    expect(await remains()).toMatchObject({ records: [], quarantined: 0, identities: 0 });
    expect(await figure()).toMatchObject([{ numerator: 2, denominator: 3, version: 2, reason: 'erasure' }]);
    expect((await own.vigil('explain', 'icpc-timeliness', '2020-12')).out).toMatch(/records were erased\s+by law/u);
    const [before] = await figure('--as-at', '2021-01-04');
    expect(before).toMatchObject({ numerator: 3, denominator: 4 });
  });

  it('is kept out of a later extract that is compared with it, of a late older one, and a year later', async () => {
    await own.deliver('2021-01-06', {
      'section_47_enquiries.csv': enquiriesCsv(months, [theirs, 'CHILD-F,05/01/2021,b) No,']),
    });
    await own.deliver('2021-01-02', { 'section_47_enquiries.csv': enquiriesCsv(months, [theirs]) });
    await own.deliver('2022-01-04', { 'section_47_enquiries.csv': enquiriesCsv(months, [theirs, unreadable]) });
    const { runs } = await own.json<Report>('run');
    expect(runs.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(await remains()).toMatchObject({ records: [], staged: 0, quarantined: 0, identities: 0 });
    const bases = await ask(`select from vigil.file where base is not null`);
    expect(bases.length).toBeGreaterThan(0);
    const leftOut = await ask<{ left_out: number }>(`
      select left_out from vigil.file join vigil.delivery on delivery.id = file.delivery
      where list = 'section_47_enquiries' order by as_at`);
    expect(leftOut.map((one) => one.left_out)).toEqual([1, 0, 2, 2, 2]);
  });

  it('is not erased while a delivery that names them waits for an answer', async () => {
    await own.deliver('2022-01-05', { 'section_47_enquiries.csv': 'Child Unique ID\r\nCHILD-2020-11-0\r\n' });
    await own.vigil('run');
    const refused = await own.vigil('forget', 'CHILD-2020-11-0', '--reason', 'asked');
    expect(refused).toMatchObject({ exit: 1, err: expect.stringContaining('Nothing was erased') });
    expect(await ask(`select from records.section_47_enquiries`)).not.toEqual([]);
  });
});
