import { describe, expect, test } from 'vitest';
import { aFigure } from '../test/examples.ts';
import { exactValue } from './figure.ts';

describe('the exact value', () => {
  test('of a percentage and a rate comes from numerator and denominator', () => {
    const kept = { numerator: 2, denominator: 3, value: 66.6667 };
    expect(exactValue({ unit: 'percent' }, aFigure(kept))).toBe(200 / 3);
    expect(
      exactValue({ unit: 'rate per 10,000' }, aFigure({ numerator: 149, denominator: 50900, value: 29.2731 })),
    ).toBe(1_490_000 / 50900);
  });

  test('is the kept one where there is nothing to divide', () => {
    expect(exactValue({ unit: 'count' }, aFigure({ numerator: 149, value: 149 }))).toBe(149);
    expect(exactValue({ unit: 'percent' }, aFigure({ origin: 'reported', value: 27 }))).toBe(27);
  });

  test('is the kept one where the unit does not say how it was divided', () => {
    expect(exactValue({ unit: 'days' }, aFigure({ numerator: 900, denominator: 80, value: 11.22 }))).toBe(11.22);
  });

  test('is none where the figure has none, whatever its parts', () => {
    expect(exactValue({ unit: 'percent' }, aFigure({ numerator: 0, denominator: 0, text: 'no cases' }))).toBeNull();
    expect(
      exactValue({ unit: 'percent' }, aFigure({ numerator: 4, denominator: 86, text: 'insufficient history' })),
    ).toBeNull();
  });
});
