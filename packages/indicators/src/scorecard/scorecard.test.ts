import type { Period } from '@vigil/calendar';
import { describe, expect, it } from 'vitest';
import { describedAs, described, seriesOf } from '../../test/series-of.ts';
import type { Target } from '../target.ts';
import { packOrder } from './pack-order.ts';
import type { ScorecardContext, ScorecardSeries } from './given.ts';
import { scorecardPeriods, type ScorecardRow } from './row.ts';
import { scorecard } from './scorecard.ts';

const conferences = describedAs('icpc-timeliness');
const atLeast84: Target = { atLeast: 84, from: '2019-04-01', judge: 'provisional' };

function rowOf(series: ScorecardSeries, period: Period, context: ScorecardContext = {}): ScorecardRow {
  return scorecard([series], period, context)[0]!.rows[0]!;
}

describe('scorecard', () => {
  it('shows a month and the three before it', () => {
    expect(scorecardPeriods('2021-02')).toEqual(['2020-11', '2020-12', '2021-01', '2021-02']);
  });

  it('says beside a figure how much of what it rests on is in quarantine', () => {
    const figures = { '2020-12': [14, 51] } as const;
    const quarantined = (quarantinedShare?: number) =>
      rowOf(seriesOf(conferences, figures, { ...(quarantinedShare !== undefined && { quarantinedShare }) }), '2020-12')
        .quarantined;
    expect(quarantined(0.0123)).toBe('1.2\u00A0%');
    expect(quarantined(0.0001)).toBe('under 0.1\u00A0%');
    expect(quarantined(0)).toBeNull();
    expect(quarantined()).toBeNull();
  });

  it('says why a figure is not what was first published', () => {
    const figures = { '2020-11': [36, 63], '2020-12': [14, 51] } as const;
    const row = rowOf(seriesOf(conferences, figures, { restated: { '2020-11': 'late recording' } }), '2020-12');
    expect(row.months.map(({ period, restated }) => [period, restated])).toEqual([
      ['2020-09', null],
      ['2020-10', null],
      ['2020-11', 'late recording'],
      ['2020-12', null],
    ]);
  });

  it('takes no limits and looks for no contradictions where figures were rounded before they left', () => {
    const wrong = seriesOf(
      conferences,
      { '2020-09': 79, '2020-10': 35, '2020-11': 57, '2020-12': 27 },
      { reported: 'all' },
    );
    const [counted, ...others] = wrong.judged.toReversed();
    const figure = { ...counted!.figure, numerator: 15, denominator: 50 };
    const series = { ...wrong, judged: [...others.toReversed(), { ...counted!, figure }] };
    expect(rowOf(series, '2020-12')).toMatchObject({
      limits: { variation: 'common-cause' },
      contradictions: [{ rule: 'value and counts' }],
    });
    expect(rowOf(series, '2020-12', { limits: false, contradictions: false })).toMatchObject({
      limits: null,
      contradictions: [],
    });
  });

  it('judges an indicator by its figure of the month', () => {
    const series = seriesOf(
      conferences,
      { '2020-09': [34, 43], '2020-11': [36, 63], '2020-12': [14, 51] },
      { targets: [atLeast84], provisional: '2020-12' },
    );
    expect(rowOf(series, '2020-12')).toMatchObject({
      months: [
        { period: '2020-09', shown: '79\u00A0%', counted: '34 of 43', provisional: false },
        { period: '2020-10', shown: null, counted: null },
        { period: '2020-11', shown: '57\u00A0%', counted: '36 of 63' },
        { period: '2020-12', shown: '27\u00A0%', counted: '14 of 51', provisional: true, origin: 'computed' },
      ],
      target: 'at least 84\u00A0%',
      change: { direction: 'Decrease', verdict: 'worse' },
      rag: 'red',
      origin: 'computed',
      isBreak: false,
    });
  });

  it('does not show a colour that the figure contradicts', () => {
    const series = seriesOf(conferences, { '2020-12': [8396, 10_000] }, { targets: [{ ...atLeast84, tolerance: 0 }] });
    expect(rowOf(series, '2020-12')).toMatchObject({ rag: 'red', months: [{}, {}, {}, { shown: '83.96\u00A0%' }] });
  });

  it('keeps an indicator without a figure this month, unrated, with the target it had', () => {
    const series = seriesOf(conferences, { '2020-09': [34, 43] }, { targets: [atLeast84] });
    expect(rowOf(series, '2020-12')).toMatchObject({
      rag: 'grey',
      origin: null,
      change: null,
      isBreak: false,
      target: 'at least 84\u00A0%',
    });
  });

  it('marks where computed figures begin, and compares nothing across it', () => {
    const series = seriesOf(conferences, { '2020-11': 57, '2020-12': [14, 51] }, { reported: ['2020-11'] });
    expect(rowOf(series, '2020-12')).toMatchObject({ isBreak: true, change: null, origin: 'computed' });
  });

  it('leaves out members, and what had no figure by then', () => {
    const north = seriesOf(conferences, { '2020-12': [3, 4] }, { member: 'Team North' });
    const later = seriesOf(describedAs('contacts-number'), { '2021-01': 1484 });
    expect(scorecard([north, later], '2020-12')).toEqual([]);
  });

  it("follows the pack's order, and puts what it does not have after it, by name", () => {
    const count = describedAs('lac-total');
    const named = (id: string, section: string, heading = id) =>
      seriesOf({ ...count, id, section, heading }, { '2020-12': 1 });
    const sections = scorecard(
      [
        named('lac-age-10-15', 'Looked After Children'),
        named('of-our-own-b', 'Looked After Children'),
        named('of-our-own-a', 'Looked After Children'),
        named('lac-age-5-9', 'Looked After Children'),
        named('x', 'Something new'),
        named('contacts-number', 'MASH'),
      ],
      '2020-12',
    );
    expect(sections.map(({ title, rows }) => [title, ...rows.map(({ definition }) => definition.id)])).toEqual([
      ['MASH', 'contacts-number'],
      ['Looked After Children', 'lac-age-5-9', 'lac-age-10-15', 'of-our-own-a', 'of-our-own-b'],
      ['Something new', 'x'],
    ]);
  });
});

describe('the notes of a row', () => {
  const notes = (series: ScorecardSeries, context: ScorecardContext = {}) => rowOf(series, '2020-12', context).notes;

  it('begin with what unsettles the figure', () => {
    const series = seriesOf(
      conferences,
      { '2020-10': [9, 26], '2020-11': [36, 63], '2020-12': [5, 18] },
      {
        targets: [atLeast84],
        provisional: '2020-12',
        restated: { '2020-11': 'late recording' },
        quarantinedShare: 0.012,
      },
    );
    expect(notes(series)).toEqual([
      'Nov 2020 restated: late recording',
      'few cases (18); 3 months together: 47\u00A0%, 50 of 107',
      '1.2\u00A0% of the rows it rests on are in quarantine',
      'off target for 3 months running',
      'average of 3 of the last 12 months: 39.8\u00A0%, provisional',
    ]);
  });

  it('say what a cumulative target was held against, and what is missing from it', () => {
    const adoptions = describedAs('adoptions-number');
    const series = seriesOf(
      adoptions,
      { '2020-10': 4, '2020-12': 1 },
      { targets: [{ atLeast: 3, cumulative: true, from: '2020-10-01', judge: 'settled' }] },
    );
    expect(rowOf(series, '2020-12')).toMatchObject({
      target: 'at least 6 in the year to date, at 3 a month',
      rag: 'red',
      months: [{}, { shown: '4' }, { shown: null }, { shown: '1' }],
    });
    expect(notes(series)[0]).toBe('5 in the year to date (Oct 2020 to Dec 2020, without Nov 2020)');
  });

  it('say where the series breaks', () => {
    const series = seriesOf(conferences, { '2020-11': 57, '2020-12': [14, 51] }, { reported: ['2020-11'] });
    expect(notes(series)).toContain(
      'break in the series: computed from here on, reported in November 2020, and not compared',
    );
  });

  it('say how the figure lies beside its neighbours, over a year where it is of what happens', () => {
    const rate = describedAs('icpc-rate');
    const benchmark = () => ({
      parts: ['SN 6.0', 'England 5.4', '2018-19'],
      source: 'Section 47 enquiries, 2018-19',
      caveats: ['It differs.'],
      neighbours: { statisticalNeighbourMean: 6.5, neighbours: [4, 5, 6, 7, 8] },
    });
    const series = seriesOf(rate, { '2020-11': 8, '2020-12': 10 });
    expect(rowOf(series, '2020-12', { benchmark })).toMatchObject({
      neighbours: { value: 9, months: 2, outlier: 'high' },
    });
    expect(notes(series, { benchmark }).slice(-2)).toEqual([
      "2.5 above the statistical neighbours' mean, over 2 months",
      'outlier: higher than all of its 5 statistical neighbours',
    ]);
  });

  it('say how many cases are open and late, which is told in no row of its own', () => {
    const overdue = (kind: 'overdue' | 'due', count: number) =>
      seriesOf(
        { ...conferences, id: `icpc-timeliness-${kind}`, companionOf: { indicator: 'icpc-timeliness', kind } },
        { '2021-01': count },
      );
    const series = [seriesOf(conferences, { '2020-12': [14, 51] }), overdue('overdue', 7), overdue('due', 3)];
    const [section] = scorecard(series, '2020-12');
    expect(section!.rows.map(({ definition }) => definition.id)).toEqual(['icpc-timeliness']);
    expect(section!.rows[0]!.notes).toContain(
      'at the newest delivery 7 open past the limit, 3 due within 5 working days',
    );
  });

  it('say of a present position as at which day it is', () => {
    const leavers = { ...describedAs('care-leavers-eet-19-21'), periods: 'last' as const };
    expect(notes(seriesOf(leavers, { '2020-12': [60, 120] }))).toEqual(['as at 15 January 2021']);
  });
});

it('members stand below their whole where they are asked for, each by its own target', () => {
  const targets = [atLeast84, { ...atLeast84, atLeast: 70, member: 'PACT' }];
  const series = [
    seriesOf(conferences, { '2020-12': [12, 16] }, { member: 'PACT', targets }),
    seriesOf(conferences, { '2020-12': [40, 50] }, { targets }),
  ];
  expect(scorecard(series, '2020-12', { members: true })[0]!.rows).toMatchObject([
    { member: null, rag: 'amber' },
    { member: 'PACT', rag: 'green', target: 'at least 70\u00A0%' },
  ]);
});

it("a person's word stands beside what Vigil suggests, the last one where there are several", () => {
  const ruling = (place: 'watch' | 'going-well') => ({
    indicator: 'icpc-timeliness',
    period: '2020-12',
    place,
    reason: 'A clerk was ill.',
    actor: 'analyst@council',
  });
  const series = seriesOf(conferences, { '2020-12': [14, 51] }, { targets: [atLeast84] });
  expect(rowOf(series, '2020-12', { rulings: [ruling('watch'), ruling('going-well')] })).toMatchObject({
    suggestion: { place: 'do-better', rule: 'missed', reason: 'Misses its target.' },
    ruling: { place: 'going-well' },
  });
  expect(rowOf(series, '2020-12').ruling).toBeNull();
});

it('the order of the pack has every indicator of the catalogue, under its heading', () => {
  const placed = Object.entries(packOrder).flatMap(([section, ids]) => ids.map((id) => `${section}: ${id}`));
  expect(placed.toSorted()).toEqual(described.map(({ id, section }) => `${section}: ${id}`).toSorted());
});
