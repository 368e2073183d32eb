import { describe, expect, it } from 'vitest';
import { contracts } from './contracts.ts';
import { likelyLists } from './likely-lists.ts';
import { previewList } from './preview.ts';
import type { ColumnPreview, ListPreview } from './preview.ts';

const contacts = contracts.get('contacts')!;
const mapping = {
  headers: { 'Person ID': 'Child Unique ID' },
  codes: { gender: { Girl: 'b) Female' } },
};

function preview(header: readonly string[], rows: readonly (readonly string[])[]): ListPreview {
  const reader = previewList(contacts, header, { asAt: '2021-01-04', mapping });
  for (const cells of rows) reader.add(cells);
  return reader.preview();
}

function column(seen: ListPreview, name: string): ColumnPreview {
  return seen.columns.find((one) => one.column?.name === name)!;
}

describe('a preview', () => {
  it('says by what each column is known, and which required ones are missing', () => {
    const seen = preview(['Person ID', 'gender ', 'contact source code', 'Notes'], []);
    expect(seen.columns.map(({ header, column: known, because }) => [header, known?.name ?? null, because])).toEqual([
      ['Person ID', 'Child Unique ID', 'mapping'],
      ['gender', 'Gender', 'name'],
      ['contact source code', 'Contact Source', 'pattern'],
      ['Notes', null, null],
    ]);
    expect(seen).toMatchObject({ missing: ['Date of Contact'], rejectedBecause: [], rows: 0, quarantined: {} });
  });

  it('counts each value of a column of codes, and what it means', () => {
    const rows = ['Girl', 'b) Female', 'girl', 'Boy-ish', '', 'Girl'].map((gender) => ['C1', gender, '01/12/2020']);
    const seen = column(preview(['Person ID', 'Gender', 'Date of Contact'], rows), 'Gender');
    expect(seen.blank).toBe(1);
    expect(seen.values).toEqual([
      { value: 'Girl', times: 2, code: 'b) Female', masked: false },
      { value: 'Boy-ish', times: 1, code: null, masked: false },
      { value: 'b) Female', times: 1, code: 'b) Female', masked: false },
      { value: 'girl', times: 1, code: 'b) Female', masked: false },
    ]);
    expect(seen.expected).toContain('a) Male');
  });

  it('counts the rows that would be quarantined, as the night will', () => {
    const rows = [
      ['C1', '01/12/2020', 'No further action'],
      ['C2', '12/31/2020', 'No further action'],
      ['', '01/12/2020', 'No further action'],
      ['C3', '05/01/2021', 'No further action'],
      ['C4', '01/12/2020', 'NFA?'],
      ['C5', '01/12/2020'],
    ];
    expect(preview(['Person ID', 'Date of Contact', 'Contact Outcome'], rows)).toMatchObject({
      rows: 6,
      quarantined: { 'invalid-date': 1, 'missing-required': 1, 'future-date': 1, 'unknown-code': 1, 'column-count': 1 },
    });
  });

  it('shows of dates only the shape', () => {
    const dates = ['12/31/2020', '31.12.2020', '12/31/2019', '31/12/2020', '31/02/2020', '01/01/1900'];
    const rows = dates.map((date) => ['C1', date]);
    const seen = column(preview(['Person ID', 'Date of Contact'], rows), 'Date of Contact');
    expect(seen.unread).toEqual([
      { shape: '##/##/#### with the month first', times: 2 },
      { shape: '##.##.####', times: 1 },
      { shape: '##/##/####', times: 1 },
      { shape: 'a placeholder (01/01/1900 or 31/12/9999)', times: 1 },
    ]);
    expect(seen.expected).toContain('day before month');
  });
});

describe('no child is in it', () => {
  const everything = (rows: readonly (readonly string[])[]) =>
    JSON.stringify(
      preview(['Person ID', 'Gender', 'Date of Birth', 'Date of Contact'], rows).columns.map((one) => ({
        ...one,
        column: null,
      })),
    );

  it('where identifiers, names or notes stand in a column of codes', () => {
    const text = everything([
      ['C1', 'P00123456', '01/02/2010', '01/12/2020'],
      ['C2', 'mum called about Tommy Smith and his sister again today', '01/02/2010', '01/12/2020'],
      ['C3', 'tommy@example.org', '01/02/2010', '01/12/2020'],
    ]);
    expect(text).not.toMatch(/123456|Tommy|tommy|C1|2010/u);
    expect(text).toContain('X########');
  });

  it('where so many values are unknown that they are hardly codes', () => {
    const names = Array.from({ length: 60 }, (_, index) => `Tommy ${String.fromCodePoint(97 + (index % 26))}${index}`);
    expect(everything(names.map((name) => ['C1', name, '', '01/12/2020']))).not.toContain('Tommy');
  });

  it('where the header line is missing', () => {
    const seen = preview(['AC-12345', 'Tommy', '01/02/2010'], []);
    expect(seen.columns.map(({ header }) => header)).toEqual(['XX-#####', 'Xxxxx', '##/##/####']);
  });

  it('and memory does not grow with their number', () => {
    const reader = previewList(contacts, ['Gender'], { asAt: null });
    for (let index = 0; index < 2000; index += 1) reader.add([`value ${index}`]);
    const [seen] = reader.preview().columns;
    expect([seen?.values.length, seen?.unlisted]).toEqual([500, 1500]);
  });
});

describe('lists that a file may be', () => {
  it('are those that know most of its headers', () => {
    expect(likelyLists(['Child Unique ID', 'Date of Visit', 'Child Seen'])[0]).toEqual({
      list: 'child_protection_visits',
      known: 3,
      missing: [],
    });
    expect(likelyLists(['Person ID', 'Date of Contact', 'Contact Source'], mapping)[0]?.list).toBe('contacts');
    expect(likelyLists(['Subject', 'Body'])).toEqual([]);
  });
});
