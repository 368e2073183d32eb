import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDecimal, parseFigureText, parseInteger } from './numbers.ts';

describe('numbers', () => {
  it('reads every whole number back, as itself and as a spreadsheet writes it', () => {
    fc.assert(
      fc.property(fc.integer(), (number) => {
        expect(parseInteger(String(number))).toBe(String(number));
        expect(parseInteger(`${number}.0`)).toBe(String(number));
        expect(parseDecimal(String(number))).toBe(String(number));
      }),
    );
  });

  it('reads every decimal back, whatever zeros surround it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(999_999), (whole, fraction) => {
        const text = `${whole}.${String(fraction).padStart(6, '0')}`;
        const sign = text.startsWith('-') ? '-' : '';
        const padded = `${sign}00${text.replace('-', '')}00`;
        expect(Number(parseDecimal(padded))).toBe(Number(text));
        expect(parseDecimal(parseDecimal(padded) ?? '')).toBe(parseDecimal(padded));
      }),
    );
  });

  it.each(['', '-', '.', '1,484', '27%', '27 %', '1e5', '0x10', 'ten', '1.2.3', '5.', '1 000', 'NaN', '1'.repeat(16)])(
    'refuses %j',
    (text) => {
      expect(parseDecimal(text)).toBeNull();
      expect(parseInteger(text)).toBeNull();
    },
  );

  it('takes a fraction for a number but not for a whole one', () => {
    expect([parseDecimal('6.138'), parseInteger('6.138'), parseDecimal('.5'), parseDecimal('-0.0')]).toEqual([
      '6.138',
      null,
      '0.5',
      '0',
    ]);
  });

  it('takes the words of a figure that is not there yet', () => {
    expect(['TBD', 'Not  reported', 'Data due Jan 2021', 'data due 31/01/2021'].map(parseFigureText)).toEqual([
      'tbd',
      'not reported',
      'data due Jan 2021',
      'data due 31/01/2021',
    ]);
    expect(['n/a', 'data due', 'data due soon', ''].map(parseFigureText)).toEqual([null, null, null, null]);
  });
});
