import type { Period } from '@vigil/calendar';
import type { RestatementReason } from '@vigil/database';
import { judgeSeries, type Figure, type IndicatorDefinition, type Target } from '@vigil/indicators';
import { loadCatalogue } from '@vigil/runtime';
import { describe, expect, it } from 'vitest';
import { packOrder } from './pack-order.ts';
import { scorecard, scorecardPeriods, type ScorecardRow, type ScorecardSeries } from './scorecard.ts';

const catalogue = await loadCatalogue();
const conferences = catalogue.get('icpc-timeliness');
const atLeast84: Target = { atLeast: 84, from: '2019-04-01', judge: 'provisional' };

/** A series of figures; a share is numerator and denominator, else it is the value. */
function seriesOf(
  definition: IndicatorDefinition,
  figures: Readonly<Record<Period, readonly [number, number] | number | string>>,
  options: {
    targets?: readonly Target[];
    member?: string;
    reported?: readonly Period[];
    provisional?: Period;
    restated?: Readonly<Record<Period, RestatementReason>>;
    quarantinedShare?: number;
  } = {},
): ScorecardSeries {
  const member = options.member ?? null;
  const judged = Object.entries(figures).map(([period, given]): Figure => {
    const [numerator, denominator] = typeof given === 'object' ? given : [null, null];
    return {
      indicator: definition.id,
      period,
      member,
      origin: options.reported?.includes(period) ? 'reported' : 'computed',
      numerator,
      denominator,
      value: typeof given === 'object' ? (100 * given[0]) / given[1] : typeof given === 'number' ? given : null,
      text: typeof given === 'string' ? given : null,
      status: options.provisional === period ? 'provisional' : 'final',
    };
  });
  return {
    definition,
    member,
    judged: judgeSeries(definition, judged, options.targets ?? []),
    snapshots: new Map(judged.map(({ period }) => [period, { reason: options.restated?.[period] ?? null }])),
    quarantinedShare: options.quarantinedShare ?? null,
  };
}

function rowOf(series: ScorecardSeries, period: Period): ScorecardRow {
  return scorecard([series], period)[0]!.rows[0]!;
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
    const later = seriesOf(catalogue.get('contacts-number'), { '2021-01': 1484 });
    expect(scorecard([north, later], '2020-12')).toEqual([]);
  });

  it("follows the pack's order, and puts what it does not have after it, by name", () => {
    const count = catalogue.get('lac-total');
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

it('the order of the pack has every indicator of the catalogue, under its heading', () => {
  const placed = Object.entries(packOrder).flatMap(([section, ids]) => ids.map((id) => `${section}: ${id}`));
  expect(placed.toSorted()).toEqual(
    catalogue
      .all()
      .map(({ id, section }) => `${section}: ${id}`)
      .toSorted(),
  );
});
