import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inlineRows, madeWorkbook } from '../../../packages/connectors/test/made-workbook.ts';
import { contacts, enquiries, smallConfig, writeSmallDelivery } from './small-delivery.ts';
import { newVigil, type VigilUnderTest } from './vigil.ts';

interface Ran {
  readonly runs: readonly {
    readonly asAt: string;
    readonly status: string;
    readonly lists: readonly { readonly list: string; readonly file: string; readonly read: number }[];
  }[];
}

interface Snapshot {
  readonly asAt: string;
  readonly value: number | null;
}

const cells = (csv: string): readonly (readonly string[])[] =>
  csv
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));

/** A workbook with both lists of the small delivery, and a sheet of guidance. */
function workbook(asAt: string, sheets: Readonly<Record<string, string>> = {}): Uint8Array {
  return madeWorkbook({
    sheets: {
      Guidance: inlineRows([['Read this first']]),
      'List 1': inlineRows(cells(contacts(asAt))),
      List_5: inlineRows([['Section 47 enquiries'], ...cells(enquiries(asAt))]),
      ...sheets,
    },
  });
}

describe('a delivery in whatever form', () => {
  let vigil: VigilUnderTest;
  beforeEach(async () => {
    vigil = await newVigil({ config: smallConfig('./extracts') });
  });
  afterEach(() => vigil.dispose());

  const put = async (name: string, content: string | Uint8Array): Promise<void> => {
    const path = join(vigil.directory, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  };
  const timeliness = () => vigil.json<Snapshot[]>('snapshots', '--indicator', 'icpc-timeliness', '--period', '2020-12');
  const withFiles = (files: string): string =>
    smallConfig('./extracts').replace('settleSeconds: 0', `settleSeconds: 0\n    files: ${files}`);

  it('is a workbook: each sheet that is a list is read, and gives the figures that the CSV files give', async () => {
    const annexA = workbook('2021-01-04');
    await put('extracts/2021-01-04/Annex_A.xlsx', annexA);
    const { runs } = await vigil.json<Ran>('run');
    expect(runs).toMatchObject([
      {
        asAt: '2021-01-04',
        status: 'done',
        lists: [
          { list: 'contacts', file: 'Annex_A.xlsx › List 1', read: 180 },
          { list: 'section_47_enquiries', file: 'Annex_A.xlsx › List_5', read: 24 },
        ],
      },
    ]);
    expect(await timeliness()).toMatchObject([{ value: 25 }]);
    await writeSmallDelivery(join(vigil.directory, 'extracts'), '2021-01-05');
    await vigil.json<Ran>('run');
    expect(await timeliness()).toMatchObject([{ value: 25, asAt: '2021-01-05' }]);
    // The very same workbook once more is nothing new.
    await put('extracts/again/Copy of Annex_A.xlsx', annexA);
    await put('extracts/again/manifest.json', '{"asAt": "2021-01-04"}');
    expect((await vigil.json<Ran>('run')).runs).toMatchObject([{ status: 'unchanged' }]);
  });

  it('comes once more: nothing of it is new, and what another population makes due is computed all the same', async () => {
    const rate = () => vigil.json<Snapshot[]>('snapshots', '--indicator', 's47-rate', '--period', '2020-12');
    await writeSmallDelivery(join(vigil.directory, 'extracts'), '2021-01-04');
    await vigil.vigil('run');
    expect(await rate()).toMatchObject([{ value: 0.3929 }]);
    await vigil.configure(smallConfig('./extracts').replace('2020: 50900', '2020: 40000'));
    await writeSmallDelivery(join(vigil.directory, 'extracts'), '2021-01-04');
    expect((await vigil.json<Ran>('run')).runs).toMatchObject([{ status: 'unchanged' }]);
    expect(await rate()).toMatchObject([{ value: 0.5, reason: 'population' }]);
    expect(await timeliness()).toMatchObject([{ value: 25, version: 1 }]);
  });

  it('is one file, whose date nothing says but the person', async () => {
    await put('Annex A final.xlsx', workbook('2021-01-04'));
    const without = await vigil.vigil('run', '--extracts', 'Annex A final.xlsx');
    expect(without).toMatchObject({ code: 1, err: expect.stringContaining('--as-at YYYY-MM-DD') });
    const { runs } = await vigil.json<Ran>('run', '--extracts', '"Annex A final.xlsx"', '--as-at', '2021-01-04');
    expect(runs).toMatchObject([{ asAt: '2021-01-04', status: 'done' }]);
    expect(await timeliness()).toMatchObject([{ value: 25 }]);
  });

  it('lies in a flat folder, the date in the names of its files', async () => {
    await vigil.configure(
      withFiles('{ "S47*_{asAt:yyyyMMdd}.csv": section_47_enquiries, "*_{asAt:yyyyMMdd}.xlsx": workbook }'),
    );
    await put('extracts/S47_ICPC_20201201.csv', enquiries('2020-12-01'));
    await put('extracts/S47_ICPC_20210104.csv', enquiries('2021-01-04'));
    await put(
      'extracts/Contacts_20210104.xlsx',
      madeWorkbook({ sheets: { Contacts: inlineRows(cells(contacts('2021-01-04'))) } }),
    );
    expect((await vigil.json<Ran>('run')).runs).toMatchObject([
      { asAt: '2020-12-01', status: 'done', lists: [{ file: 'S47_ICPC_20201201.csv' }] },
      { asAt: '2021-01-04', lists: [{ file: 'Contacts_20210104.xlsx › Contacts' }, { file: 'S47_ICPC_20210104.csv' }] },
    ]);
    expect(await timeliness()).toMatchObject([{ value: 25 }]);
  });

  it.each([
    [
      'a list in a sheet and in a CSV file',
      { 'contacts.csv': contacts('2021-01-04') },
      /contacts\.csv.*are both contacts/u,
    ],
    ['a workbook of before 2007', { 'old.xls': Buffer.from('d0cf11e0a1b11ae1', 'hex') }, /old\.xls: .*\.xlsx/u],
  ])('fails with the sentence that says why: %s', async (_, files, sentence) => {
    await put('extracts/2021-01-04/Annex_A.xlsx', workbook('2021-01-04'));
    for (const [name, content] of Object.entries(files)) await put(`extracts/2021-01-04/${name}`, content);
    const outcome = await vigil.vigil('run');
    expect(outcome.code).toBe(1);
    expect(outcome.err).toMatch(sentence);
    expect(await timeliness()).toEqual([]);
    // What a person says of the others makes it right.
    await vigil.configure(withFiles('{ contacts.csv: ignore, "*.xls": ignore }'));
    expect(await vigil.vigil('run')).toMatchObject({ code: 0 });
    expect(await timeliness()).toMatchObject([{ value: 25 }]);
  });

  it('comes in parts of one as-at date, each a window, in any order', async () => {
    const header = contacts('2021-01-04').split('\r\n', 1)[0]!;
    const rows = (until: boolean) =>
      contacts('2021-01-04')
        .split('\r\n')
        .filter((line) => line.includes('/2020') && /\/(?:0[789])\//u.test(line) === until);
    const part = async (folder: string, from: string, to: string, lines: readonly string[]) => {
      const coverage = JSON.stringify({ from, to });
      await put(`extracts/${folder}/contacts.csv`, `${[header, ...lines].join('\r\n')}\r\n`);
      await put(
        `extracts/${folder}/manifest.json`,
        `{"asAt": "2021-01-04", "files": {"contacts.csv": {"list": "contacts", "coverage": ${coverage}}}}`,
      );
      return (await vigil.json<Ran>('run')).runs;
    };
    const counted = async () => {
      const figures = await vigil.json<(Snapshot & { period: string; member: string | null })[]>(
        'snapshots',
        '--indicator',
        'contacts-number',
      );
      return figures.filter(({ member }) => member === null).map(({ period, value }) => [period, value]);
    };
    const whole = ['2020-07', '2020-08', '2020-09', '2020-10', '2020-11', '2020-12'].map((period) => [period, 30]);

    const autumn = rows(false);
    expect(await part('autumn', '2020-10-01', '2020-12-31', autumn)).toMatchObject([{ status: 'done' }]);
    expect(await part('summer', '2020-07-01', '2020-09-30', rows(true))).toMatchObject([{ status: 'done' }]);
    expect((await counted()).filter(([period]) => String(period) >= '2020-07')).toEqual(whole);
    // The very same part once more is nothing new, and a correction of it leaves the other alone.
    expect(await part('autumn again', '2020-10-01', '2020-12-31', autumn)).toMatchObject([{ status: 'unchanged' }]);
    await part('autumn corrected', '2020-10-01', '2020-12-31', autumn.slice(1));
    expect((await counted()).filter(([period]) => String(period) >= '2020-07')).toEqual(
      whole.map(([period, value]) => [period, period === '2020-12' ? 29 : value]),
    );
    expect(await vigil.json('quarantine')).toEqual([]);
  });

  it('has sheets that only a person can tell', async () => {
    const export17 = madeWorkbook({
      sheets: {
        'Tab 1': inlineRows(cells(enquiries('2021-01-04'))),
        'Tab 2': inlineRows(cells(enquiries('2021-01-04'))),
      },
    });
    await vigil.configure(withFiles('{ "export_{asAt}.xlsx": { "Tab 2": section_47_enquiries } }'));
    await put('extracts/export_2021-01-04.xlsx', export17);
    expect((await vigil.json<Ran>('run')).runs).toMatchObject([
      { lists: [{ file: 'export_2021-01-04.xlsx › Tab 2' }] },
    ]);
    await vigil.configure(withFiles('{ "export_{asAt}.xlsx": { "Tab 3": section_47_enquiries } }'));
    await put('extracts/export_2021-01-05.xlsx', export17);
    const { err } = await vigil.vigil('run');
    expect(err).toContain('has no sheet “Tab 3”, which files in vigil.yaml names; there are “Tab 1”, “Tab 2”');
  });
});
