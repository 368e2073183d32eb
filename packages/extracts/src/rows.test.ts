import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedColumns } from './contract.ts';
import type { ListContract } from './contract.ts';
import { contracts } from './contracts.ts';
import { matchHeaders } from './headers.ts';
import type { SourceMapping } from './headers.ts';
import { compileRows } from './rows.ts';
import type { RowOptions, RowResult } from './rows.ts';

const asAt = '2021-01-04';

describe('a good row', () => {
  it('becomes its stored values, in the order of the contract', () => {
    const row = contactRow({ 'Child Unique ID': ' 000107 ', 'Date of Decision': '2020-12-02', 'Contact Source': '6' });
    expect(row).toEqual({
      outcome: 'record',
      values: ['000107', null, null, '2020-12-01', 'q) 6: Police', '2020-12-02', 'Early help'],
      keyWhole: true,
      warnings: [],
    });
  });

  it('has null for what is blank, or not in the file', () => {
    const row = read('contacts', ['Child Unique ID', 'Date of Contact'], ['A1', '1/12/2020']);
    expect(row).toMatchObject({ values: ['A1', null, null, '2020-12-01', null, null, null], keyWhole: false });
    expect(contactRow({ 'Contact Outcome': '\u00A0' })).toMatchObject({ outcome: 'record' });
  });

  it('has booleans for yes and no, and null for unknown', () => {
    const headers = ['Child Unique ID', 'Date of Visit', 'Child Seen', 'Child Seen Alone'];
    expect(read('child_protection_visits', headers, ['A1', '01/12/2020', 'Y', 'c) Unknown'])).toMatchObject({
      values: ['A1', '2020-12-01', true, null],
      warnings: [],
    });
    expect(read('child_protection_visits', headers, ['A1', '01/12/2020', 'b)', ''])).toMatchObject({
      values: ['A1', '2020-12-01', false, null],
    });
  });

  it('may fall on the as-at date, or have its order on one day', () => {
    expect(contactRow({ 'Date of Contact': '04/01/2021', 'Date of Decision': '04/01/2021' })).toMatchObject({
      outcome: 'record',
    });
  });

  it('may have a fraction for an age, or -1 for an unborn child', () => {
    expect([contactRow({ 'Age of Child (Years)': '6.138' }), contactRow({ 'Age of Child (Years)': '-1' })]).toEqual([
      expect.objectContaining({ outcome: 'record' }),
      expect.objectContaining({ outcome: 'record' }),
    ]);
  });

  it("follows the source's mapping of codes", () => {
    const mapping: SourceMapping = { headers: {}, codes: { 'contact outcome': { 'To EH': 'Early help' } } };
    expect(contactRow({ 'Contact Outcome': 'to eh' }, { asAt, mapping })).toMatchObject({ outcome: 'record' });
    expect(() =>
      contactRow({}, { asAt, mapping: { headers: {}, codes: { 'Contact Outcome': { 'To EH': 'Help' } } } }),
    ).toThrow('The mapping of Contact Outcome turns "To EH" into "Help"');
  });
});

describe('warnings', () => {
  it('an unknown code that nothing depends on is read as blank', () => {
    const row = contactRow({ Gender: 'q) Klingon', 'Contact Source': 'Ferengi' });
    expect(row).toMatchObject({ outcome: 'record', keyWhole: false });
    expect(warningsOf(row)).toEqual([
      { column: 'Gender', rule: 'unknown-code', severity: 'warning', value: 'x) Xxxxxxx' },
      { column: 'Contact Source', rule: 'unknown-code', severity: 'warning', value: 'Xxxxxxx' },
    ]);
  });

  it.each(['01/01/1900', '31-12-9999', '1900-01-01 00:00:00'])('%s is read as blank', (placeholder) => {
    const row = contactRow({ 'Date of Decision': placeholder });
    expect(row).toMatchObject({
      outcome: 'record',
      values: ['A1', null, null, '2020-12-01', 'q) 6: Police', null, 'Early help'],
    });
    expect(warningsOf(row)).toMatchObject([{ column: 'Date of Decision', rule: 'placeholder-date' }]);
  });
});

describe('quarantine', () => {
  it.each<[string, Record<string, string>, object]>([
    [
      'a blank required cell',
      { 'Child Unique ID': '  ' },
      { rule: 'missing-required', column: 'Child Unique ID', value: null },
    ],
    [
      'a placeholder in a required date',
      { 'Date of Contact': '01/01/1900' },
      { rule: 'missing-required', value: '##/##/####' },
    ],
    ['a date that is none', { 'Date of Contact': '12/25/2020' }, { rule: 'invalid-date', value: '##/##/####' }],
    [
      'a bad date in a column nothing depends on',
      { 'Date of Birth': 'June' },
      { rule: 'invalid-date', column: 'Date of Birth' },
    ],
    ['an age in words', { 'Age of Child (Years)': 'ten' }, { rule: 'invalid-number', value: 'xxx' }],
    ['a decisive code that is unknown', { 'Contact Outcome': 'Perhaps' }, { rule: 'unknown-code', severity: 'row' }],
    ['an event after the as-at date', { 'Date of Decision': '05/01/2021' }, { rule: 'future-date' }],
    [
      'a decision before the contact',
      { 'Date of Decision': '30/11/2020' },
      { rule: 'date-order', column: 'Date of Decision' },
    ],
  ])('takes %s', (_, cells, finding) => {
    expect(contactRow(cells)).toMatchObject({
      outcome: 'quarantined',
      finding: { record: 7, line: 9, severity: 'row', ...finding },
    });
  });

  it.each([8, 10])('takes a ragged row of %i cells', (count) => {
    const headers = headersOf('contacts');
    expect(read('contacts', headers, Array(count).fill(''))).toMatchObject({
      finding: { rule: 'column-count', column: null, message: expect.stringContaining(`${count} cells, the header 9`) },
    });
  });

  it('has one finding: the first rule in order, then the leftmost column', () => {
    const everything = {
      'Child Unique ID': '',
      'Date of Birth': 'June',
      'Age of Child (Years)': 'ten',
      'Contact Outcome': 'Perhaps',
      'Date of Contact': '05/01/2021',
      Gender: 'q) Klingon',
    };
    const order = ['missing-required', 'invalid-date', 'invalid-number', 'unknown-code', 'future-date'];
    const cells: Record<string, string> = { ...everything };
    const seen = order.map((_rule, index) => {
      const row = contactRow(cells);
      delete cells[Object.keys(everything)[index] ?? ''];
      return row.outcome === 'quarantined' ? row.finding.rule : 'none';
    });
    expect(seen).toEqual(order);
  });

  it('repeats no identifier and no date of birth', () => {
    const row = contactRow({ 'Date of Birth': '31/11/2007', 'Child Unique ID': 'C3-000107' });
    expect(JSON.stringify(row)).not.toMatch(/2007|000107/);
  });
});

describe('reported figures', () => {
  const headers = ['Indicator', 'Period', 'Value', 'Member'];
  const indicators = (text: string): string | null => (text === 'QA1' || text === 'icpc-rate' ? 'icpc-rate' : null);
  const figure = (...cells: string[]): RowResult => read('reported_figures', headers, cells, { asAt, indicators });

  it('give the id of their indicator, their number, or its words', () => {
    expect(figure('QA1', '2020-11', '7.50', '')).toMatchObject({
      values: ['icpc-rate', '2020-11', '7.5', null, null, null, null, null, null],
      keyWhole: true,
    });
    expect(figure('icpc-rate', '2020-11', 'TBD', 'North')).toMatchObject({
      values: ['icpc-rate', '2020-11', null, 'tbd', null, null, 'North', null, null],
    });
    expect(figure('icpc-rate', '2020-11', '', '')).toMatchObject({ outcome: 'record' });
  });

  it('are quarantined for an indicator, a month or a value that is none, and say which, in clear', () => {
    expect(figure('QA9', '2020-11', '1', '')).toMatchObject({
      finding: { rule: 'unknown-code', severity: 'row', value: 'QA9' },
    });
    expect(figure('QA1', '2020-13', '1', '')).toMatchObject({ finding: { rule: 'invalid-date', value: '2020-13' } });
    expect(figure('QA1', '2020-11', '27 %', '')).toMatchObject({ finding: { rule: 'invalid-number', value: '27 %' } });
  });
});

describe('whatever the cells', () => {
  const anyCell = fc.oneof(
    fc.constantFrom('', 'A1', '01/12/2020', '31/12/9999', 'a) Yes', 'Perhaps', '6', '2031-01-01', '2020-11'),
    fc.string(),
  );

  it.each([...contracts.keys()])(
    '%s: a row is a record with a value for each stored column, or one row finding',
    (list) => {
      const headers = headersOf(list);
      const contract = contractOf(list);
      fc.assert(
        fc.property(fc.array(anyCell, { minLength: headers.length, maxLength: headers.length }), (cells) => {
          const row = read(list, headers, cells);
          const whole =
            row.outcome === 'quarantined'
              ? row.finding.severity === 'row' && row.finding.record === 7 && row.finding.line === 9
              : row.values.length === storedColumns(contract).length &&
                row.warnings.every(({ severity }) => severity === 'warning');
          expect(whole).toBe(true);
        }),
      );
    },
  );
});

describe('compiling', () => {
  it('refuses headers that were rejected', () => {
    const contacts = contractOf('contacts');
    expect(() => compileRows(contacts, matchHeaders(contacts, ['Gender']), { asAt })).toThrow('were rejected');
  });
});

function contactRow(cells: Record<string, string>, options: RowOptions = { asAt }): RowResult {
  const good: Record<string, string> = {
    'Child Unique ID': 'A1',
    'Date of Contact': '01/12/2020',
    'Contact Source': 'q) 6: Police',
    'Contact Outcome': 'Early help',
  };
  const headers = headersOf('contacts');
  return read(
    'contacts',
    headers,
    headers.map((header) => cells[header] ?? good[header] ?? ''),
    options,
  );
}

function read(
  list: string,
  headers: readonly string[],
  cells: readonly string[],
  options: RowOptions = { asAt },
): RowResult {
  const contract = contractOf(list);
  return compileRows(contract, matchHeaders(contract, headers), options)(cells, 7, 9);
}

function warningsOf(row: RowResult): object[] {
  if (row.outcome === 'quarantined') throw new Error('The row was quarantined');
  return row.warnings.map(({ column, rule, severity, value }) => ({ column, rule, severity, value }));
}

function headersOf(list: string): string[] {
  return contractOf(list).columns.map(({ name }) => name);
}

function contractOf(list: string): ListContract {
  const contract = contracts.get(list);
  if (contract === undefined) throw new Error(`No contract of ${list}`);
  return contract;
}
