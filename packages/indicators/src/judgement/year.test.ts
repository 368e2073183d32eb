import * as fc from 'fast-check';
import { addMonths, type Period } from '@vigil/calendar';
import { describe, expect, test } from 'vitest';
import { aFigure, anIndicator } from '../../test/examples.ts';
import { type Given, seriesOf } from '../../test/series-of.ts';
import { isSmallCohort, pooledYear, twelveMonthAverage } from './year.ts';

const share = anIndicator();
const count = anIndicator({ unit: 'count' });

/** So many months that end with December 2020. */
function until(given: readonly Given[]): Record<Period, Given> {
  return Object.fromEntries(given.map((one, index) => [addMonths('2020-12', index + 1 - given.length), one]));
}

describe('the 12-month average', () => {
  test("counts the current month in: the pack's unaccompanied asylum seekers of 2020", () => {
    // Board pack, L344: "the average for the past 12 months being 13"; the mean of January to December is 13.17.
    const uasc = [14, 15, 15, 13, 12, 12, 11, 11, 10, 11, 16, 18];
    const { judged } = seriesOf(count, until([200, ...uasc]), { reported: 'all' });
    const average = twelveMonthAverage(count, judged, '2020-12');
    expect(average).toMatchObject({ months: 12, provisional: false });
    expect(average?.value).toBeCloseTo(13.17, 2);
  });

  test('says over how many months it is, and whether one of them can still change', () => {
    const { judged } = seriesOf(count, { '2020-10': 2, '2020-12': 4 }, { provisional: '2020-12' });
    expect(twelveMonthAverage(count, judged, '2020-12')).toEqual({ value: 3, months: 2, provisional: true });
  });

  test('is not taken across a break, nor of a month without a value, nor of a year that rolls', () => {
    const joined = seriesOf(count, until([100, 100, 4]), { reported: ['2020-10', '2020-11'] });
    expect(twelveMonthAverage(count, joined.judged, '2020-12')).toMatchObject({ value: 4, months: 1 });
    const { judged } = seriesOf(count, { '2020-11': 2, '2020-12': 'tbd' });
    expect(twelveMonthAverage(count, judged, '2020-12')).toBeNull();
    expect(twelveMonthAverage(count, judged, '2021-01')).toBeNull();
    expect(twelveMonthAverage({ ...count, rolling: true }, judged, '2020-11')).toBeNull();
  });
});

describe('a percentage over twelve months together', () => {
  test('is the sum of the parts of the sum of the wholes, so that each case counts alike', () => {
    const { judged } = seriesOf(share, until([[1, 2], [9, 10], 'no cases', [0, 3]]));
    expect(pooledYear(share, judged, '2020-12')).toEqual({
      numerator: 10,
      denominator: 15,
      value: (100 * 10) / 15,
      months: 3,
    });
  });

  test('is none where the counts are not known', () => {
    expect(pooledYear(share, seriesOf(share, until([50, 60])).judged, '2020-12')).toBeNull();
    expect(pooledYear(count, seriesOf(count, until([5, 6])).judged, '2020-12')).toBeNull();
  });

  test('lies between the lowest and the highest month, and looks back no further than twelve', () => {
    const month = fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 50 })).map(([a, b]) => [Math.min(a, b), b] as const);
    fc.assert(
      fc.property(fc.array(month, { minLength: 12, maxLength: 20 }), (months) => {
        const year = months.slice(-12);
        const values = year.map(([part, whole]) => (100 * part) / whole);
        const pooled = pooledYear(share, seriesOf(share, until(months)).judged, '2020-12')!;
        expect(pooled.months).toBe(12);
        expect(pooled.denominator).toBe(year.reduce((sum, [, whole]) => sum + whole, 0));
        expect(pooled.value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(pooled.value).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }),
    );
  });
});

test('a cohort is small below the number of its definition, and only a percentage has one', () => {
  const of = (denominator: number) => aFigure({ numerator: 3, denominator, value: 10 });
  expect(isSmallCohort({ ...share, smallCohort: 20 }, of(19))).toBe(true);
  expect(isSmallCohort({ ...share, smallCohort: 20 }, of(20))).toBe(false);
  expect(isSmallCohort({ ...anIndicator({ unit: 'rate per 10,000' }), smallCohort: 20 }, of(3))).toBe(false);
  expect(
    isSmallCohort({ ...share, smallCohort: 20 }, aFigure({ numerator: 0, denominator: 0, text: 'no cases' })),
  ).toBe(false);
});
