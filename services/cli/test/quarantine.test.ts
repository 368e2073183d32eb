import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '@vigil/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enquiriesCsv, ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

interface Group {
  readonly asAt: string;
  readonly list: string;
  readonly rule: string;
  readonly column: string | null;
  readonly value: string | null;
  readonly rows: number;
  readonly delivery: string;
}
interface Replayed {
  readonly files: readonly { readonly inQuarantine: number; readonly passing: number; readonly newlyFailing: number }[];
  readonly runs?: readonly { readonly status: string; readonly lists: readonly { readonly quarantined: number }[] }[];
}
interface Figure {
  readonly period: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly version: number;
  readonly reason: string | null;
  readonly quarantinedShare: number | null;
}

const file = 'section_47_enquiries.csv';
const why = ['--reason', 'tried out'] as const;
const months = { '2020-11': { held: 4, inTime: 4 }, '2020-12': { held: 4, inTime: 1 } };
/** A conference that lasted longer than it should, its code unknown; one with a date that is none; one that is a formula. */
const unknownCode = 'CHILD-A,01/12/2020,not needed at all,10/12/2020';
const wrongDate = '=CHILD-B,31/11/2020,b) No,10/12/2020';

/** What the records and figures say, so that two ways to them can be compared. */
async function stateOf(own: OwnVigil): Promise<unknown> {
  const database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
  try {
    const records = await database.acrossAuthorities(
      ({ sql }) => sql`
        select record, valid_from, valid_to, digest, child, strategy_discussion_date, conference_date
        from records.section_47_enquiries order by record, valid_from`,
    );
    const figures = await own.json<readonly Figure[]>('snapshots', '--indicator', 'icpc-timeliness');
    return {
      records: [...records],
      figures: figures.map(({ period, numerator, denominator, quarantinedShare }) => ({
        period,
        numerator,
        denominator,
        quarantinedShare,
      })),
    };
  } finally {
    await database.close();
  }
}

describe('the quarantine', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2020-12-28', { [file]: enquiriesCsv(months, [unknownCode]) });
    await own.deliver('2021-01-04', { [file]: enquiriesCsv(months, [unknownCode, unknownCode, wrongDate]) });
    await own.vigil('run');
  });
  afterAll(() => own.drop());

  const standing = () => own.json<readonly Group[]>('quarantine');
  const december = async () => {
    const figures = await own.json<readonly Figure[]>(
      'snapshots',
      '--indicator',
      'icpc-timeliness',
      '--period',
      '2020-12',
    );
    return figures[0]!;
  };

  it('is listed by rule and masked value, newest delivery first', async () => {
    const groups = await standing();
    expect(groups).toMatchObject([
      { asAt: '2021-01-04', list: 'section_47_enquiries', rule: 'unknown-code', rows: 2 },
      { asAt: '2021-01-04', rule: 'invalid-date', rows: 1 },
      { asAt: '2020-12-28', rule: 'unknown-code', rows: 1 },
    ]);
    expect(JSON.stringify(groups)).not.toContain('CHILD-');
    expect(await own.json('quarantine', '--rule', 'invalid-date')).toHaveLength(1);
    expect(await own.json('quarantine', '--list', 'section_47_enquiries')).toHaveLength(3);
    expect(await own.json('quarantine', '--list', 'contacts')).toEqual([]);
    expect((await own.vigil('quarantine', '--list', 'lunch')).exit).toBe(2);
    expect((await own.vigil('quarantine', '--format', 'csv')).out.split('\n')).toHaveLength(5);
    expect(await december()).toMatchObject({ numerator: 1, denominator: 4, quarantinedShare: 3 / 11 });
  });

  it('changes nothing by a replay of what still fails, and says so', async () => {
    const before = await stateOf(own);
    const { exit, err } = await own.vigil('quarantine', 'replay', ...why);
    expect(exit).toBe(1);
    expect(err).toContain('3 in quarantine; 0 pass now, 3 do not');
    expect(err).toContain('still invalid-date in Strategy discussion');
    expect(err).toContain('nothing was changed');
    expect(await stateOf(own)).toEqual(before);
  });

  it('is not exported without a reason, nor anywhere but into a file of its own', async () => {
    expect(await own.vigil('quarantine', 'export', '--out', 'rows.csv')).toMatchObject({ exit: 2 });
    expect(await own.vigil('quarantine', 'export', '--out', '-', ...why)).toMatchObject({ exit: 2 });
    expect(await own.vigil('quarantine', 'export', '--list', 'contacts', '--out', 'rows.csv', ...why)).toMatchObject({
      exit: 0,
      err: expect.stringContaining('Nothing is in quarantine'),
    });
  });

  it('is exported with the headers of the file, harmless to spreadsheets, and on record', async () => {
    const { exit, out, err } = await own.vigil('quarantine', 'export', '--out', 'rows.csv', ...why);
    expect({ exit, out }).toEqual({ exit: 0, out: '' });
    expect(err).toContain('4 rows of section_47_enquiries');
    expect(err).not.toContain('CHILD-');
    const path = join(own.directory, 'rows.csv');
    const [header, ...rows] = (await readFile(path, 'utf8')).trimEnd().split('\r\n');
    expect(header).toMatch(/^\uFEFFdelivery,list,record,rule,message,Child Unique ID,Strategy discussion/u);
    expect(rows).toHaveLength(4);
    expect(rows.join('\n')).toContain(",'=CHILD-B,31/11/2020,b) No,10/12/2020");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await own.vigil('quarantine', 'export', '--out', 'rows.csv', ...why)).toMatchObject({
      exit: 2,
      err: expect.stringContaining('is there already'),
    });
    const database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
    const audited = await database.acrossAuthorities(
      ({ sql }) => sql`select actor, reason, detail from vigil.audit where action = 'export quarantine'`,
    );
    await database.close();
    expect(audited).toMatchObject([{ reason: 'tried out' }, { reason: 'tried out' }]);
  });

  it('lets corrected rows into the records, once they pass, and restates the figures', async () => {
    const path = join(own.directory, 'rows.csv');
    const text = await readFile(path, 'utf8');
    // A spreadsheet in semicolons and Windows-1252, in which one row was corrected and another still cannot be right.
    const edited = text
      .replace('\uFEFF', '')
      .replace('31/11/2020', '30/11/2020')
      .replace('not needed at all', 'hardly needed')
      .replaceAll(',', ';');
    await writeFile(path, Buffer.from(edited, 'latin1'));
    const dry = await own.vigil('quarantine', 'replay', '--corrected', 'rows.csv', '--dry-run');
    expect(dry.exit).toBe(0);
    expect(dry.err).toContain('3 in quarantine; 1 would pass now, 2 would not');
    expect(await standing()).toHaveLength(3);

    const replayed = await own.json<Replayed>('quarantine', 'replay', '--corrected', 'rows.csv', ...why);
    expect(replayed.runs).toMatchObject([
      { status: 'done', asAt: '2021-01-04', lists: [{ quarantined: 2, read: 11 }] },
    ]);
    expect(await standing()).toMatchObject([
      { asAt: '2021-01-04', rule: 'unknown-code', rows: 2 },
      { asAt: '2020-12-28', rule: 'unknown-code', rows: 1 },
    ]);
    expect(await december()).toMatchObject({
      numerator: 2,
      denominator: 5,
      reason: 'correction',
      quarantinedShare: 2 / 11,
    });
  });

  it('keeps what was found on record, with the run that settled it', async () => {
    const runs = await own.json<readonly { run: string; rule: string; settledBy: string | null }[]>('findings');
    expect(runs.filter(({ rule }) => rule === 'invalid-date')).toEqual([]);
    const settling = runs[0]!.run;
    const database = openDatabase(own.env['DATABASE_URL']!, { connections: 1 });
    const settled = await database.acrossAuthorities(
      ({ sql }) => sql<{ run: string }[]>`select run, rule from vigil.finding where settled_by = ${settling}`,
    );
    await database.close();
    expect(settled).toMatchObject([{ rule: 'invalid-date' }]);
    expect(await own.json('findings', '--run', settled[0]!.run)).toContainEqual(
      expect.objectContaining({ rule: 'invalid-date', settledBy: settling }),
    );
  });

  it('lets rows in that a changed mapping understands, of every as-at date', async () => {
    await own.configure(
      testshire(
        'mapping: { codes: { "Was an Initial Child Protection Conference deemed unnecessary?": { not needed at all: b) No } } }',
      ),
    );
    const replayed = await own.json<Replayed>('quarantine', 'replay', '--rule', 'unknown-code', ...why);
    expect(replayed.files).toMatchObject([
      { asAt: '2021-01-04', inQuarantine: 2, passing: 2, newlyFailing: 0 },
      { asAt: '2020-12-28', inQuarantine: 1, passing: 1 },
    ]);
    expect(replayed.runs).toHaveLength(2);
    expect(await standing()).toEqual([]);
    expect(await own.vigil('quarantine', 'replay', ...why)).toMatchObject({
      exit: 0,
      err: expect.stringContaining('nothing to replay'),
    });
  });

  it('comes out as if all of it had been right from the start', async () => {
    const other = await ownVigil();
    try {
      const right = 'CHILD-A,01/12/2020,b) No,10/12/2020';
      await other.deliver('2020-12-28', { [file]: enquiriesCsv(months, [right]) });
      await other.deliver('2021-01-04', {
        [file]: enquiriesCsv(months, [right, right, '=CHILD-B,30/11/2020,b) No,10/12/2020']),
      });
      await other.vigil('run');
      expect(await stateOf(own)).toEqual(await stateOf(other));
    } finally {
      await other.drop();
    }
  });

  it('takes the same files, sent again, for what they are, corrections included', async () => {
    const before = await stateOf(own);
    await own.deliver('2021-01-04', { [file]: enquiriesCsv(months, [unknownCode, unknownCode, wrongDate]) });
    const night = await own.json<{ runs: readonly { status: string }[] }>('run');
    expect(night.runs).toMatchObject([{ status: 'unchanged' }]);
    expect(await stateOf(own)).toEqual(before);
  });

  it('does not take back rows of a file that was sent anew', async () => {
    await own.deliver('2021-01-04', { [file]: enquiriesCsv(months, [wrongDate]) });
    await own.vigil('run');
    const { exit, err } = await own.vigil('quarantine', 'replay', '--corrected', 'rows.csv', ...why);
    expect({ exit, err }).toMatchObject({ exit: 2, err: expect.stringContaining('export its quarantine once more') });
    expect(await readdir(own.directory)).toContain('rows.csv');
  });
});

describe('a correction', () => {
  let own: OwnVigil;
  beforeAll(async () => {
    own = await ownVigil();
    await own.deliver('2020-12-28', { [file]: enquiriesCsv(months, [wrongDate]) });
    await own.vigil('run');
    await own.vigil('quarantine', 'export', '--out', 'rows.csv', ...why);
  });
  afterAll(() => own.drop());

  const handBack = async (change: (text: string) => string) => {
    const path = join(own.directory, 'back.csv');
    await writeFile(path, change(await readFile(join(own.directory, 'rows.csv'), 'utf8')));
    return own.vigil('quarantine', 'replay', '--corrected', 'back.csv', ...why);
  };

  it('is none where a row comes back as it was, filled up with blanks by a spreadsheet', async () => {
    const { exit, err } = await handBack((text) => text.replaceAll('\r\n', ',,\r\n'));
    expect(exit).toBe(1);
    expect(err).not.toContain('corrected:');
  });

  it('tells which columns were changed, so that a lost identifier is seen', async () => {
    const { err } = await handBack((text) => text.replace('CHILD-B', 'B').replace('b) No', 'b) no'));
    expect(err).toContain(
      'corrected: 1 row (cells changed: Child Unique ID: 1, Was an Initial Child Protection Conference deemed unnecessary?: 1)',
    );
    expect(err).toContain('nothing was changed');
  });

  it('is refused under other headers', async () => {
    expect(await handBack((text) => text.replace('Child Unique ID', 'Child'))).toMatchObject({
      exit: 2,
      err: expect.stringContaining('The columns are not those of section_47_enquiries as at 2020-12-28'),
    });
  });

  it('holds for its own delivery: what the next one sends wrong is in quarantine again', async () => {
    expect(await handBack((text) => text.replace('31/11/2020', '30/11/2020'))).toMatchObject({ exit: 0 });
    expect(await own.json('quarantine')).toEqual([]);
    await own.deliver('2021-01-04', { [file]: enquiriesCsv(months, [wrongDate]) });
    await own.vigil('run');
    expect(await own.json('quarantine')).toMatchObject([{ asAt: '2021-01-04', rule: 'invalid-date', rows: 1 }]);
  });
});
