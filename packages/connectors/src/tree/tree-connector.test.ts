import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UnreachableSource } from '../source.ts';
import type { FoundDelivery } from '../source.ts';
import { folderTree } from '../folder/folder-tree.ts';
import type { FilePatterns } from './file-names.ts';
import type { FileTree } from './file-tree.ts';
import { treeConnector } from './tree-connector.ts';

const now = new Date('2021-01-05T02:15:00Z');
const contactsHeader =
  'Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Date of Contact,Contact Source\n';
let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vigil-folder-'));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('deliveries in a folder', () => {
  it('are the folders named by a date, oldest first', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n');
    await put('2020-12-01/contacts.csv', 'a,b\n');
    await put('2020-12-01/Referrals.CSV', 'a,b\n');
    const { deliveries, problems } = await find();
    expect(problems).toEqual([]);
    expect(deliveries.map(({ asAt, whole, files }) => [asAt, whole.yes, ...files.map(({ list }) => list)])).toEqual([
      ['2020-12-01', true, 'referrals', 'contacts'],
      ['2021-01-04', true, 'contacts'],
    ]);
  });

  it('may be the folder itself', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n');
    const { deliveries } = await find({ path: join(root, '2021-01-04') });
    expect(deliveries).toMatchObject([{ asAt: '2021-01-04', location: join(root, '2021-01-04') }]);
    await put('contacts.csv', 'a,b\n');
    await put('manifest.json', JSON.stringify({ asAt: '2021-01-03' }));
    expect((await find()).deliveries).toMatchObject([{ asAt: '2021-01-03', location: root }]);
  });

  it('take their as-at date from the manifest before the name', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n');
    await put('2021-01-04/manifest.json', '\uFEFF{"asAt": "2021-01-03"}');
    await put('january/contacts.csv', 'a,b\n');
    await put('january/manifest.json', '{"asAt": "2021-01-02"}');
    expect((await find()).deliveries.map(({ asAt }) => asAt)).toEqual(['2021-01-02', '2021-01-03']);
  });

  it('give their files with what the manifest claims of them, ready to be opened', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n1,2\n');
    await put('2021-01-04/visits.dat', 'a,b\n');
    const sha256 = hashOf('a,b\n1,2\n').toUpperCase();
    const claims = {
      'contacts.csv': { rows: 1, sha256, coverage: 'full' },
      'visits.dat': { list: 'child_protection_visits' },
    };
    await put('2021-01-04/manifest.json', JSON.stringify({ files: claims }));
    const { files } = await only();
    expect(files).toMatchObject([
      {
        name: 'contacts.csv',
        list: 'contacts',
        bytes: 8,
        rows: 1,
        sha256: sha256.toLowerCase(),
        coverage: { kind: 'full' },
      },
      { name: 'visits.dat', list: 'child_protection_visits', rows: null, sha256: null, coverage: null },
    ]);
    expect(await Promise.all(files.map(async (file) => text(await file.open())))).toEqual(['a,b\n1,2\n', 'a,b\n']);
  });

  it('know a file by its header where its name says nothing', async () => {
    await put('2021-01-04/export_17.csv', contactsHeader.replaceAll(',', ';'));
    await put('2021-01-04/export_18.csv', 'Person ID,Date of Visit,Child Seen\n');
    const mapping = { headers: { 'Person ID': 'Child Unique ID' }, codes: {} };
    const { deliveries } = await treeConnector({
      tree: folderTree(root),
      settleSeconds: 60,
      now: () => now,
      mapping,
    }).findDeliveries();
    expect(deliveries[0]?.files.map(({ list }) => list)).toEqual(['contacts', 'child_protection_visits']);
  });

  it('pass over what is no list, and say why', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n');
    await put('2021-01-04/notes.csv', 'Subject,Body\n');
    await put('2021-01-04/empty.csv', '');
    await put('2021-01-04/readme.md', 'hello');
    await put('2021-01-04/annex-a.xlsx', 'PK');
    await put('2021-01-04/.DS_Store', '');
    await mkdir(join(root, '2021-01-04/old'));
    const { files, ignored } = await only();
    expect(files.map(({ name, list }) => [name, list])).toEqual([
      ['annex-a.xlsx', null],
      ['contacts.csv', 'contacts'],
    ]);
    expect(Object.fromEntries(ignored.map(({ name, reason }) => [name, reason]))).toEqual({
      '.DS_Store': 'a hidden or temporary file',
      'empty.csv': expect.stringContaining('no header line'),
      'notes.csv': expect.stringContaining('headers'),
      'readme.md': expect.stringContaining('.csv'),
    });
  });

  it('change their fingerprint with a name, a size, a time or the manifest', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n');
    const fingerprints = [(await only()).fingerprint, (await only()).fingerprint];
    expect(new Set(fingerprints).size).toBe(1);
    await put('2021-01-04/contacts.csv', 'a,b\n1,2\n');
    fingerprints.push((await only()).fingerprint);
    await put('2021-01-04/contacts.csv', 'a,b\n1,2\n', 7200);
    fingerprints.push((await only()).fingerprint);
    await put('2021-01-04/referrals.csv', 'a,b\n');
    fingerprints.push((await only()).fingerprint);
    await put('2021-01-04/manifest.json', '{}');
    fingerprints.push((await only()).fingerprint);
    expect(new Set(fingerprints).size).toBe(5);
  });
});

describe('names as the supplier writes them', () => {
  const files: FilePatterns = {
    'Contacts_{asAt:yyyyMMdd}*.csv': 'contacts',
    'S47 {asAt:dd-MM-yyyy}.csv': 'section_47_enquiries',
    '{asAt:yyyyMMdd}/visits.csv': 'child_protection_visits',
    'Annex_A_{asAt:yyyyMMdd}.xlsx': 'workbook',
    'assessments.csv': 'early_help_assessments',
    'lookup*': 'ignore',
  };

  it('make a delivery of the files of each date, in one flat folder', async () => {
    await put('Contacts_20210104.csv', 'a,b\n');
    await put('S47 04-01-2021.csv', 'a,b\n');
    await put('contacts_20201201_v2.CSV', 'a,b\n');
    await put('Annex_A_20210201.xlsx', 'PK');
    await put('lookup_codes.csv', 'a,b\n');
    const { deliveries, problems } = await find({ files });
    expect(problems).toEqual([]);
    expect(deliveries.map(({ asAt, location }) => [asAt, location])).toEqual([
      ['2020-12-01', root],
      ['2021-01-04', root],
      ['2021-02-01', root],
    ]);
    expect(deliveries.map((one) => one.files.map(({ name, list }) => [name, list]))).toEqual([
      [['contacts_20201201_v2.CSV', 'contacts']],
      [
        ['Contacts_20210104.csv', 'contacts'],
        ['S47 04-01-2021.csv', 'section_47_enquiries'],
      ],
      [['Annex_A_20210201.xlsx', null]],
    ]);
  });

  it('may have the date in the name of the folder, which need not be YYYY-MM-DD', async () => {
    await put('20210104/visits.csv', 'a,b\n');
    expect((await find({ files })).deliveries).toMatchObject([
      { asAt: '2021-01-04', location: join(root, '20210104') },
    ]);
    expect((await find({ files, path: join(root, '20210104') })).deliveries).toHaveLength(1);
  });

  it('say more than a name that is a list, and than the name of the folder, but less than the manifest', async () => {
    await put('2021-01-04/assessments.csv', 'a,b\n');
    await put('2021-01-04/Contacts_20210103.csv', 'a,b\n');
    const dates = async () => (await find({ files })).deliveries.map(({ asAt, files: [file] }) => [asAt, file?.list]);
    expect(await dates()).toEqual([
      ['2021-01-03', 'contacts'],
      ['2021-01-04', 'early_help_assessments'],
    ]);
    await put('2021-01-04/manifest.json', '{"asAt": "2021-01-02"}');
    expect(await dates()).toEqual([['2021-01-02', 'contacts']]);
  });

  it('are a problem where one says no day, fits two patterns, or is said to be another list by the manifest', async () => {
    await put('Contacts_20210231.csv', 'a,b\n');
    await put('Contacts_20210104.csv', 'a,b\n');
    await put('2021-01-05/assessments.csv', 'a,b\n');
    await put('2021-01-05/manifest.json', '{"files": {"assessments.csv": {"list": "assessments"}}}');
    const twice = { ...files, '*_{asAt:yyyyMMdd}.csv': 'referrals' };
    const { deliveries, problems } = await find({ files: twice });
    expect(deliveries).toEqual([]);
    expect(problems).toEqual([
      `${root}: Contacts_20210104.csv fits “Contacts_{asAt:yyyyMMdd}*.csv” and “*_{asAt:yyyyMMdd}.csv” of files in vigil.yaml; expected one.`,
      expect.stringContaining('Contacts_20210231.csv fits'),
      expect.stringContaining('is early_help_assessments by files in vigil.yaml, but assessments by the manifest'),
    ]);
    expect((await find({ files })).problems[0]).toBe(
      `${root}: the date in Contacts_20210231.csv is no real day (expected yyyyMMdd).`,
    );
  });

  it('tell the sheets of a workbook, which is found as it is', async () => {
    await put('2021-01-04/export.xlsx', 'PK');
    const { deliveries } = await find({ files: { 'export.xlsx': { 'Tab 1': 'contacts', Notes: 'ignore' } } });
    expect(deliveries[0]?.files).toMatchObject([
      { name: 'export.xlsx', list: null, sheets: { 'Tab 1': 'contacts', Notes: 'ignore' } },
    ]);
  });
});

describe('a date asked for by hand', () => {
  it('is that of files without any', async () => {
    await put('contacts.csv', 'a,b\n');
    await put('annex a.xlsx', 'PK');
    expect((await find()).problems).toEqual([expect.stringMatching(/holds annex a\.xlsx, contacts\.csv.*--as-at/u)]);
    const { deliveries, problems } = await find({ asAt: '2021-01-04' });
    expect(problems).toEqual([]);
    expect(deliveries).toMatchObject([
      { asAt: '2021-01-04', files: [{ name: 'annex a.xlsx' }, { name: 'contacts.csv' }] },
    ]);
  });

  it('is that of a single file, unless its name or its folder says another', async () => {
    await put('annex a.xlsx', 'PK');
    await put('referrals.csv', 'a,b\n');
    const path = join(root, 'annex a.xlsx');
    expect(await find({ path, asAt: '2021-01-04' })).toMatchObject({
      deliveries: [{ asAt: '2021-01-04', location: path, files: [{ name: 'annex a.xlsx', list: null }] }],
      problems: [],
    });
    expect((await find({ path })).problems).toEqual([expect.stringContaining('--as-at YYYY-MM-DD')]);
    await put('2021-01-03/contacts.csv', 'a,b\n');
    expect(await find({ path: join(root, '2021-01-03/contacts.csv'), asAt: '2021-01-04' })).toMatchObject({
      deliveries: [{ asAt: '2021-01-03' }],
    });
  });

  it('makes no second delivery of a date that is there', async () => {
    await put('contacts.csv', 'a,b\n');
    await put('2021-01-04/contacts.csv', 'a,b\n');
    const { deliveries, problems } = await find({ asAt: '2021-01-04' });
    expect(deliveries.map(({ location }) => location)).toEqual([join(root, '2021-01-04')]);
    expect(problems).toEqual([expect.stringContaining('but no as-at date')]);
  });
});

describe('a tree that is not to be trusted', () => {
  it('leads nowhere by its names, and gives no delivery for them', async () => {
    const file = { kind: 'file', bytes: 1, modified: 0 } as const;
    const names = ['contacts.csv', '../contacts.csv', '..', 'a\\b.csv', 'a\0.csv'];
    const hostile: FileTree = {
      location: 'sftp://example/2021-01-04',
      root: '2021-01-04',
      list: async () => names.map((name) => ({ name, path: name, ...file })),
      open: async () => Readable.from(['a,b\n']),
      locate: (path) => `sftp://example/${path}`,
      close: async () => {},
    };
    const connector = treeConnector({ tree: hostile, settleSeconds: 0, now: () => now });
    const { deliveries, problems } = await connector.findDeliveries();
    expect(deliveries[0]?.files.map(({ name }) => name)).toEqual(['contacts.csv']);
    expect(problems).toHaveLength(4);
    expect(problems[0]).toContain('"../contacts.csv", which could be taken for a path; rename it');
  });
});

describe('a delivery is whole', () => {
  it('once its files have kept their time for the settle period', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n', 59);
    await put('2021-01-04/referrals.csv', 'a,b\n', 300);
    expect((await only()).whole).toEqual({
      yes: false,
      reason: 'contacts.csv may still be being written',
      retryAfterSeconds: 1,
    });
    await put('2021-01-04/contacts.csv', 'a,b\n', 60);
    expect((await only()).whole).toEqual({ yes: true });
  });

  it('at once, where its manifest vouches for every file', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n1,2\n', 0);
    await put('2021-01-04/manifest.json', manifestOf({ 'contacts.csv': 'a,b\n1,2\n' }), 0);
    expect((await only()).whole).toEqual({ yes: true });
    await put('2021-01-04/referrals.csv', 'a,b\n', 0);
    expect((await only()).whole).toMatchObject({ yes: false, reason: 'referrals.csv may still be being written' });
  });

  it('not yet, while a file is missing or still growing towards its hash', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n', 10);
    await put('2021-01-04/manifest.json', manifestOf({ 'contacts.csv': 'a,b\n1,2\n' }), 20);
    expect((await only()).whole).toEqual({
      yes: false,
      reason: 'contacts.csv does not match its manifest yet',
      retryAfterSeconds: 50,
    });
    await put('2021-01-04/manifest.json', manifestOf({ 'contacts.csv': 'a,b\n', 'referrals.csv': '' }), 20);
    expect((await only()).whole).toMatchObject({
      yes: false,
      reason: 'its manifest names referrals.csv, which is not there',
    });
  });

  it('not yet, while its manifest is half written', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n', 10);
    await put('2021-01-04/manifest.json', '{"asAt": "2021-', 1);
    expect((await only()).whole).toMatchObject({ yes: false, reason: expect.stringContaining('half written') });
  });

  it('no later than a new file would be, where a clock is ahead', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n', -86_400);
    expect((await only()).whole).toMatchObject({ yes: false, retryAfterSeconds: 60 });
  });
});

describe('what can be no delivery is a problem, in a sentence, and stops no other', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'a manifest that names a file that is not there',
      { 'manifest.json': manifestOf({ 'referrals.csv': 'x' }) },
      'names referrals.csv, which is not there',
    ],
    ['a manifest that is no JSON', { 'manifest.json': '{' }, 'manifest.json is no JSON'],
    [
      'a manifest with a date that is none',
      { 'manifest.json': '{"asAt": "04/01/2021"}' },
      'asAt: expected a day as YYYY-MM-DD',
    ],
    [
      'a manifest with a list that is none',
      { 'manifest.json': '{"files": {"contacts.csv": {"list": "contact"}}}' },
      'files → contacts.csv → list: expected one of: contacts',
    ],
    [
      'a manifest that leads out of its folder',
      { 'manifest.json': '{"files": {"../secrets.csv": {"list": "contacts"}}}' },
      'without a path',
    ],
    [
      'a manifest that leads elsewhere in Windows',
      { 'manifest.json': '{"files": {"..\\\\x.csv": {"list": "contacts"}}}' },
      'without a path',
    ],
    [
      'a name and a manifest that differ',
      { 'manifest.json': '{"files": {"contacts.csv": {"list": "referrals"}}}' },
      'contacts.csv is contacts by its name, but referrals by the manifest; rename it',
    ],
    ['a list twice', { 'export.csv': contactsHeader }, 'contacts.csv and export.csv are both contacts'],
  ])('%s', async (_, files, sentence) => {
    await put('2020-12-01/contacts.csv', 'a,b\n');
    await put('2021-01-04/contacts.csv', 'a,b\n');
    for (const [name, content] of Object.entries(files)) await put(`2021-01-04/${name}`, content);
    const { deliveries, problems } = await find();
    expect(deliveries.map(({ asAt }) => asAt)).toEqual(['2020-12-01']);
    expect(problems).toEqual([expect.stringContaining(sentence)]);
    expect(problems[0]).toContain(join(root, '2021-01-04'));
  });

  it('a delivery without a list', async () => {
    await put('2021-01-04/notes.txt', 'hello');
    await mkdir(join(root, '2021-01-05'));
    await age('2021-01-05', 60);
    const { deliveries, problems } = await find();
    expect(deliveries).toEqual([]);
    expect(problems).toEqual([
      expect.stringContaining('holds no list (notes.txt:'),
      expect.stringContaining('holds no list.'),
    ]);
  });

  it('lists without a date', async () => {
    await put('04-01-2021/contacts.csv', 'a,b\n');
    await put('referrals.csv', 'a,b\n');
    await put('2021-02-31/contacts.csv', 'a,b\n');
    await put('archive/notes.csv', 'a,b\n');
    const { deliveries, problems } = await find();
    expect(deliveries).toEqual([]);
    expect(problems.map((problem) => /holds (.*), but no as-at date/.exec(problem)?.[1])).toEqual([
      'referrals.csv',
      'contacts.csv',
      'contacts.csv',
    ]);
  });

  it('nothing at all is no problem', async () => {
    expect(await find()).toEqual({ deliveries: [], problems: [] });
  });
});

describe('a source that cannot be looked at', () => {
  it('says that it is not there', async () => {
    await expect(find({ path: join(root, 'missing') })).rejects.toThrow(UnreachableSource);
    await expect(find({ path: join(root, 'missing') })).rejects.toThrow('missing is not there');
  });

  it
    .skipIf(process.platform === 'win32')
    .each([String.raw`\\files\casework\out`, '//files/casework/out/', String.raw`C:\Extracts`])(
    'says of %s that it is a path of Windows, and what to do (skipped on Windows)',
    async (path) => {
      await expect(find({ path })).rejects.toThrow(`${path} is a path of Windows`);
      await expect(find({ path })).rejects.toThrow(/mount -t cifs \/\/(files\/casework\/out|server\/share) /u);
    },
  );

  it.skipIf(process.getuid?.() === 0)('says that it may not be read (skipped as root, who may read all)', async () => {
    await put('2020-12-01/contacts.csv', 'a,b\n');
    await put('2021-01-04/contacts.csv', 'a,b\n');
    await chmod(join(root, '2021-01-04'), 0o000);
    const { deliveries, problems } = await find();
    await chmod(join(root, '2021-01-04'), 0o700);
    expect(deliveries.map(({ asAt }) => asAt)).toEqual(['2020-12-01']);
    expect(problems).toEqual([expect.stringContaining('cannot be read: the account Vigil runs as may not')]);
  });

  it('says so of a file that has gone since it was found', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n');
    const { files } = await only();
    await rm(join(root, '2021-01-04/contacts.csv'));
    await expect(files[0]?.open()).rejects.toThrow('contacts.csv is not there');
  });

  it('looks past a link that leads nowhere', async () => {
    await put('2021-01-04/contacts.csv', 'a,b\n');
    await symlink(join(root, 'gone'), join(root, '2021-01-04/referrals.csv'));
    expect((await only()).files.map(({ name }) => name)).toEqual(['contacts.csv']);
  });
});

async function find({ path = root, ...options }: { path?: string; files?: FilePatterns; asAt?: string } = {}) {
  return treeConnector({ tree: folderTree(path), settleSeconds: 60, now: () => now, ...options }).findDeliveries();
}

async function only(): Promise<FoundDelivery> {
  const { deliveries, problems } = await find();
  expect(problems).toEqual([]);
  const [delivery] = deliveries;
  if (delivery === undefined || deliveries.length > 1) throw new Error(`Found ${deliveries.length} deliveries`);
  return delivery;
}

/** Writes a file that was last written so many seconds ago; an hour, unless told. */
async function put(name: string, content: string, secondsAgo = 3600): Promise<void> {
  const path = join(root, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await age(name, secondsAgo);
}

async function age(name: string, secondsAgo: number): Promise<void> {
  const path = join(root, name);
  const time = now.getTime() / 1000 - secondsAgo;
  await utimes(path, time, time);
  expect((await stat(path)).mtimeMs).toBe(time * 1000);
}

function manifestOf(files: Record<string, string>): string {
  const claims = Object.entries(files).map(([name, content]) => [name, { sha256: hashOf(content) }]);
  return JSON.stringify({ files: Object.fromEntries(claims) });
}

function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
