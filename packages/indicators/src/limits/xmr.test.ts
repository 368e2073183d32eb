import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownLimits } from './control-limits.ts';
import { movingRanges, xmrLimits } from './xmr.ts';

const screened = { screenMovingRanges: true };
const asTheyAre = { screenMovingRanges: false };

describe('XmR limits', () => {
  test('lie 2.66 average moving ranges from the mean, the near ones two thirds of that', () => {
    // Moving ranges 2, 4, 2, 4: 3 on average, and 2.66 times that is 7.98.
    const { mean, lower, upper, nearLower, nearUpper } = xmrLimits([10, 12, 8, 10, 14], screened);
    expect(mean).toBeCloseTo(10.8, 12);
    expect([lower, upper]).toEqual([expect.closeTo(2.82, 12), expect.closeTo(18.78, 12)]);
    expect([nearLower, nearUpper]).toEqual([expect.closeTo(5.48, 12), expect.closeTo(16.12, 12)]);
  });

  test('leave out a moving range that is an outlier, once', () => {
    // Moving ranges 1 ten times and 50: 60 / 11 on average; 50 is beyond 3.267 times that, 17.8.
    const leap = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 60];
    expect(movingRanges(leap)).toHaveLength(11);
    expect(xmrLimits(leap, screened).upper - xmrLimits(leap, screened).mean).toBeCloseTo(2.66, 12);
    expect(xmrLimits(leap, asTheyAre).upper - xmrLimits(leap, asTheyAre).mean).toBeCloseTo((2.66 * 60) / 11, 12);
  });

  test('do not look for outliers a second time', () => {
    // Ranges 1 twenty times, 10 and 100: 120 / 22 cuts at 17.8, so 100 goes; of what is left 10 would go (30 / 21 × 3.267 = 4.7).
    const steps = [...Array<number>(20).fill(1), 10, 100];
    let at = 0;
    const values = [0, ...steps.map((step, index) => (at += index % 2 === 0 ? step : -step))];
    const { mean, upper } = xmrLimits(values, screened);
    expect(upper - mean).toBeCloseTo((2.66 * 30) / 21, 10);
  });

  test('of a constant series are its mean', () => {
    expect(xmrLimits([7, 7, 7, 7], screened)).toEqual({ mean: 7, lower: 7, upper: 7, nearLower: 7, nearUpper: 7 });
    expect(xmrLimits([7, 7, 7, 7], asTheyAre)).toEqual(xmrLimits([7, 7, 7, 7], screened));
  });

  test('are computed as they come out, and clipped only to be shown', () => {
    const limits = xmrLimits([20, 90, 30, 80], screened);
    expect(limits.lower).toBeLessThan(0);
    expect(limits.upper).toBeGreaterThan(100);
    expect(shownLimits('percent', limits)).toEqual({ lower: 0, upper: 100 });
    expect(shownLimits('count', limits)).toEqual({ lower: 0, upper: limits.upper });
  });
});

const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 40 });

describe('whatever the values', () => {
  test('a constant added to all of them moves the mean and the limits by as much', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: -1000, max: 1000 }), fc.boolean(), (values, more, screenMovingRanges) => {
        const before = xmrLimits(values, { screenMovingRanges });
        const after = xmrLimits(
          values.map((value) => value + more),
          { screenMovingRanges },
        );
        expect(after.mean).toBeCloseTo(before.mean + more, 8);
        expect(after.lower).toBeCloseTo(before.lower + more, 8);
        expect(after.upper).toBeCloseTo(before.upper + more, 8);
      }),
    );
  });

  test('screening never widens the limits', () => {
    fc.assert(
      fc.property(series, (values) => {
        expect(xmrLimits(values, screened).upper).toBeLessThanOrEqual(xmrLimits(values, asTheyAre).upper);
      }),
    );
  });

  test('they are the same read backwards', () => {
    fc.assert(
      fc.property(series, (values) => {
        const forwards = xmrLimits(values, screened);
        const backwards = xmrLimits(values.toReversed(), screened);
        expect(backwards.upper).toBeCloseTo(forwards.upper, 8);
      }),
    );
  });
});
