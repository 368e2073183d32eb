import { type Period, addMonths } from '@vigil/calendar';
import { describe, expect, test } from 'vitest';
import { aFigure, aTarget, anIndicator } from '../../test/examples.ts';
import type { Figure } from '../figure.ts';
import { limitsOf } from './limits.ts';
import type { Rebase } from './rebase.ts';

const percentage = anIndicator();
const count = anIndicator({ unit: 'count', polarity: 'lower-is-better' });
const rebase = (period: Period): Rebase => ({ period, who: 'alice', when: '2020-12-01', why: 'a new form' });

/** Months of a count from January 2020 on. */
function counts(values: readonly (number | null)[], differences: Partial<Figure> = {}): Figure[] {
  return values.map((value, index) =>
    aFigure({ period: addMonths('2020-01', index), numerator: value, value, ...differences }),
  );
}

/** Months of a percentage from January 2020 on: so many of so many. */
function shares(pairs: readonly (readonly [number, number])[]): Figure[] {
  return pairs.map(([numerator, denominator], index) =>
    aFigure({
      period: addMonths('2020-01', index),
      numerator,
      denominator,
      value: denominator === 0 ? null : (100 * numerator) / denominator,
      text: denominator === 0 ? 'no cases' : null,
    }),
  );
}

const steady = [10, 12, 8, 10, 14, 10, 12, 8, 10, 14, 10, 12];
const provisional = { status: 'provisional' } as const;

describe('the limits of a series', () => {
  test('rest on all its months, and are trial limits under twelve of them', () => {
    expect(limitsOf(count, counts(steady), null, []).xmr).toMatchObject({
      kind: 'XmR',
      from: '2020-01',
      to: '2020-12',
      months: 12,
      trial: false,
    });
    expect(limitsOf(count, counts(steady.slice(1)), null, []).xmr).toMatchObject({ months: 11, trial: true });
  });

  test('are none under three months, and say why', () => {
    const { xmr, variation, assurance, points } = limitsOf(count, counts([1, 2]), aTarget({ atMost: 1 }), []);
    expect(xmr).toEqual({ none: '2 months have settled so far, and limits rest on at least 3' });
    expect([variation, assurance]).toEqual([null, null]);
    expect(points).toHaveLength(2);
    expect(limitsOf(count, [], null, []).xmr).toEqual({ none: expect.stringContaining('no month has a value') });
  });

  test('are none on a rolling year', () => {
    const { xmr, p, points } = limitsOf({ ...percentage, rolling: true }, shares([[1, 2]]), null, []);
    expect([xmr, p]).toEqual([
      { none: expect.stringContaining('months overlap') },
      { none: expect.stringContaining('months overlap') },
    ]);
    expect(points).toEqual([{ period: '2020-01', value: 50, provisional: false, xmr: null, p: null }]);
  });

  test('of a constant series are its value, and nothing is special', () => {
    const thirds = shares(Array.from({ length: 13 }, () => [1, 3] as const));
    const { xmr, p, points, variation } = limitsOf(percentage, thirds, null, []);
    expect(xmr).toMatchObject({ limits: { lower: expect.closeTo(100 / 3, 9), upper: expect.closeTo(100 / 3, 9) } });
    expect(p).toMatchObject({ kind: 'p' });
    expect(variation).toBe('common-cause');
    expect(points.filter(({ xmr: onXmr, p: onP }) => onXmr?.cause || onP?.cause)).toEqual([]);
  });

  test('leave outliers of the moving range out unless told otherwise', () => {
    const leap = counts([...steady, 60]);
    const width = (screenMovingRanges: boolean) => {
      const { xmr } = limitsOf(count, leap, null, [], { screenMovingRanges });
      return 'none' in xmr ? 0 : xmr.limits.upper - xmr.limits.mean;
    };
    expect(limitsOf(count, leap, null, [])).toEqual(limitsOf(count, leap, null, [], { screenMovingRanges: true }));
    expect(width(true)).toBeLessThan(width(false));
  });
});

describe('a provisional month', () => {
  const months = [...counts(steady), aFigure({ period: '2021-01', value: 40, ...provisional })];

  test('is placed against the limits, and left out of them', () => {
    const { xmr, points, variation } = limitsOf(count, months, null, []);
    expect(xmr).toEqual(limitsOf(count, counts(steady), null, []).xmr);
    expect(points.at(-1)).toMatchObject({
      provisional: true,
      xmr: { counted: false, cause: { rule: 'outside limits', direction: 'high' }, variation: 'concern-high' },
    });
    expect(variation).toBe('common-cause');
  });

  test('takes no part in runs', () => {
    const rising = [
      ...counts([2, 20, 4, 18, 9, 10, 11, 12, 13, 14]),
      aFigure({ period: '2020-11', value: 15, ...provisional }),
    ];
    expect(limitsOf(count, rising, null, []).points.filter(({ xmr }) => xmr?.cause?.rule === 'trend')).toEqual([]);
    const final = rising.map((figure) => ({ ...figure, status: 'final' as const }));
    expect(limitsOf(count, final, null, []).points.at(-1)?.xmr?.cause).toEqual({ rule: 'trend', direction: 'high' });
  });

  test('counts where the target has it judged', () => {
    const judged = limitsOf(count, months, aTarget({ atMost: 12, judge: 'provisional' }), []);
    expect(judged.xmr).toMatchObject({ to: '2021-01', months: 13 });
    expect(judged.variation).toBe('concern-high');
  });
});

describe('the rebased month', () => {
  const improved = [...steady, ...steady.map((value) => value - 8)];

  test('is the first that the present limits rest on, and runs end before it', () => {
    const before = limitsOf(count, counts(improved), null, []);
    expect(before.variation).toBe('improvement-low');
    const { xmr, points, variation, rebase: decision } = limitsOf(count, counts(improved), null, [rebase('2021-01')]);
    expect(xmr).toMatchObject({ from: '2021-01', beginning: 'rebase', months: 12, trial: false });
    expect(variation).toBe('common-cause');
    expect(points.filter((point) => point.xmr?.cause)).toEqual([]);
    expect(points.map((point) => point.xmr?.group)).toEqual([
      ...Array<string>(12).fill('2020-01'),
      ...Array<string>(12).fill('2021-01'),
    ]);
    expect(decision).toEqual(rebase('2021-01'));
  });

  test('has the assurance judged by its own limits', () => {
    const target = aTarget({ atMost: 9.5 });
    expect(limitsOf(count, counts(steady), target, []).assurance).toBe('hit-and-miss');
    const far = [...steady, ...steady.map((value) => value / 10)];
    expect(limitsOf(count, counts(far), target, [rebase('2021-01')]).assurance).toBe('pass');
  });

  test('leaves no limits while too few months follow it', () => {
    const { xmr, points } = limitsOf(count, counts(steady), null, [rebase('2020-11')]);
    expect(xmr).toEqual({ none: '2 months have settled since the limits began anew, and limits rest on at least 3' });
    expect(points.map((point) => point.xmr !== null)).toEqual([...Array<boolean>(10).fill(true), false, false]);
  });
});

describe('the p-chart', () => {
  test('passes over months without cases, which end the XmR chart', () => {
    const { xmr, p } = limitsOf(
      percentage,
      shares([
        [1, 2],
        [3, 4],
        [0, 0],
        [2, 4],
        [1, 2],
      ]),
      null,
      [],
    );
    expect(p).toMatchObject({ kind: 'p', from: '2020-01', months: 4, beginning: 'series' });
    expect(xmr).toEqual({
      none: expect.stringContaining('2 months have settled since the last month without a value'),
    });
  });

  test('knows single months alone: a run of seven is not its business', () => {
    const shifted = shares([
      ...Array.from({ length: 7 }, () => [4, 10] as const),
      ...Array.from({ length: 7 }, () => [6, 10] as const),
    ]);
    const { points } = limitsOf(percentage, shifted, null, []);
    expect(points.map(({ xmr }) => xmr?.cause?.rule)).not.toContain(undefined);
    expect(points.filter(({ p }) => p?.cause)).toEqual([]);
  });

  test('has narrower limits for the month with the larger cohort', () => {
    const { points } = limitsOf(
      percentage,
      shares([
        [5, 10],
        [50, 100],
        [5, 10],
      ]),
      null,
      [],
    );
    const widths = points.map(({ p }) => p!.limits.upper - p!.limits.lower);
    expect(widths[1]).toBeCloseTo(widths[0]! / Math.sqrt(10), 10);
  });

  test('is none for a count, and where a percentage does not say what it is a share of', () => {
    expect(limitsOf(count, counts(steady), null, []).p).toEqual({ none: expect.stringContaining('not a share') });
    const bare = counts(steady).map((figure) => ({ ...figure, numerator: null }));
    expect(limitsOf(percentage, bare, null, []).p).toEqual({ none: expect.stringContaining('no month') });
  });

  test('makes a process unstable that XmR finds unchanged', () => {
    const swinging = shares([
      [80, 100],
      [30, 100],
      [75, 100],
      [35, 100],
      [80, 100],
    ]);
    expect(limitsOf(percentage, swinging, null, [])).toMatchObject({ unstable: true, variation: 'common-cause' });
    const calm = shares([
      [50, 100],
      [55, 100],
      [48, 100],
      [52, 100],
    ]);
    expect(limitsOf(percentage, calm, null, []).unstable).toBe(false);
  });
});

test('a target for the sum since April is not assured of by single months', () => {
  const target = { ...aTarget({ atLeast: 3, cumulative: true }), months: 9 };
  expect(limitsOf(count, counts(steady), target, [])).toMatchObject({ target: null, assurance: null });
});
