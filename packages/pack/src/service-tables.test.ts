import { describe, expect, test } from 'vitest';
import { describedAs } from '../../indicators/test/series-of.ts';
import { aContent, atLeast84, conferences, months, packSeries } from '../test/a-content.ts';
import { pageOf, plain, tablesIn, textsOf } from '../test/pages.ts';
import type { PackContent } from './content.ts';
import { packOf } from './pack-of.ts';

const pagesOf = (differences: Partial<PackContent> = {}) =>
  packOf(aContent(differences), 'internal').pages.filter(({ id }) => id.startsWith('tables-'));

function rowOf(heading: string, differences: Partial<PackContent> = {}) {
  const tables = pagesOf(differences).flatMap(tablesIn);
  const rows = tables.flatMap((table) => table.rows.map((row, index) => ({ row, texts: textsOf(table)[index]! })));
  const found = rows.find(({ texts }) => texts[0]!.startsWith(heading));
  if (!found) throw new Error(`no row begins with ${heading}`);
  return found;
}
const conferenceRow = 'Initial child protection conferences';

describe('the tables by service', () => {
  test('have the headings of the pack, in its order', () => {
    const sections = pagesOf()
      .flatMap(tablesIn)
      .map(({ caption }) => caption.replace(' (continued)', ''));
    expect([...new Set(sections)].slice(0, 4)).toEqual([
      'Workforce and quality assurance',
      'MASH',
      'CHAT',
      'Elective Home Education',
    ]);
    expect(pagesOf()[0]!.heading).toBe('Workforce and quality assurance and MASH');
  });

  test('have a legend on every page', () => {
    for (const { body } of pagesOf()) expect(body).toMatchObject({ introduction: [expect.stringContaining('Grey:')] });
  });

  test('say of an indicator its months, target, benchmark, change, colour, icons and source', () => {
    const { texts, row } = rowOf(conferenceRow);
    expect(texts).toEqual([
      'Initial child protection conferences held within 15 working days (CP3-QL)',
      '78 % (r)',
      '35 %',
      '57 %',
      '27 % (p)',
      'at least 84 %',
      'SN 84.4 %, England 78.7 %, South East withheld; 2018-19',
      'Decrease, 29 points',
      'Red',
      '',
      'computed: section 47 enquiries',
    ]);
    expect(row.cells[8]!.marks).toEqual([{ mark: 'red', words: 'Red' }]);
    expect(row.cells[9]!.marks!.map(({ mark }) => mark)).toEqual(['common-cause', 'hit-and-miss']);
    expect(row.cells[4]!.provisional).toBe(true);
  });

  test('lead to the page of an indicator that has one, which says the rest', () => {
    const detailed = rowOf(conferenceRow).row;
    expect([detailed.cells[0]!.page, detailed.notes]).toEqual(['icpc-timeliness', []]);
    const contacts = packSeries(describedAs('contacts-number'), months(1000, 1001), {
      restated: { '2020-11': 'deletion' },
    });
    const { row, texts } = rowOf('Contacts received', { series: [contacts] });
    expect(row.cells[0]!.page).toBeUndefined();
    expect(row.notes.map(plain)).toEqual(['Nov 2020 restated: deletion; average of 2 of the last 12 months: 1,000.5.']);
    expect(texts[7]).toBe('Increase, 1');
  });

  test('have a row for what has no figure, with its target', () => {
    const { texts } = rowOf('Children in need visited on time', {
      targets: new Map([['cin-visits-timeliness', [{ ...atLeast84, atLeast: 90 }]]]),
    });
    const nothing = ['–', '–', '–', '–'];
    expect(texts.slice(1)).toEqual([...nothing, 'at least 90 %', 'Local', '–', 'Not rated', '–', 'no figure']);
    const byTeam = packSeries(describedAs('cin-visits-timeliness'), months(75.9), { member: 'PACT' });
    expect(rowOf('Children in need visited on time', { series: [byTeam] }).texts.at(-1)).toBe('only of its parts');
  });

  test('say where a reported figure is from, and that it is in words', () => {
    const alone = describedAs('cpp-child-seen-alone');
    const reportedFrom = new Map([['cpp-child-seen-alone', 'CHAT']]);
    const value = packSeries(alone, months(25, 30), { reported: 'all' });
    expect(
      rowOf('Children on a child protection plan seen alone', { series: [value], reportedFrom }).texts.at(-1),
    ).toBe('reported: CHAT');
    const words = packSeries(alone, months(25, 'tbd'), { reported: 'all' });
    expect(rowOf('Children on a child protection plan seen alone', { series: [words] }).texts.at(-1)).toBe(
      'reported in words',
    );
  });

  test('break where computed figures meet reported ones', () => {
    const broken = packSeries(conferences.definition, months(57, 27), { reported: ['2020-11'] });
    expect(rowOf(conferenceRow, { series: [broken] }).texts[7]).toBe('break in series');
  });

  test('are stamped with the four months that they show', () => {
    const page = pagesOf().find(({ body }) => JSON.stringify(body).includes(conferenceRow))!;
    expect(page.stamp).toContain('; 4 snapshots ');
    expect(pageOf(packOf(aContent(), 'internal'), 'icpc-timeliness').stamp).toContain('; 13 snapshots ');
  });
});
