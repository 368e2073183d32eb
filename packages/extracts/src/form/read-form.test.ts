import { describe, expect, it } from 'vitest';
import { formMark, readMark, readMonth } from './layout.ts';
import { formHeader, isForm, misplacedForm, readForm } from './read-form.ts';

const identity = { contributor: 'hr', period: '2020-12' };
const head = ['Figure', 'What it counts', 'Team or group', 'Unit', 'Nov 2020', 'Dec 2020'];
const behind = ['Comment on Dec 2020', 'Comments on earlier months', 'Figure id'];
const signed = [
  ['Contributor', 'Human Resources'],
  ['Form', formMark(identity)],
  ['Signed off by', 'A. Person'],
  ['Complete', 'Yes'],
];
const turnover = [
  'Turnover',
  'Of …',
  '',
  'percent',
  '13',
  '14/50',
  'A bad month.',
  'Nov 2020: Two leavers.',
  'staff-turnover',
];

const sheet = (rows: readonly (readonly string[])[]) => rows.map((cells, index) => ({ number: index + 1, cells }));
const form = (lines: readonly (readonly string[])[], headings = [...head, ...behind], above = signed) =>
  readForm(sheet([...above, headings, ...lines]));
const asRecords = (read: ReturnType<typeof readForm>) =>
  read.rows.map(({ line, column, cells, doubt }) => ({
    line,
    column,
    doubt,
    ...Object.fromEntries(formHeader.map((name, index) => [name, cells[index]!])),
  }));

describe('a form', () => {
  it('becomes a row of reported figures for each month of each line', () => {
    const read = form([turnover]);
    expect(read).toMatchObject({ ...identity, findings: [] });
    const both = { line: 6, doubt: null, Indicator: 'staff-turnover', Member: '', Source: 'Human Resources' };
    expect(asRecords(read)).toEqual([
      {
        ...both,
        column: 'Nov 2020',
        Period: '2020-11',
        Value: '13',
        Numerator: '',
        Denominator: '',
        Note: 'Two leavers.',
      },
      {
        ...both,
        column: 'Dec 2020',
        Period: '2020-12',
        Value: '28',
        Numerator: '14',
        Denominator: '50',
        Note: 'A bad month.',
      },
    ]);
  });

  it('is known by its mark, wherever that stands, and by nothing else', () => {
    expect(isForm(sheet([['x'], ['', formMark(identity)]]))).toBe(true);
    expect(isForm(sheet([[...head, ...behind], turnover]))).toBe(false);
    expect(readMark('vigil form 1: hr 2020-13')).toBeNull();
  });

  it('leaves out what is empty, and keeps a comment on it', () => {
    const read = form([['Turnover', '', '', 'percent', '', '', 'In February.', '', 'staff-turnover']]);
    expect(asRecords(read)).toEqual([expect.objectContaining({ Period: '2020-12', Value: '', Note: 'In February.' })]);
  });

  it('is read the same with rows and columns moved and added, and says which columns it did not read', () => {
    const moved = [8, 0, 5, 4, 3, 2, 1, 6, 7].map((from) => [...head, ...behind][from]!);
    const line = [8, 0, 5, 4, 3, 2, 1, 6, 7].map((from) => turnover[from]!);
    const read = readForm(
      sheet([['a note to myself'], ...signed, [], ['', ...moved, 'Mine'], ['', ...line, 'x'], ['', '', '', '']]),
    );
    const records = (one: ReturnType<typeof readForm>) =>
      one.rows.map(({ column, cells }) => `${column} ${cells.join(',')}`).toSorted();
    expect(records(read)).toEqual(records(form([turnover])));
    expect(read.findings).toEqual([
      expect.objectContaining({ rule: 'unknown-column', severity: 'warning', column: 'Mine' }),
    ]);
  });

  it.each([
    [[['Form', formMark(identity)]], 'expected a name beside “Signed off by” and yes beside “Complete”'],
    [[...signed.slice(0, 3), ['Complete', 'no']], 'expected yes beside “Complete”'],
    [[...signed.slice(0, 2), ['Signed off by', ' '], ['Complete', 'yes']], 'expected a name beside “Signed off by”'],
  ])('is not read before somebody has signed it off', (above, message) => {
    expect(form([turnover], [...head, ...behind], above).findings).toEqual([
      expect.objectContaining({
        rule: 'not-signed-off',
        severity: 'file',
        message: expect.stringContaining(message) as string,
      }),
    ]);
  });

  it.each([
    [['Figure', 'Unit', 'Dec 2020'], 'missing-column', 'Figure id'],
    [['Figure id', 'Unit', 'Nov 2020'], 'missing-column', 'December 2020'],
    [['Figure id', 'Dec 2020'], 'missing-column', 'Unit'],
    [['Figure id', 'Unit', 'Dec 2020', 'December 2020'], 'ambiguous-column', 'December 2020'],
  ])('is refused where its columns no longer say what is what', (headings, rule, column) => {
    expect(form([], headings).findings).toEqual([expect.objectContaining({ rule, column, severity: 'file' })]);
  });

  it('takes no figure of a later month', () => {
    const read = form([['staff-turnover', 'percent', '5', '6']], ['Figure id', 'Unit', 'Dec 2020', 'Jan 2021']);
    expect(asRecords(read).map(({ column, doubt }) => [column, doubt])).toEqual([
      ['Dec 2020', null],
      ['Jan 2021', 'The form is of December 2020: a later month has a form of its own.'],
    ]);
  });

  it('is one contributor’s and one month’s', () => {
    const awaited = { contributor: 'hr', asAt: '2021-01-01' };
    expect(misplacedForm(identity, awaited)).toBeNull();
    expect(misplacedForm(identity, { ...awaited, contributor: 'send' })?.message).toContain('send’s is awaited here');
    expect(misplacedForm(identity, { ...awaited, contributor: null })?.message).toContain('no forms are awaited');
    expect(misplacedForm(identity, { ...awaited, asAt: '2021-02-01' })).toMatchObject({
      rule: 'other-form',
      message: expect.stringContaining('that of January 2021') as string,
    });
  });
});

describe('the heading of a month', () => {
  it.each([
    ['Dec 2020', '2020-12'],
    ['december 2020', '2020-12'],
    ['Sept 2020', '2020-09'],
    ['2020-12', '2020-12'],
    ['2020-12-01', '2020-12'],
    ['Decade 2020', null],
    ['2020-12-02', null],
    ['December', null],
    ['Dec 20', null],
  ])('%s is %s', (heading, month) => {
    expect(readMonth(heading)).toBe(month);
  });
});
