import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSheet, readSheets, type ByteSource } from '@vigil/connectors';
import { judgeSeries, type Figure, type IndicatorDefinition, type Target } from '@vigil/indicators';
import { loadCatalogue } from '@vigil/runtime';
import { sheetsOf, xlsxOf, type ReportedFigure, type WorkbookContent } from '../src/index.ts';

const catalogue = await loadCatalogue();
const conferences = catalogue.get('icpc-timeliness');
const contacts = catalogue.get('contacts-number');

/** What a spreadsheet would take for a formula, were it not text. */
const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")'];

function figures(
  definition: IndicatorDefinition,
  given: Readonly<Record<string, readonly [number, number] | number | string>>,
  { member = null, targets = [] }: { member?: string | null; targets?: readonly Target[] } = {},
): readonly ReportedFigure[] {
  const all = Object.entries(given).map(([period, one]): Figure => {
    const [numerator, denominator] = typeof one === 'object' ? one : [typeof one === 'number' ? one : null, null];
    return {
      indicator: definition.id,
      period,
      member,
      origin: typeof one === 'string' ? 'reported' : 'computed',
      numerator,
      denominator,
      value: typeof one === 'object' ? Number(((100 * one[0]) / one[1]).toFixed(4)) : numerator,
      text: typeof one === 'string' ? one : null,
      status: period === '2020-12' ? 'provisional' : 'final',
    };
  });
  return judgeSeries(definition, all, targets).map((judged) => ({
    ...judged,
    definition,
    asAt: '2021-01-04',
    version: judged.figure.period === '2020-11' ? 2 : 1,
    definitionVersion: 1,
    reason: judged.figure.period === '2020-11' ? 'late recording' : null,
    quarantinedShare: 0.0125,
  }));
}

const content: WorkbookContent = {
  facts: {
    authority: { code: '852', name: 'Southampton' },
    asAt: '2021-01-04',
    knownAt: null,
    madeAt: new Date('2021-01-04T06:30:00Z'),
    madeBy: 'analyst@council',
    version: '0.1.0',
    calendarVersion: 'england-and-wales-2020',
  },
  figures: [
    ...figures(
      conferences,
      { '2020-10': 'tbd', '2020-11': [36, 63], '2020-12': [14, 51] },
      { targets: [{ atLeast: 84, tolerance: 5, from: '2019-04-01', judge: 'provisional' }] },
    ),
    ...dangerous.flatMap((member, index) => figures(contacts, { '2020-12': index }, { member })),
  ],
  definitions: [conferences, contacts],
  benchmarks: [
    {
      indicator: 'icpc-timeliness',
      comparedWith: 'statistical neighbours',
      name: 'Statistical neighbours',
      value: 78.7,
      withheld: null,
      yearName: '2018-19',
      sourceTable: 'Characteristics of children in need',
      release: '2020',
      monthly: false,
      edition: '2019',
      neighboursCounted: 9,
      neighboursAll: 10,
      older: true,
      mixedYears: false,
      difference: '',
    },
  ],
  lists: [
    {
      source: 'casework',
      list: 'contacts',
      asAt: '2021-01-04',
      publishedAt: new Date('2021-01-04T02:20:00Z'),
      read: 1000,
      accepted: 990,
      quarantined: 10,
      duplicates: 3,
    },
  ],
  findings: [
    {
      source: 'casework',
      list: 'contacts',
      asAt: '2021-01-04',
      rule: 'unknown-code',
      severity: 'row',
      column: 'Contact Source',
      findings: 10,
      rejected: 10,
    },
  ],
};

describe('the workbook of figures', () => {
  let bytes: Uint8Array;
  let parts: Readonly<Record<string, string>>;
  beforeAll(async () => {
    bytes = await xlsxOf(sheetsOf(content));
    parts = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
  });

  const source = (): ByteSource => ({
    size: bytes.length,
    read: async (position, length) => Buffer.from(bytes.subarray(position, position + length)),
    close: async () => undefined,
  });
  /** A sheet by its headings, as Vigil's own reader of workbooks has it: numbers and days as text. */
  const read = async (name: string): Promise<readonly Readonly<Record<string, string>>[]> => {
    const { header, rows } = await readSheet(source(), name);
    const found: Record<string, string>[] = [];
    for await (const batch of rows) {
      for (const { cells } of batch) found.push(Object.fromEntries(header.map((heading, at) => [heading, cells[at]!])));
    }
    return found;
  };

  it('has a sheet for each purpose', async () => {
    expect((await readSheets(source())).map(({ name }) => name)).toEqual([
      'By month',
      'Figures',
      'Definitions',
      'Benchmarks',
      'Data quality',
      'Findings',
      'Notes',
    ]);
  });

  it('gives each figure a row, with what it rests on and how it is judged', async () => {
    const [first, second, third] = await read('Figures');
    expect(first).toMatchObject({
      Month: '2020-10-01',
      Value: '',
      Text: 'tbd',
      Status: 'Not rated',
      Origin: 'reported',
    });
    expect(second).toMatchObject({ Month: '2020-11-01', Counted: '36', Of: '63', 'Restated for': 'late recording' });
    expect(third).toEqual({
      'Indicator id': 'icpc-timeliness',
      Code: conferences.code ?? '',
      Section: 'Protection and Court',
      Indicator: conferences.heading,
      Member: '',
      Month: '2020-12-01',
      Value: '27.4509803921569',
      Text: '',
      Unit: 'percent',
      Counted: '14',
      Of: '51',
      Target: '84',
      'Target in words': 'at least 84\u00A0%',
      'Year to date': '',
      Status: 'Red',
      Change: '-29.6919',
      'Better or worse': 'worse',
      Settled: 'provisional',
      Origin: 'computed',
      'Restated for': '',
      Version: '1',
      'As at': '2021-01-04',
      'Definition version': '1',
      'In quarantine': '0.0125',
    });
  });

  it('gives each indicator and member a row with its months, to be read', async () => {
    const [row, contact] = await read('By month');
    expect(row).toMatchObject({
      Indicator: conferences.heading,
      Target: 'at least 84\u00A0%',
      Status: 'Red',
      'Oct 2020': 'tbd',
      'Nov 2020': '57.1428571428571',
      'Dec 2020': '27.4509803921569',
    });
    expect(contact).toMatchObject({ Member: '=1+1', 'Oct 2020': '', 'Dec 2020': '0' });
  });

  it('says what each figure means, how good its lists are, and what the workbook is', async () => {
    expect((await read('Definitions'))[0]).toMatchObject({
      'What it counts': conferences.meaning,
      'The value is': '100 × counted ÷ of',
      Lists: 'section_47_enquiries',
    });
    expect(await read('Benchmarks')).toMatchObject([
      {
        'Compared with': 'statistical neighbours',
        Value: '78.7',
        'Reporting year': '2018-19',
        'Older than the newest year': 'yes',
      },
    ]);
    expect(await read('Data quality')).toMatchObject([
      { List: 'contacts', 'As at': '2021-01-04', Read: '1000', 'Share in quarantine': '0.01' },
    ]);
    expect(await read('Findings')).toMatchObject([{ Rule: 'unknown-code', Column: 'Contact Source', Findings: '10' }]);
    const notes = new Map((await read('Notes')).map(({ What, Says }) => [What, Says]));
    expect(notes.get('Authority')).toBe('Southampton (852)');
    expect(notes.get('Months')).toBe('October 2020 to December 2020');
    expect(notes.get('Provisional figures')).toBe('8');
    expect(notes.get('Restated figures')).toBe('1');
    expect(notes.get('Small numbers')).toContain('not suppressed');
  });

  it('keeps every text a text: nothing in it is a formula', () => {
    const sheets = Object.entries(parts).filter(([name]) => name.startsWith('xl/worksheets/sheet'));
    expect(sheets).toHaveLength(7);
    const kinds = new Set<string>();
    for (const [, xml] of sheets) {
      expect(xml).not.toMatch(/<f[\s>/]/u);
      for (const [cell, kind] of xml.matchAll(/<c [^>]*?(?:t="(\w+)")?\s*(?:s="\d+")?>/gu)) {
        kinds.add(kind ?? /t="(\w+)"/u.exec(cell)?.[1] ?? 'number');
      }
    }
    expect(kinds).toEqual(new Set(['s', 'number']));
    const texts = [...parts['xl/sharedStrings.xml']!.matchAll(/<t[^>]*>([^<]*)<\/t>/gu)].map(([, text]) => text!);
    expect(texts).toEqual(expect.arrayContaining(['=1+1', '+1', '-1', '@SUM(A1)']));
  });

  it('shows numbers as Vigil does everywhere else, provisional ones with a p', () => {
    const codes = [...parts['xl/styles.xml']!.matchAll(/formatCode="([^"]*)"/gu)].map(([, code]) => code!);
    expect(codes).toEqual(
      expect.arrayContaining([
        '#,##0&quot;\u00A0%&quot;',
        '#,##0&quot;\u00A0%&quot;&quot;\u00A0p&quot;',
        'mmm yyyy',
        'd mmm yyyy',
      ]),
    );
  });

  it('has filters, and headings that stay in sight', () => {
    for (const number of [1, 2, 3, 4, 5, 6, 7]) {
      expect(parts[`xl/worksheets/sheet${number}.xml`]).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/u);
      expect(parts[`xl/tables/table${number}.xml`]).toContain('<autoFilter ref="A1:');
    }
    expect(parts['xl/tables/table2.xml']).toContain(`displayName="Figures" ref="A1:X${content.figures.length + 1}"`);
  });

  it('is the same file for the same content', async () => {
    expect(Buffer.from(await xlsxOf(sheetsOf(content))).equals(bytes)).toBe(true);
  });

  it('is whole where there are no figures', async () => {
    const empty = await xlsxOf(sheetsOf({ ...content, figures: [], benchmarks: [], lists: [], findings: [] }));
    const names = Object.keys(unzipSync(empty)).filter((name) => name.startsWith('xl/tables/'));
    expect(names, 'those of definitions and notes').toHaveLength(2);
  });
});

describe('a sheet for Excel', () => {
  it('names its tables and columns each once, as Excel wants it', () => {
    const sheets = sheetsOf(content);
    expect(new Set(sheets.map(({ table }) => table)).size).toBe(sheets.length);
    for (const { columns, rows, table } of sheets) {
      const headings = columns.map(({ heading }) => heading.toLowerCase());
      expect(new Set(headings).size).toBe(headings.length);
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
      expect(table).toMatch(/^[A-Z][A-Za-z]+$/u);
    }
  });
});
