import { describe, expect, test } from 'vitest';
import { describedAs } from '../../indicators/test/series-of.ts';
import { aContent, months, packSeries } from '../test/a-content.ts';
import { pageOf, tablesIn, textsOf } from '../test/pages.ts';
import type { PackSeries } from './content.ts';
import { packOf } from './pack-of.ts';

const tablesOf = (series: readonly PackSeries[]) => tablesIn(pageOf(packOf(aContent({ series }), 'internal'), 'teams'));
const assessment = packSeries(describedAs('caseload-assessment'), months(22, 18, null, 26));
const overall = packSeries(describedAs('caseload-per-fte-overall'), months(17.01, 17.01, null, 17.6), {
  provisional: '2020-12',
});

describe('the tables by team', () => {
  test('tell the trend in the pack’s words, between the months that stand beside each other', () => {
    const [caseloads] = tablesOf([assessment, overall]);
    expect(caseloads!.columns.map(({ title }) => title)).toEqual([
      'Team',
      'Sep 2020',
      'Trend',
      'Oct 2020',
      'Trend',
      'Dec 2020',
      'RAG',
    ]);
    expect(textsOf(caseloads!)).toEqual([
      [
        'Cases per full-time equivalent worker, all teams',
        '17.01',
        'Static',
        '17.01',
        'Increasing',
        '17.60 (p)',
        'Not rated',
      ],
      [
        'Cases per full-time equivalent worker, Assessment',
        '22.00',
        'Reducing',
        '18.00',
        'Increasing',
        '26.00',
        'Not rated',
      ],
    ]);
  });

  test('have a row for each team of an indicator', () => {
    const whole = packSeries(describedAs('sickness-days-lost-monthly'), months(418, 381));
    const team = packSeries(whole.definition, months(100, 120), { member: 'PACT' });
    expect(textsOf(tablesOf([whole, team])[0]!).map(([name]) => name)).toEqual([
      'Days lost to sickness absence',
      'Days lost to sickness absence: PACT',
    ]);
  });

  test('compare nothing across a break', () => {
    const broken = packSeries(describedAs('staff-turnover'), months(5, 9), { reported: ['2020-11'] });
    expect(textsOf(tablesOf([broken])[0]!)[0]).toEqual(
      ['Turnover of permanent staff', '5.0\u00A0%', '–', '9.0\u00A0%', 'Not rated'].map((text) =>
        text.replace('\u00A0', ' '),
      ),
    );
  });

  test('are left out where nothing is known', () => {
    expect(packOf(aContent(), 'internal').pages.some(({ id }) => id === 'teams')).toBe(false);
  });
});

describe('small charts', () => {
  const charts = (series: readonly PackSeries[]) =>
    packOf(aContent({ series }), 'internal').pages.filter(({ body }) => body.kind === 'charts');
  const contacts = describedAs('contacts-number');
  const member = (name: string, value: number) => packSeries(contacts, months(value, value + 9), { member: name });

  test('show what an indicator is made up of, on one axis', () => {
    const [page, ...others] = charts([packSeries(contacts, months(90, 99)), member('PACT', 50), member('Female', 40)]);
    expect(others).toEqual([]);
    expect(page).toMatchObject({
      id: 'contacts-number--charts',
      kicker: 'MASH',
      heading: 'Contacts received, by team and gender',
    });
    if (page!.body.kind !== 'charts') throw new Error('expected charts');
    expect(page!.body.charts.map(({ heading }) => heading)).toEqual(['All', 'PACT', 'Female']);
    expect(new Set(page!.body.charts.map(({ reach }) => JSON.stringify(reach))).size).toBe(1);
  });

  test('are no more than twelve to a page', () => {
    const teams = Array.from({ length: 30 }, (_, index) => member(`Team ${String(index)}`, 10 + index));
    const pages = charts(teams);
    expect(pages.map(({ id }) => id)).toEqual([
      'contacts-number--charts',
      'contacts-number--charts--2',
      'contacts-number--charts--3',
    ]);
    expect(pages[2]!.heading).toBe('Contacts received, by team (continued)');
  });

  test('show indicators beside each other that are parts of one whole', () => {
    const girls = packSeries(describedAs('lac-female'), months(221, 224));
    const boys = packSeries(describedAs('lac-male'), months(263, 274));
    expect(charts([girls, boys])[0]).toMatchObject({ heading: 'Looked-after children by gender' });
    expect(charts([girls])).toEqual([]);
  });
});
