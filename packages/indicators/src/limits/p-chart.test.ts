import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pChart, type Share } from './p-chart.ts';

const shares = (...pairs: readonly (readonly [number, number])[]): Share[] =>
  pairs.map(([numerator, denominator]) => ({ numerator, denominator }));

describe('a p-chart', () => {
  test('pools the mean, and has wider limits for a smaller cohort', () => {
    // 50 of 100: sigma of 25 cases is sqrt(0.25 / 25) = 10 %, of 64 cases 6.25 %.
    const { kind, limits } = pChart(shares([10, 25], [40, 75]));
    expect(kind).toBe('p');
    expect(limits(25)).toEqual({ mean: 50, lower: 20, upper: 80, nearLower: 30, nearUpper: 70 });
    expect(limits(64)).toMatchObject({ lower: 31.25, upper: 68.75 });
    expect(limits(4)).toMatchObject({ lower: -25, upper: 125 });
  });

  test('has no width where no case or every case counts', () => {
    expect(pChart(shares([0, 10], [0, 20])).limits(10)).toMatchObject({ mean: 0, lower: 0, upper: 0 });
    expect(pChart(shares([1200, 1200], [2000, 2000])).limits(1200)).toMatchObject({
      mean: 100,
      lower: 100,
      upper: 100,
    });
  });
});

describe('Laney’s p′', () => {
  test('stands in over 1,000 cases a month on average, not at 1,000', () => {
    expect(pChart(shares([500, 1000], [500, 1000])).kind).toBe('p');
    expect(pChart(shares([500, 1001], [500, 1000])).kind).toBe('p′');
    expect(pChart(shares([500, 1900], [50, 50])).kind).toBe('p');
  });

  test('widens the limits by the average moving range of the z-scores by 1.128', () => {
    // Pooled 50 %, sigma of 2,500 cases 1 %: the scores 2, -2 and 0 have moving ranges 4 and 2, 3 on average.
    const { limits } = pChart(shares([1300, 2500], [1200, 2500], [1250, 2500]));
    const { mean, lower, upper } = limits(2500);
    expect(mean).toBe(50);
    expect(upper - mean).toBeCloseTo((3 * 3) / 1.128, 10);
    expect(mean - lower).toBeCloseTo((3 * 3) / 1.128, 10);
  });
});

const months = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: 3000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([denominator, share]) => ({ numerator: Math.round(share * denominator), denominator })),
  { minLength: 3, maxLength: 30 },
);

test('counting what was not counted mirrors the limits', () => {
  fc.assert(
    fc.property(months, fc.integer({ min: 1, max: 3000 }), (counted, cases) => {
      const one = pChart(counted).limits(cases);
      const rest = counted.map(({ numerator, denominator }) => ({ numerator: denominator - numerator, denominator }));
      const other = pChart(rest).limits(cases);
      expect(other.mean).toBeCloseTo(100 - one.mean, 8);
      expect(other.upper).toBeCloseTo(100 - one.lower, 6);
    }),
  );
});
