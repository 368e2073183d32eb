import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { inlineRows, madeWorkbook } from '../../../packages/connectors/test/made-workbook.ts';
import { askForMeanings } from '../src/commands/match/ask.ts';
import { nothingConfirmed, withConfirmed } from '../src/commands/match/confirmed.ts';
import { look } from '../src/commands/match/look.ts';
import { ownVigil, testshire, type OwnVigil } from './own-vigil.ts';

interface Matched {
  readonly name: string;
  readonly list: string | null;
  readonly asAt: string | null;
  readonly because: string | null;
  readonly problem: string | null;
  readonly likely: readonly string[];
  readonly missing?: readonly string[];
  readonly rows?: number;
}

const visits = 'Person ID,Visit Date,Seen?\r\nSECRETCHILD1,01/12/2020,Oui\r\nSECRETCHILD2,02/12/2020,Yes\r\n';
const contactsHeader = ['Child Unique ID', 'Date of Contact', 'Contact Source'];

describe('vigil match', () => {
  let own: OwnVigil;
  beforeEach(async () => {
    own = await ownVigil(inject('databaseUrl'));
    await own.configure(`# ours\n${testshire()}`);
  });
  afterEach(() => own.drop());

  const put = async (name: string, content: string | Uint8Array): Promise<void> => {
    const path = join(own.directory, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  };
  const matched = async (...args: readonly string[]) =>
    (await own.json<{ files: readonly Matched[] }>('match', ...args)).files;
  const configuration = () => readFile(join(own.directory, 'vigil.yaml'), 'utf8');

  it('shows which list each file is, and why', async () => {
    await put('extracts/2021-01-04/contacts.csv', 'Child Unique ID,Date of Contact\r\nC1,01/12/2020\r\n');
    await put('extracts/2021-01-04/export_17.csv', 'Child Unique ID,Date of Visit,Child Seen\r\n');
    await put('extracts/2021-01-04/export_18.csv', visits);
    await put('extracts/2021-01-04/readme.md', 'hello');
    expect(await matched('extracts')).toMatchObject([
      {
        name: 'contacts.csv',
        list: 'contacts',
        because: 'its name',
        asAt: '2021-01-04',
        asAtBecause: 'its folder',
        rows: 1,
      },
      { name: 'export_17.csv', list: 'child_protection_visits', because: 'its headers' },
      { name: 'export_18.csv', list: null, because: expect.stringContaining('neither its name') },
      { name: 'readme.md', list: null, because: expect.stringContaining('no table') },
    ]);
  });

  it('looks into each sheet of a workbook', async () => {
    const workbook = madeWorkbook({
      sheets: {
        'List 1': inlineRows([contactsHeader, ['SECRETCHILD1', '01/12/2020', 'Police']]),
        Guidance: inlineRows([['Read this']]),
        Export: inlineRows([
          ['Person ID', 'Date of Visit', 'Child Seen'],
          ['SECRETCHILD1', '01/12/2020', 'Yes'],
        ]),
      },
    });
    await put('Annex A 04-01-2021.xlsx', workbook);
    const name = 'Annex A 04-01-2021.xlsx';
    const before = await matched(name);
    expect(before).toMatchObject([
      { name: `${name} › List 1`, list: 'contacts', rows: 1, missing: [] },
      { name: `${name} › Guidance`, list: null },
      {
        name: `${name} › Export`,
        list: null,
        likely: ['child_protection_visits'],
      },
    ]);
    expect((await own.vigil('match', name)).err).toContain('--list "Annex A {asAt:dd-MM-yyyy}.xlsx=workbook"');
    const pattern = 'Annex A {asAt:dd-MM-yyyy}.xlsx';
    const said = ['--list', `${pattern} › Export=child_protection_visits`, '--header', 'person id=child unique id'];
    expect((await matched(name, ...said)).find(({ list }) => list === 'child_protection_visits')).toMatchObject({
      asAt: '2021-01-04',
      because: 'files in vigil.yaml says so',
      missing: [],
      rows: 1,
    });
    await own.vigil('match', name, ...said, '--write');
    expect(await configuration()).toContain(`files:\n      ${pattern}:\n        Export: child_protection_visits\n`);
  });

  it('says of what cannot be read why, and of what comes twice', async () => {
    await put('2021-01-04/contacts.csv', 'Child Unique ID,Date of Contact\r\n');
    await put('2021-01-04/Contacts.xlsx', madeWorkbook({ sheets: { 'List 1': inlineRows([contactsHeader]) } }));
    await put('2021-01-04/old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    const seen = await matched('2021-01-04');
    expect(seen.map(({ name, problem }) => [name, problem])).toEqual([
      ['Contacts.xlsx › List 1', expect.stringContaining('Contacts.xlsx › List 1 and contacts.csv are both contacts')],
      ['contacts.csv', expect.stringContaining('are both contacts')],
      ['old.xls', expect.stringContaining('.xls')],
    ]);
  });

  it('writes what is said and nothing else, and keeps the comments', async () => {
    await put('visits_20210104.csv', visits);
    const before = await configuration();
    const list = ['--list', 'visits_{asAt:yyyyMMdd}.csv=child_protection_visits'];
    const { err, out } = await own.vigil('match', 'visits_20210104.csv', ...list, '--write');
    expect(out).toContain('lacks “Child Unique ID”');
    expect(err).toContain('files → visits_{asAt:yyyyMMdd}.csv: child_protection_visits');
    const added = '    files:\n      visits_{asAt:yyyyMMdd}.csv: child_protection_visits\n';
    const section = '    coverage: { section_47_enquiries: full }\n';
    expect(await configuration()).toBe(before.replace(section, section + added));

    const headers = [
      '--header',
      'Person ID=Child Unique ID',
      '--header',
      'Visit Date=date of visit',
      '--header',
      'Seen?=Child Seen',
    ];
    await own.vigil('match', 'visits_20210104.csv', ...headers, '--code', 'child seen:Oui=Yes', '--write');
    expect(await matched('visits_20210104.csv')).toMatchObject([{ missing: [], rows: 2, quarantined: {} }]);
    const text = await configuration();
    expect(text).toContain('      headers:\n        Person ID: Child Unique ID\n        Visit Date: Date of Visit\n');
    expect(text).toContain('        Child Seen:\n          Oui: a) Yes\n');
    expect(text).not.toContain('SECRETCHILD');
    const again = await own.vigil('match', 'visits_20210104.csv', ...headers, '--write');
    expect(again.err).toContain('says all that already');
    expect(await configuration()).toBe(text);
  });

  it('writes nothing where nothing was said, however good its guess', async () => {
    await put('visits_20210104.csv', visits);
    const before = await configuration();
    const { exit, err } = await own.vigil('match', 'visits_20210104.csv', '--write');
    expect({ exit, err }).toEqual({ exit: 0, err: expect.stringContaining('nothing is written') });
    expect(err).toContain('--list "visits_{asAt:yyyyMMdd}.csv=child_protection_visits"');
    expect(await configuration()).toBe(before);
  });

  it('leaves a vigil.yaml as it was, where what is said cannot be', async () => {
    await put('visits.csv', visits);
    const before = await configuration();
    const { exit, err } = await own.vigil('match', 'visits.csv', '--list', 'visits_{asAt:yy}.csv=contacts', '--write');
    expect(exit).toBe(1);
    expect(err).toContain('four digits for the year');
    expect(await configuration()).toBe(before);
  });

  it('shows no child, in none of its forms', async () => {
    await put('visits.csv', visits);
    const said = [
      '--list',
      'visits.csv=child_protection_visits',
      '--header',
      'Person ID=Child Unique ID',
      '--header',
      'Seen?=Child Seen',
    ];
    const { out, err } = await own.vigil('match', 'visits.csv', ...said);
    const json = await own.vigil('match', 'visits.csv', ...said, '--format', 'json');
    expect(out).toMatch(/Oui +×1 +\? not understood/u);
    expect(out + err + json.out + json.err).not.toMatch(/SECRETCHILD|\d\d\/12\/2020/u);
  });

  it('needs no configuration, no secret and no database', async () => {
    await rm(join(own.directory, 'vigil.yaml'));
    Object.assign(own.env, { VIGIL_CONFIG: undefined, VIGIL_SECRET_KEY: undefined, DATABASE_URL: undefined });
    await put('visits.csv', visits);
    expect(await own.vigil('match', 'visits.csv')).toMatchObject({
      exit: 0,
      out: expect.stringContaining('It may be'),
    });
    expect(await own.vigil('match', 'visits.csv', '--write')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('vigil init'),
    });
  });

  it.each([
    [['--list', 'visits.csv=contact'], 'contact is no list. Did you mean contacts'],
    [['--list', 'visits.csv'], 'does not say what is what'],
    [['--header', 'Person ID=Child ID'], 'Did you mean “Child Unique ID”'],
    [['--code', 'Gender:Girl=Woman'], 'expected a code of Gender'],
    [['--code', 'Shoe Size:3=4'], 'expected a column of codes'],
    [['--source', 'nowhere'], 'There is no source nowhere. Configured: casework'],
  ])('is wrong use with %s', async (args, complaint) => {
    await put('visits.csv', visits);
    const { exit, err } = await own.vigil('match', 'visits.csv', ...args);
    expect({ exit, err }).toEqual({ exit: 2, err: expect.stringContaining(complaint) });
  });

  it('says what is not there, and what is a path of Windows', async () => {
    expect(await own.vigil('match', 'nowhere')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('nowhere is not there'),
    });
    if (process.platform === 'win32') return;
    const { err } = await own.vigil('match', String.raw`"\\files\casework\out"`);
    expect(err).toContain(String.raw`\\files\casework\out is a path of Windows`);
  });

  it('asks for lists, then for their columns, then for their codes; Enter leaves a thing open', async () => {
    await put('visits_20210104.csv', visits);
    const answers = ['9', '1', 'CHILD UNIQUE ID', '1', '', '1'];
    const asked: string[] = [];
    const source = { files: {}, mapping: { headers: { 'Seen?': 'Child Seen' }, codes: {} } };
    const confirmed = await askForMeanings(
      (said) => look(join(own.directory, 'visits_20210104.csv'), withConfirmed(source, said)),
      nothingConfirmed,
      async (question) => {
        asked.push(question.split('\n')[0]!);
        return answers.shift() ?? '';
      },
    );
    expect(asked).toEqual([
      'Which list is visits_20210104.csv?',
      expect.stringContaining('That is none of: contacts'),
      'visits_20210104.csv: what is “Person ID”?',
      'visits_20210104.csv: what is “Visit Date”?',
      'visits_20210104.csv: what does “Oui” mean in Child Seen (×1)?',
    ]);
    expect(confirmed).toEqual({
      files: { 'visits_{asAt:yyyyMMdd}.csv': 'child_protection_visits' },
      headers: { 'Person ID': 'Child Unique ID', 'Visit Date': 'Date of Visit' },
      codes: {},
    });
  });
});
