import { describe, expect, test } from 'vitest';
import { describedAs } from '../../indicators/test/series-of.ts';
import { aContent, aRemark, conferences, months, packSeries } from '../test/a-content.ts';
import { tablesIn, textsOf } from '../test/pages.ts';
import type { PackContent } from './content.ts';
import type { Edition } from './pack.ts';
import { packOf } from './pack-of.ts';

function pagesOf(name: string, differences: Partial<PackContent> = {}, edition: Edition = 'internal') {
  return packOf(aContent(differences), edition).pages.filter(({ id }) => id.startsWith(name));
}

/** The rows of the table whose caption begins so; null where there is none. */
function rowsOf(caption: string, differences: Partial<PackContent> = {}, edition: Edition = 'internal') {
  const tables = pagesOf('quality', differences, edition).flatMap(tablesIn);
  const found = tables.find((table) => table.caption.startsWith(caption));
  return found ? textsOf(found) : null;
}
const said = (differences: Partial<PackContent> = {}) =>
  pagesOf('quality', differences).flatMap(({ body }) => (body.kind === 'tables' ? body.introduction : []));

describe('the pages on quality', () => {
  test('say by list what is in quarantine, the public edition only how fresh it is', () => {
    expect(rowsOf('Lists')).toEqual([
      ['Section 47 enquiries', 'casework', '15 January 2021', '900', '12', '1.3 %'],
      ['Reported figures', 'hr', '12 January 2021', '40', '0', '0 %'],
    ]);
    expect(rowsOf('Lists', {}, 'public')![0]).toEqual(['Section 47 enquiries', 'casework', '15 January 2021']);
  });

  test('say what is owed and by whom', () => {
    expect(rowsOf('Figures that are owed')).toEqual([
      ['Workforce and quality assurance', 'Dec 2020', 'HR', '10 January 2021', 'Turnover of permanent staff.'],
    ]);
    expect(rowsOf('Figures that are owed', {}, 'public')![0]).toHaveLength(3);
    const quality = { lists: [], owed: [] };
    expect(said({ quality })).toEqual(expect.arrayContaining(['No figure is owed.', 'No list has been delivered.']));
  });

  test('say what is provisional and what was restated', () => {
    expect(rowsOf('Provisional')).toEqual([
      ['Initial child protection conferences held within 15 working days', 'Dec 2020', 'Sep 2020 (late recording)'],
    ]);
  });

  test('name percentages of few cases, with their year', () => {
    const few = packSeries(conferences.definition, months([9, 10], [3, 10]));
    expect(rowsOf('Percentages of few', { series: [few] })![0]!.slice(1)).toEqual([
      '30 %',
      '10',
      '60 %, 12 of 20 in 2 months',
    ]);
    expect(rowsOf('Percentages of few')).toBeNull();
  });

  test('name breaks of a series, and defects that people gave notice of', () => {
    const broken = packSeries(describedAs('contacts-number'), months(1, 2, 3), { reported: ['2020-10'] });
    expect(rowsOf('Breaks', { series: [broken] })).toEqual([
      ['Contacts received', 'computed since November 2020, reported before'],
    ]);
    const notice = aRemark({ kind: 'notice', subject: 'bank-holidays', text: 'Bank holidays count as working days.' });
    expect(rowsOf('Known defects', { remarks: [notice] })).toEqual([
      ['Bank holidays count as working days.', 'for this month'],
    ]);
  });

  test('list what nobody has confirmed, for inside', () => {
    const draft = aRemark({ state: 'draft', carriedFrom: '2020-11', text: 'word '.repeat(30) });
    expect(rowsOf('Words that nobody', { remarks: [draft] })![0]).toEqual([
      'Commentary',
      'Initial child protection conferences held within 15 working days',
      `${'word '.repeat(12).trim()}…`,
      'November 2020',
    ]);
    expect(rowsOf('Words that nobody', { remarks: [draft] }, 'public')).toBeNull();
  });

  test('say that there is no page of the improvement plan', () => {
    const plan = aRemark({ kind: 'plan', subject: 'agency', place: 'do-better', indicators: [] });
    expect(said().join(' ')).toContain('No item of the improvement plan');
    expect(said({ remarks: [plan] }).join(' ')).not.toContain('No item of the improvement plan');
  });
});

describe('the pages about the pack', () => {
  test('define what has a figure, and every mark', () => {
    const [marks, first] = pagesOf('definitions').flatMap(tablesIn);
    expect(textsOf(first!)).toEqual([
      [
        'Initial child protection conferences held within 15 working days (CP3-QL)',
        expect.stringContaining('15 working days of the strategy discussion'),
        'percent',
        'higher',
        'at least 84 %',
        'section 47 enquiries',
        '1',
      ],
    ]);
    expect(marks!.rows.map(({ cells }) => cells[0]!.marks![0]!.mark)).toHaveLength(14);
  });

  test('print what does not agree, or that all does', () => {
    expect(pagesOf('contradictions')[0]!.body).toMatchObject({
      introduction: [expect.stringContaining('None was found')],
    });
    const wrong = packSeries(conferences.definition, months(57), { reported: 'all' });
    const [judged] = wrong.judged;
    const figure = { ...judged!.figure, numerator: 14, denominator: 51 };
    const series = [{ ...wrong, judged: [{ ...judged!, figure }] }];
    const [table] = pagesOf('contradictions', { series }).flatMap(tablesIn);
    expect(textsOf(table!)[0]!.slice(1)).toEqual([
      'December 2020',
      'December 2020: reported as 57 %, but 14 of 51 is 27 %.',
      'value and counts',
    ]);
    expect(pagesOf('contradictions', { series }, 'public')).toEqual([]);
  });

  test('say what the pack can be made again from', () => {
    const [all, snapshots] = pagesOf('made-of').flatMap(tablesIn);
    expect(textsOf(all!)).toEqual([
      ['Authority', 'Southampton (E06000045)'],
      ['As at', '15 January 2021'],
      ['As known', 'when it was made'],
      ['Delivery of casework', 'as at 15 January 2021'],
      ['Delivery of hr', 'as at 12 January 2021'],
      ['Working days by', 'calendar 2020-12-01'],
      ['Vigil', '0.1.0'],
    ]);
    expect(textsOf(snapshots!)).toEqual([
      [
        'Initial child protection conferences held within 15 working days',
        'Dec 2019 to Dec 2020',
        '13',
        '1',
        '15 January 2021',
        '1',
        expect.stringMatching(/^[0-9a-f]{16}$/),
      ],
    ]);
  });
});
