import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixedNumber, plainNumber, roundHalfUp, shareInWords, withUnit } from './number.ts';

describe('rounding', () => {
  test('a half goes up, on the digits one sees', () => {
    expect(roundHalfUp(72.5, 0)).toBe(73);
    expect(roundHalfUp(1.005, 2)).toBe(1.01);
    expect(roundHalfUp(8.45, 1)).toBe(8.5);
  });

  test('a negative half goes away from zero, as in PostgreSQL', () => {
    expect(roundHalfUp(-2.5, 0)).toBe(-3);
  });

  test('moves a number by half a unit at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 3 }), (tenThousandths, decimals) => {
        const value = tenThousandths / 10_000;
        expect(Math.abs(roundHalfUp(value, decimals) - value)).toBeLessThanOrEqual(0.5 / 10 ** decimals + 1e-9);
      }),
    );
  });
});

describe('numbers in words', () => {
  test('thousands are separated and decimals are filled up', () => {
    expect(fixedNumber(1484, 0)).toBe('1,484');
    expect(fixedNumber(29.1, 2)).toBe('29.10');
  });

  test('there is no minus zero', () => {
    expect(fixedNumber(-0.3, 0)).toBe('0');
  });

  test('a threshold is written as it was given', () => {
    expect(plainNumber(0.3)).toBe('0.3');
    expect(plainNumber(1200)).toBe('1,200');
  });

  test('a share that is not nothing is not written as nothing', () => {
    expect(shareInWords(0.0123)).toBe('1.2\u00A0%');
    expect(shareInWords(0.0001)).toBe('under 0.1\u00A0%');
    expect(shareInWords(0)).toBe('0\u00A0%');
    expect(shareInWords(1)).toBe('100\u00A0%');
  });

  test('the unit does not break away from its number', () => {
    expect(withUnit('27', 'percent')).toBe('27\u00A0%');
    expect(withUnit('11.2', 'days')).toBe('11.2\u00A0days');
    expect(withUnit('29.1', 'rate per 10,000')).toBe('29.1');
    expect(withUnit('1,484', 'count')).toBe('1,484');
  });
});
