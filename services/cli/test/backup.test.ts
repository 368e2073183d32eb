import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startServers } from '@vigil/runtime';
import { emptyDatabase } from '../../../packages/database/test/own-database.ts';
import { enquiriesCsv, ownVigil, type OwnVigil } from './own-vigil.ts';

const december = { '2020-11': { held: 10, inTime: 9 }, '2020-12': { held: 10, inTime: 6 } };
const file = { 'section_47_enquiries.csv': enquiriesCsv(december) };

interface Report {
  readonly rows: number;
  readonly landed: number;
  readonly parts: readonly { readonly name: string; readonly rows: number }[];
}
interface Runs {
  readonly runs: readonly { readonly id: string; readonly lists: readonly { readonly unchanged: number }[] }[];
  readonly notifications: { readonly sent: number };
}

describe('vigil backup and vigil restore', () => {
  let own: OwnVigil;
  let backup: string;
  let firstNight: string;
  const figures = (one: OwnVigil, ...more: readonly string[]): Promise<object[]> =>
    one.json<object[]>('snapshots', '--all-versions', ...more);
  const mails = async (one: OwnVigil): Promise<number> =>
    (await readdir(join(one.env['VIGIL_DATA_DIR']!, 'mail')).catch(() => [])).length;

  beforeAll(async () => {
    own = await ownVigil();
    backup = join(own.directory, 'night.backup');
    await own.deliver('2021-01-04', file);
    const { runs } = await own.json<Runs>('run');
    firstNight = runs[0]!.id;
  });
  afterAll(() => own.drop());

  it('backs up all of it into one file for its owner alone, that nobody can read without the secret', async () => {
    const { exit, out } = await own.vigil('backup', backup, '--format', 'json');
    expect(exit).toBe(0);
    const report = JSON.parse(out) as Report;
    expect(report).toMatchObject({ landed: 1, missing: [], authorities: ['852'] });
    expect(report.parts).toContainEqual(expect.objectContaining({ name: 'records.section_47_enquiries', rows: 20 }));
    expect(((await stat(backup)).mode & 0o777).toString(8)).toBe('600');
    const bytes = await readFile(backup);
    for (const text of ['CHILD-2020', 'head.qa@example.gov.uk', 'icpc-timeliness'])
      expect(bytes.includes(text)).toBe(false);
    expect((await own.vigil('backup', backup)).err).toContain('never written over another');
  });

  it('checks a backup without restoring it, gives back its vigil.yaml, and notices a changed byte', async () => {
    const { exit, err } = await own.vigil('backup', backup, '--check', '--configuration', 'from-backup');
    expect({ exit, err }).toMatchObject({ exit: 0, err: expect.stringContaining('is whole') as string });
    expect(await readFile(join(own.directory, 'from-backup', 'vigil.yaml'), 'utf8')).toBe(
      await readFile(join(own.directory, 'vigil.yaml'), 'utf8'),
    );
    const bytes = await readFile(backup);
    const changed = join(own.directory, 'changed.backup');
    await writeFile(changed, bytes.with(bytes.length - 100, bytes.at(-100)! ^ 1));
    const check = await own.vigil('backup', changed, '--check');
    expect({ exit: check.exit, err: check.err }).toMatchObject({
      exit: 1,
      err: expect.stringMatching(/changed\.backup cannot be used: it was changed or cut off/u) as string,
    });
  });

  it('is refused with another secret, and where there is an installation', async () => {
    const secret = own.env['VIGIL_SECRET_KEY'];
    own.env['VIGIL_SECRET_KEY'] = 'another secret, of somebody else and long enough';
    const other = await own.vigil('restore', backup);
    own.env['VIGIL_SECRET_KEY'] = secret;
    expect(other.exit).toBe(1);
    expect(other.err).toMatch(/taken with another secret \(key \w+; the one given is \w+\)/u);
    const here = await own.vigil('restore', backup);
    expect(here.err).toContain('There is an installation of Vigil in this database');
    expect((await own.vigil('restore', backup, '--replace')).exit).toBe(2);
  });

  it('restores into an embedded database: figures, what was known when, and nothing to do or to mail', async () => {
    const [standing, known] = [await figures(own), await figures(own, '--known-at', firstNight)];
    const url = own.env['DATABASE_URL'];
    own.env['VIGIL_DATA_DIR'] = join(own.directory, 'elsewhere');
    own.env['DATABASE_URL'] = undefined;
    // As `vigil up` would keep it: the commands find it running.
    const servers = await startServers({
      dataDirectory: own.env['VIGIL_DATA_DIR'],
      stateDirectory: inject('stateDirectory'),
      databaseUrl: null,
    });
    try {
      const { exit, err } = await own.vigil('restore', backup);
      expect({ exit, err }).toMatchObject({ exit: 0, err: expect.stringContaining('counted again') as string });
      expect(await figures(own)).toEqual(standing);
      expect(await figures(own, '--known-at', firstNight)).toEqual(known);
      // The same delivery, under a date of its own: every row is known.
      await own.deliver('2021-01-05', file);
      const { runs, notifications } = await own.json<Runs>('run');
      expect(runs.map(({ lists }) => lists[0]?.unchanged)).toEqual([20]);
      expect(notifications.sent).toBe(0);
      expect(await mails(own)).toBe(0);
    } finally {
      await servers.stop();
      own.env['VIGIL_DATA_DIR'] = join(own.directory, 'data');
      own.env['DATABASE_URL'] = url;
      await rm(join(own.directory, 'extracts', '2021-01-05'), { recursive: true, force: true });
    }
  });

  it('replaces what came after it, with the word of whoever says so, and mails nothing twice', async () => {
    const before = await figures(own);
    await own.deliver('2021-01-05', {
      'section_47_enquiries.csv': enquiriesCsv({ ...december, '2020-12': { held: 10, inTime: 2 } }),
    });
    await own.json('run');
    expect(await figures(own)).not.toEqual(before);
    const sent = await mails(own);
    const { exit, err } = await own.vigil(
      'restore',
      backup,
      '--replace',
      '--reason',
      'the delivery of Tuesday was wrong',
    );
    expect({ exit, err }).toMatchObject({ exit: 0 });
    expect(await figures(own)).toEqual(before);
    // What only the replaced installation had landed is there no longer.
    expect(await readdir(join(own.directory, 'data', 'landing'))).toHaveLength(1);
    await rm(join(own.directory, 'extracts', '2021-01-05'), { recursive: true, force: true });
    await own.json('run');
    expect(await mails(own)).toBe(sent);
  });

  it('says what was not in the landing store, and that it is an error', async () => {
    const landing = join(own.directory, 'data', 'landing');
    for (const name of await readdir(landing)) await rm(join(landing, name));
    const { exit, err } = await own.vigil('backup', join(own.directory, 'second.backup'));
    expect(exit).toBe(1);
    expect(err).toContain('1 landed file of them not in the landing store');
  });

  it('has nothing to back up in a database without Vigil', async () => {
    const empty = await emptyDatabase();
    const url = own.env['DATABASE_URL'];
    own.env['DATABASE_URL'] = empty.url;
    const { exit, err } = await own.vigil('backup', join(own.directory, 'none.backup'));
    own.env['DATABASE_URL'] = url;
    await empty.drop();
    expect({ exit, err }).toMatchObject({ exit: 1, err: expect.stringContaining('nothing to back up') as string });
    expect(await readdir(own.directory)).not.toContain('none.backup.partial');
  });
});
