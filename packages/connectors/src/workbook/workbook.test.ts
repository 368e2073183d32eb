import { describe, expect, it } from 'vitest';
import { bytesOf, inline, inlineRows, madeWorkbook } from '../../test/made-workbook.ts';
import type { MadeWorkbook } from '../../test/made-workbook.ts';
import type { TableRow } from '../reading/table.ts';
import { readSheet, readSheets } from './workbook.ts';
import type { SheetFound, SheetOptions } from './workbook.ts';

const visits = ['Child Unique ID', 'Date of Visit'];
const reviews = ['Child Unique ID', 'Date of Review Conference', 'Date Review Due'];
const contacts = [
  'Child Unique ID',
  'Gender',
  'Ethnicity',
  'Date of Birth',
  'Age of Child (Years)',
  'Date of Contact',
  'Contact Source',
];

describe('the sheets of a workbook', () => {
  it('are known by number, title, file name, or headers; the rest is passed over with a reason', async () => {
    const sheets = {
      Front_Sheet: inlineRows([['Annex A', 'Anytown']]),
      'List 1': inlineRows([contacts]),
      List_3: inlineRows([['something', 'else']]),
      'Care leavers': inlineRows([['x', 'y']]),
      child_protection_reviews: inlineRows([reviews]),
      Export: inlineRows([['Looked-after visits, as at 4 January 2021'], visits, ['C3-000107', '04/01/2021']]),
      Notes: inlineRows([visits]),
      Sheet9: inlineRows([['Child Unique ID', 'Favourite colour']]),
      'List 11': '',
    };
    expect(await readSheets(made({ sheets }))).toEqual([
      { name: 'Front_Sheet', list: null, reason: 'it holds guidance, no list' },
      { name: 'List 1', list: 'contacts', reason: null },
      { name: 'List_3', list: 'referrals', reason: null },
      { name: 'Care leavers', list: 'care_leavers', reason: null },
      { name: 'child_protection_reviews', list: 'child_protection_reviews', reason: null },
      { name: 'Export', list: 'looked_after_visits', reason: null },
      { name: 'Notes', list: null, reason: 'it holds guidance, no list' },
      { name: 'Sheet9', list: null, reason: 'neither its name nor its headers say which list it is' },
      { name: 'List 11', list: null, reason: 'it is blank: not even a header is in its first rows' },
    ]);
  });

  it('are known by their headers in the words of the source', async () => {
    const mapping = { headers: { 'Person ID': 'Child Unique ID', Visited: 'Date of Visit' }, codes: {} };
    const bytes = made({ sheets: { Sheet1: inlineRows([['Person ID', 'Visited']]) } });
    expect((await readSheets(bytes))[0]?.list).toBeNull();
    expect((await readSheets(bytes, mapping))[0]?.list).toBe('looked_after_visits');
  });

  it('are never guessed: two sheets of one list, or a name against the headers, are problems that name both', async () => {
    const sheets = {
      'List 1': inlineRows([visits]),
      'List 1 (2)': inlineRows([reviews]),
      child_protection_reviews: inlineRows([reviews]),
    };
    const found = await readSheets(made({ sheets }));
    expect(found.map(({ list }) => list)).toEqual([null, null, null]);
    expect(problems(found)).toEqual([
      'The sheet List 1 is contacts by its name, but looked_after_visits by its headers; rename it, or export it again.',
      expect.stringContaining('several that are child_protection_reviews: “List 1 (2)” and “child_protection_reviews”'),
      expect.stringContaining('several that are child_protection_reviews: “List 1 (2)” and “child_protection_reviews”'),
    ]);
  });

  it('are read when they are hidden, and that is told; a chart is none', async () => {
    const chart = {
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>',
    };
    const sheets = { 'List 1': inlineRows([contacts]), Chart1: '' };
    const found = await readSheets(made({ sheets, states: { 'List 1': 'veryHidden' }, parts: chart }));
    expect(found[0]).toEqual({
      name: 'List 1',
      list: 'contacts',
      reason: null,
      problem: 'The sheet List 1 is hidden in the workbook; it is read all the same.',
    });
    expect(found[1]).toEqual({ name: 'Chart1', list: null, reason: 'it is a chart, no table' });
  });

  it('are found without reading further than their first rows', async () => {
    const blank = Array.from({ length: 300_000 }, (_, index) => `<row r="${index + 2}" ht="${index * 7919}"/>`).join(
      '',
    );
    const bytes = made({ sheets: { 'List 1': inlineRows([contacts]) + blank } });
    expect((await readSheets(bytes))[0]?.list).toBe('contacts');
    expect(bytes.size).toBeGreaterThan(1_000_000);
    expect(bytes.taken).toBeLessThan(500_000);
  });

  it('are found without reading their rows', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => [
      `C3-${index * 7919}`,
      '04/01/2021',
      String(Math.sin(index)),
    ]);
    const bytes = made({ sheets: { 'List 1': inlineRows([contacts, ...rows]) } });
    await readSheets(bytes);
    expect(bytes.size).toBeGreaterThan(1_000_000);
    expect(bytes.taken).toBeLessThan(500_000);
  });
});

describe('the rows of a sheet', () => {
  it('begin below the header, wherever that stands; blank ones are no records, and lines are the sheet’s', async () => {
    const rows = `${inlineRows([['List 1: Contacts'], contacts])}
      <row r="4">${contacts.map((_, index) => inline(String(index))).join('')}</row>
      <row r="5" s="3" customFormat="1"><c r="A5" s="1"/><c r="B5" s="1"/></row>
      <row r="6"><c r="A6" t="inlineStr"><is><t>\u00A0 </t></is></c></row>
      <row r="7"><c r="A7" t="inlineStr"><is><t>x</t></is></c><c r="H7" s="1"/></row>
      ${Array.from({ length: 3000 }, (_, index) => `<row r="${index + 8}"><c r="A${index + 8}" s="1"/></row>`).join('')}`;
    const table = await readSheet(made({ sheets: { 'List 1': rows } }), 'List 1');
    expect(table).toMatchObject({ header: contacts, encoding: 'workbook', delimiter: null });
    expect(await allRows(table)).toEqual([
      { record: 1, line: 4, cells: ['0', '1', '2', '3', '4', '5', '6'] },
      { record: 2, line: 7, cells: ['x', '', '', '', '', '', ''] },
    ]);
  });

  it('are ragged only where something stands beyond the header', async () => {
    expect(await rowsBelow(visits, '<row><c r="A2"><v>1</v></c><c r="C2"><v>2</v></c></row>')).toEqual([
      ['1', '', '2'],
    ]);
  });

  it('begin in the column where the header does', async () => {
    const rows =
      '<row><c r="C1" t="inlineStr"><is><t>Child Unique ID</t></is></c><c r="D1" t="inlineStr"><is><t>Date of Visit</t></is></c></row><row><c r="C2"><v>7</v></c><c r="D2"><v>44200</v></c></row>';
    const table = await readSheet(made({ sheets: { looked_after_visits: rows } }), 'looked_after_visits');
    expect(table.header).toEqual(visits);
    expect((await allRows(table)).map(({ cells }) => cells)).toEqual([['7', '2021-01-04']]);
  });

  it('come in batches, however many there are', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => [`C3-${index}`, '04/01/2021']);
    const table = await readSheet(
      made({ sheets: { looked_after_visits: inlineRows([visits, ...rows]) } }),
      'looked_after_visits',
    );
    const sizes: number[] = [];
    for await (const batch of table.rows) sizes.push(batch.length);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(5000);
    expect(Math.max(...sizes)).toBeLessThan(5000);
  });

  it('have foreign headers where the sheet does, so that they can be shown', async () => {
    const rows = inlineRows([['Visits to looked-after children'], ['Person', 'Visited on'], ['1', '2']]);
    expect((await readSheet(made({ sheets: { Export: rows } }), 'Export')).header).toEqual(['Person', 'Visited on']);
  });

  it('are the header that names most columns, not a row above that names one', async () => {
    const rows = inlineRows([['Contacts', 'Gender', 'Date of Contact'], [], ['Filter', 'none'], contacts, ['1']]);
    expect((await readSheet(made({ sheets: { 'List 1': rows } }), 'List 1')).header).toEqual(contacts);
  });
});

describe('a cell', () => {
  const strings = [
    '<t>plain</t>',
    '<r><rPr><b/></rPr><t xml:space="preserve">rich </t></r><r><t>text</t></r>',
    '<t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr fontId="1"/>',
    '<t>line_x000D_break and _x005F_x000D_</t>',
    '<t><![CDATA[a < b]]></t>',
    '<t/>',
  ];
  const formats = [0, 14, 'dd/mm/yyyy;@', 'hh:mm', 22];

  it.each([
    ['a shared text', '<c t="s"><v>0</v></c>', 'plain'],
    ['rich text', '<c t="s"><v>1</v></c>', 'rich text'],
    ['a text with its reading', '<c t="s"><v>2</v></c>', '東京'],
    ['a text with what XML cannot hold', '<c t="s"><v>3</v></c>', 'line\rbreak and _x000D_'],
    ['a text marked as such', '<c t="s"><v>4</v></c>', 'a < b'],
    ['an empty text', '<c t="s"><v>5</v></c>', ''],
    [
      'a text of its own',
      '<c t="inlineStr"><is><r><t>a</t></r><r><t> &amp; b</t></r><rPh><t>x</t></rPh></is></c>',
      'a & b',
    ],
    ['a text with no-break spaces', '<c t="inlineStr"><is><t>Ada\u00A0Lovelace</t></is></c>', 'Ada\u00A0Lovelace'],
    ['true', '<c t="b"><v>1</v></c>', 'true'],
    ['false', '<c t="b"><v>0</v></c>', 'false'],
    ['an error', '<c t="e"><v>#N/A</v></c>', ''],
    ['an error of a formula', '<c t="e"><f>VLOOKUP(A1,B:B,1)</f><v>#REF!</v></c>', ''],
    ['a formula of a text', '<c t="str"><f>A1&amp;"x"</f><v>ax</v></c>', 'ax'],
    ['a formula of a number', '<c><f>1+1</f><v>2</v></c>', '2'],
    ['a formula of nothing', '<c t="str"><f>""</f><v></v></c>', ''],
    ['a number', '<c><v>6.1382614647501708</v></c>', '6.13826146475017'],
    ['a large number', '<c><v>1.2345678E7</v></c>', '12345678'],
    ['a date', '<c s="1"><v>44090</v></c>', '2020-09-16'],
    ['a date by a format of its own', '<c s="2"><v>44090</v></c>', '2020-09-16'],
    ['a date and time', '<c s="4"><v>44090.75</v></c>', '2020-09-16 18:00:00'],
    ['a time', '<c s="3"><v>0.75</v></c>', '0.75'],
    ['a date written out', '<c t="d"><v>2020-09-16T00:00:00Z</v></c>', '2020-09-16'],
    ['a date and time written out', '<c t="d"><v>2020-09-16T18:00:00</v></c>', '2020-09-16 18:00:00'],
    ['a number too large for a date', '<c s="1"><v>20200916</v></c>', '20200916'],
    ['white space around a number', '<c><v> 7 </v></c>', '7'],
    ['nothing', '<c s="1"/>', ''],
    ['an empty value', '<c t="s"><v/></c>', ''],
  ])('with %s', async (_, cell, text) => {
    const sheets = { Sheet1: `${inlineRows([['key', 'x']])}<row><c><v>1</v></c>${cell}</row>` };
    const table = await readSheet(made({ sheets, strings, formats }), 'Sheet1');
    expect((await allRows(table))[0]?.cells).toEqual(['1', text]);
  });

  it('is a date in a column of dates, though its format was lost; a year or another number stays what it is', async () => {
    const row = (value: string): string => `<row><c><v>1</v></c><c><v>${value}</v></c></row>`;
    const rows = await rowsBelow(visits, row('44200') + row('44200.5') + row('2020') + row('20210104') + row('0.5'));
    expect(rows.map(([, date]) => date)).toEqual(['2021-01-04', '2021-01-04 12:00:00', '2020', '20210104', '0.5']);
  });

  it('is a number in a column of identifiers, though its format shows a date', async () => {
    expect(
      await rowsBelow(visits, '<row><c s="1"><v>44200</v></c><c s="1"><v>44200</v></c></row>', { formats }),
    ).toEqual([['44200', '2021-01-04']]);
  });

  it('is a month in a column of months, though Excel made a day of it', async () => {
    const header = ['Indicator', 'Period', 'Value'];
    const row = '<row><c><v>1</v></c><c s="1"><v>44166</v></c><c s="1"><v>12.5</v></c></row>';
    const workbook = { sheets: { reported_figures: inlineRows([header]) + row }, formats };
    expect((await allRows(await readSheet(made(workbook), 'reported_figures')))[0]?.cells).toEqual([
      '1',
      '2020-12',
      '12.5',
    ]);
  });

  it('counts its days from 1904 where the workbook does', async () => {
    expect(await rowsBelow(visits, '<row><c><v>1</v></c><c><v>42738</v></c></row>', { from1904: true })).toEqual([
      ['1', '2021-01-04'],
    ]);
  });

  it('with a formula never calculated is refused where it matters, and blank elsewhere', async () => {
    const row = '<row><c><v>1</v></c><c r="B2"><f>TODAY()</f></c></row>';
    await expect(rowsBelow(visits, row)).rejects.toThrow('a formula in B2 that was never calculated');
    expect(await rowsBelow(['Child Unique ID', 'Nickname', 'Date of Visit'], row)).toEqual([['1', '', '']]);
  });

  it('is read whatever its writer calls things', async () => {
    const prefixed =
      '<?xml version="1.0"?><x:worksheet xmlns:x="m" xmlns:y="n"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c><x:v>1</x:v></x:c></x:row><y:row><y:c><y:v>9</y:v></y:c></y:row></x:sheetData></x:worksheet>';
    const table = await readSheet(made({ sheets: { Sheet1: prefixed } }), 'Sheet1');
    expect(table.header).toEqual(['a', '1']);
    expect(await allRows(table)).toEqual([]);
    const wide = Buffer.from(
      '\uFEFF<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData></worksheet>',
      'utf16le',
    );
    const parts = { 'xl/worksheets/sheet1.xml': wide };
    expect((await readSheet(made({ sheets: { Sheet1: '' }, parts }), 'Sheet1')).header).toEqual(['1', '2']);
  });
});

function made(workbook: MadeWorkbook): ReturnType<typeof bytesOf> {
  return bytesOf(madeWorkbook(workbook));
}

async function rowsBelow(
  header: readonly string[],
  rows: string,
  more: Partial<MadeWorkbook> & SheetOptions = {},
): Promise<(readonly string[])[]> {
  const list = 'looked_after_visits';
  const table = await readSheet(made({ sheets: { [list]: inlineRows([header]) + rows }, ...more }), list, more);
  return (await allRows(table)).map(({ cells }) => cells);
}

async function allRows({ rows }: { rows: AsyncIterable<readonly TableRow[]> }): Promise<TableRow[]> {
  const all: TableRow[] = [];
  for await (const batch of rows) all.push(...batch);
  return all;
}

function problems(found: readonly SheetFound[]): (string | undefined)[] {
  return found.map(({ problem }) => problem);
}
