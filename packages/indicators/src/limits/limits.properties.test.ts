import { type Period, addMonths } from '@vigil/calendar';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aFigure, anIndicator } from '../../test/examples.ts';
import type { Figure } from '../figure.ts';
import { limitsOf } from './limits.ts';
import type { Rebase } from './rebase.ts';

const count = anIndicator({ unit: 'count', polarity: 'lower-is-better' });
const rebase = (period: Period): Rebase => ({ period, who: 'alice', when: '2020-12-01', why: 'a new form' });

/** Months of a count from January 2020 on. */
function counts(series: readonly number[]): Figure[] {
  return series.map((value, index) => aFigure({ period: addMonths('2020-01', index), numerator: value, value }));
}

const values = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 3, maxLength: 40 });
const months = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 4 });

describe('whatever the series', () => {
  test('the order of rebases does not matter', () => {
    fc.assert(
      fc.property(values, months, (series, at) => {
        const rebases = at.map((index) => rebase(addMonths('2020-01', index)));
        const one = limitsOf(count, counts(series), null, rebases);
        expect(limitsOf(count, counts(series), null, rebases.toReversed())).toEqual(one);
      }),
    );
  });

  test('a series begun anew is as if its earlier months had not been', () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        const start = addMonths('2020-01', before.length);
        const whole = limitsOf(count, counts([...before, ...after]), null, [rebase(start)]);
        const alone = limitsOf(
          count,
          counts([...before, ...after]).filter(({ period }) => period >= start),
          null,
          [],
        );
        expect(whole.points.filter(({ period }) => period >= start)).toEqual(alone.points);
        expect(whole.variation).toBe(alone.variation);
      }),
    );
  });

  test('mirrored values with the opposite polarity tell the same, from the other side', () => {
    const mirrored = { high: 'low', low: 'high' } as const;
    fc.assert(
      fc.property(values, (series) => {
        const causes = (definition: typeof count, of: readonly number[]) =>
          limitsOf(definition, counts(of), null, []).points.map(({ xmr }) => xmr!);
        const up = causes(count, series);
        const down = causes(
          { ...count, polarity: 'higher-is-better' },
          series.map((value) => 60 - value),
        );
        expect(down.map(({ cause }) => cause && { ...cause, direction: mirrored[cause.direction] })).toEqual(
          up.map(({ cause }) => cause),
        );
        const verdict = (variation: string) => variation.split('-')[0];
        expect(down.map(({ variation }) => verdict(variation))).toEqual(up.map(({ variation }) => verdict(variation)));
      }),
    );
  });

  test('a constant added to all of it changes no mark', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 500 }), (series, more) => {
        const marks = (of: readonly number[]) =>
          limitsOf(count, counts(of), null, []).points.map(({ xmr }) => xmr!.cause);
        expect(marks(series.map((value) => value + more))).toEqual(marks(series));
      }),
    );
  });

  test('without points outside, every point that counts lies within', () => {
    fc.assert(
      fc.property(values, (series) => {
        for (const { value, xmr } of limitsOf(count, counts(series), null, []).points) {
          if (xmr!.cause?.rule === 'outside limits') continue;
          expect(value).toBeGreaterThanOrEqual(xmr!.limits.lower - 1e-6);
          expect(value).toBeLessThanOrEqual(xmr!.limits.upper + 1e-6);
        }
      }),
    );
  });
});
