import { describe, expect, test } from 'vitest';
import { describedAs } from '../../indicators/test/series-of.ts';
import { aContent, aRemark, atLeast84, conferences, months, packSeries } from '../test/a-content.ts';
import { pageOf, plain, textsOf } from '../test/pages.ts';
import type { PackContent } from './content.ts';
import type { Edition, IndicatorBody } from './pack.ts';
import { packOf } from './pack-of.ts';

function bodyOf(differences: Partial<PackContent> = {}, edition: Edition = 'internal', id = 'icpc-timeliness') {
  return pageOf(packOf(aContent(differences), edition), id).body as IndicatorBody;
}
const titles = (remarks: PackContent['remarks'], edition: Edition = 'internal') =>
  bodyOf({ remarks, context: { limits: false } }, edition).remarks.map(({ title }) => title);

describe('an indicator’s page', () => {
  test('stands under its list', () => {
    expect(pageOf(packOf(aContent(), 'internal'), 'icpc-timeliness').kicker).toBe('Things to do better');
  });

  test('has the month at a glance', () => {
    const { now } = bodyOf();
    expect(now).toMatchObject({ counts: '14 of 51 children', mark: 'red' });
    expect(plain(now.words)).toBe('Red: misses the target of at least 84 % by more than the tolerance of 5 points');
    expect(now.icons.map(({ mark }) => mark)).toContain('hit-and-miss');
  });

  test('has a row for each line of the chart, and 13 months', () => {
    const { months: table } = bodyOf();
    const rows = textsOf(table);
    expect(rows.map(([title]) => title)).toEqual([
      'CP3-QL',
      'Of how many',
      '12-month average',
      'Target',
      'RAG',
      'Status',
    ]);
    expect(table.columns).toHaveLength(14);
    expect(rows.map((row) => row.at(-1))).toEqual(['27 %', '14 of 51', '61.2 %', '84 %', 'Red', 'provisional']);
    expect(rows.at(-1)![10]).toBe('restated');
  });

  test('leaves rows out that have nothing to say', () => {
    const contacts = packSeries(describedAs('contacts-number'), months(1258, 1419, 1129, 1200, 1300, 1250, 1787));
    const { months: table, chart } = bodyOf({ series: [contacts] }, 'internal', 'contacts-number');
    expect(textsOf(table).map(([title]) => title)).toEqual(['M1', '12-month average']);
    expect(textsOf(table)[0]!.slice(1, 8)).toEqual(['–', '–', '–', '–', '–', '–', '1,258']);
    expect(chart).not.toBeNull();
  });

  test('has benchmarks with their year, withheld or local', () => {
    expect(bodyOf().benchmarks.map(({ name, value, year }) => [name, plain(value), year])).toEqual([
      ['Statistical neighbours', '84.4 %', '2018-19'],
      ['England', '78.7 %', '2018-19'],
      ['South East', 'withheld', '2018-19'],
    ]);
    expect(bodyOf().chart!.benchmarks.map(({ name }) => name)).toEqual(['Statistical neighbours', 'England']);
    expect(bodyOf({ benchmarks: new Map() }).benchmarks.map(({ value, year }) => [value, year])).toEqual([
      ['Local', null],
      ['Local', null],
      ['Local', null],
    ]);
  });

  test('has no picture where there is nothing to draw', () => {
    const grades = packSeries(describedAs('audit-rag-ratings'), months('31 Good (62%)', 'tbd'), { reported: 'all' });
    const said = aRemark({ kind: 'headline', subject: 'audits', indicators: ['audit-rag-ratings'], place: 'watch' });
    const { chart, now } = bodyOf({ series: [grades], remarks: [said] }, 'internal', 'audit-rag-ratings');
    expect(chart).toBeNull();
    expect(now).toMatchObject({ value: 'tbd', mark: 'grey' });
  });

  test('takes no limits where figures are not shown as they are', () => {
    const { chart, now, notes } = bodyOf({ context: { limits: false } }, 'public');
    expect([chart!.limits, now.icons]).toEqual([null, []]);
    expect(notes.join(' ')).not.toContain('limit');
  });

  test('has its limits from where the tables have them: they are taken once for each series', () => {
    const asked: (string | null)[] = [];
    const rebases = (...series: [string, string | null]) => {
      asked.push(...series);
      return [];
    };
    expect(bodyOf({ context: { rebases } }).chart!.limits).not.toBeNull();
    expect(asked).toEqual(['icpc-timeliness', null]);
  });
});

describe('what is said of an indicator', () => {
  test('is the sentence of the figures until somebody stands by a commentary', () => {
    expect(titles([])).toEqual(['Suggested by Vigil, not yet accepted']);
    expect(titles([aRemark()])).toEqual(['Commentary']);
    const draft = aRemark({ state: 'draft', carriedFrom: '2020-11' });
    expect(titles([draft])).toEqual(['Commentary', 'Suggested by Vigil, not yet accepted']);
  });

  test('marks a draft with where it comes from', () => {
    const [draft] = bodyOf({ remarks: [aRemark({ state: 'draft', carriedFrom: '2020-11' })] }).remarks;
    expect(draft!.note).toBe('Draft, carried over from November 2020: nobody has confirmed it');
  });

  test('has a response with its owner and date', () => {
    const response = aRemark({
      kind: 'response',
      text: 'They will meet.',
      owner: 'QA Unit manager',
      due: '2021-01-31',
    });
    const { remarks } = bodyOf({ remarks: [response, aRemark()] });
    expect(remarks.map(({ title, whose }) => [title, whose])).toEqual([
      ['Commentary', null],
      ['Response', 'QA Unit manager, by 31 January 2021'],
    ]);
  });

  test('is a summary for the public, whose words are released one by one', () => {
    expect(titles([aRemark()], 'public')).toEqual(['Summary']);
    expect(titles([aRemark({ forPublic: true })], 'public')).toEqual(['Commentary']);
  });

  test('goes on to a further page where it is long, and loses no sentence', () => {
    const text = Array.from({ length: 60 }, (_, index) => `Sentence ${String(index)} is about conferences.`).join(' ');
    const pack = packOf(aContent({ remarks: [aRemark({ text })] }), 'internal');
    const here = (pageOf(pack, 'icpc-timeliness').body as IndicatorBody).remarks;
    const further = pageOf(pack, 'icpc-timeliness--2');
    expect(further.kicker).toBe('Things to do better');
    const printed = JSON.stringify([here, further.body]);
    for (const index of Array.from({ length: 60 }).keys()) expect(printed).toContain(`Sentence ${String(index)} is`);
  });
});

describe('which indicators have a page', () => {
  const ids = (differences: Partial<PackContent>) =>
    packOf(aContent(differences), 'internal').pages.map(({ id }) => id);

  test('are those that stand in a list, by a person’s word before Vigil’s', () => {
    const flat = packSeries(describedAs('contacts-number'), months(1000, 1001));
    expect(ids({ series: [flat] })).not.toContain('contacts-number');
    const headline = aRemark({
      kind: 'headline',
      subject: 'contacts',
      indicators: ['contacts-number'],
      place: 'watch',
    });
    expect(ids({ series: [flat], remarks: [headline] })).toContain('contacts-number');
    const ruling = {
      indicator: 'icpc-timeliness',
      period: '2020-12',
      place: 'watch',
      reason: 'Few.',
      actor: 'd',
    } as const;
    const pack = packOf(aContent({ context: { rulings: [ruling] } }), 'internal');
    expect(pageOf(pack, 'icpc-timeliness').kicker).toBe('Ones to watch');
  });

  test('have figures: what has none leads to its table', () => {
    const headline = aRemark({
      kind: 'headline',
      subject: 'agency',
      indicators: ['agency-staff-number'],
      place: 'watch',
    });
    const pack = packOf(aContent({ remarks: [headline] }), 'internal');
    expect(pack.pages.map(({ id }) => id)).not.toContain('agency-staff-number');
    const { body } = pageOf(pack, 'overview');
    const entries = body.kind === 'lists' ? body.lists[1]!.entries : [];
    expect(entries[0]!.links).toEqual([{ page: 'tables-1', text: 'Agency staff: no figure' }]);
  });

  test('do not look at months after the pack’s own', () => {
    const later = packSeries(
      conferences.definition,
      { '2020-12': [14, 51], '2021-01': [50, 51] },
      { targets: [atLeast84] },
    );
    expect(bodyOf({ series: [later] }).chart!.points.at(-1)!.period).toBe('2020-12');
  });
});
