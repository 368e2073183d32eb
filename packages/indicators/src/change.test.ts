import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aFigure, anIndicator } from '../test/examples.ts';
import { changeBetween } from './change.ts';

const percentage = anIndicator({ unit: 'percent' });
const count = anIndicator({ unit: 'count', polarity: 'lower-is-better' });

const november = (value: number) => aFigure({ period: '2020-11', value });
const december = (value: number) => aFigure({ period: '2020-12', value });

describe('the change from the month before', () => {
  test('has a direction, and is better or worse by the polarity', () => {
    expect(changeBetween(percentage, december(27), november(57))).toEqual({
      amount: -30,
      direction: 'Decrease',
      verdict: 'worse',
    });
    expect(changeBetween(count, december(381), november(418))).toMatchObject({
      direction: 'Decrease',
      verdict: 'better',
    });
    expect(changeBetween(anIndicator({ unit: 'count', polarity: 'neutral' }), december(149), november(167))).toEqual({
      amount: -18,
      direction: 'Decrease',
      verdict: 'neutral',
    });
  });

  test('of a percentage is none within half a point', () => {
    expect(changeBetween(percentage, december(78.4), november(78.7))).toMatchObject({
      direction: 'No change',
      verdict: 'neutral',
    });
    expect(changeBetween(percentage, december(78.9), november(78.4))?.direction).toBe('No change');
    expect(changeBetween(percentage, december(79), november(78.4))?.direction).toBe('Increase');
  });

  test('of anything else is none where the same number is shown', () => {
    const rate = anIndicator({ unit: 'rate per 10,000', decimals: 1 });
    expect(changeBetween(rate, december(29.14), november(29.06))?.direction).toBe('No change');
    expect(changeBetween(rate, december(29.16), november(29.14))?.direction).toBe('Increase');
    expect(changeBetween(count, december(0), november(0))?.direction).toBe('No change');
  });

  test('is taken from the exact values', () => {
    const change = changeBetween(
      percentage,
      aFigure({ period: '2020-12', numerator: 2, denominator: 3, value: 66.6667 }),
      aFigure({ period: '2020-11', numerator: 1, denominator: 3, value: 33.3333 }),
    );
    expect(change?.amount).toBe(200 / 3 - 100 / 3);
  });
});

describe('there is no change', () => {
  test('without a figure before, or without a value', () => {
    expect(changeBetween(percentage, december(27), null)).toBeNull();
    expect(changeBetween(percentage, december(27), aFigure({ period: '2020-11', text: 'tbd' }))).toBeNull();
    expect(changeBetween(percentage, aFigure({ text: 'tbd' }), november(57))).toBeNull();
  });

  test('across a month that is missing', () => {
    expect(changeBetween(percentage, december(27), aFigure({ period: '2020-10', value: 35 }))).toBeNull();
  });

  test('between a computed figure and a reported one', () => {
    expect(changeBetween(percentage, december(27), { ...november(57), origin: 'reported' })).toBeNull();
  });
});

test('the change there and the change back differ in sign alone', () => {
  const value = fc.integer({ min: 0, max: 1_000_000 }).map((tenThousandths) => tenThousandths / 10_000);
  const opposite = { Increase: 'Decrease', Decrease: 'Increase', 'No change': 'No change' } as const;
  fc.assert(
    fc.property(value, value, fc.constantFrom(percentage, count), (one, other, definition) => {
      const there = changeBetween(definition, december(one), november(other));
      const back = changeBetween(definition, december(other), november(one));
      expect(back?.amount).toBeCloseTo(-(there?.amount ?? Number.NaN), 9);
      expect(back?.direction).toBe(opposite[there?.direction ?? 'No change']);
    }),
  );
});
