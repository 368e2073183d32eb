import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateText, decimalText } from './numbers.ts';

describe('a number in a cell', () => {
  it.each([
    ['12345678', '12345678'],
    ['1.2345678E7', '12345678'],
    ['1E+15', '1000000000000000'],
    ['12345678901234567', '12345678901234567'],
    ['007', '007'],
    ['-1', '-1'],
    ['20.0', '20'],
    ['6.1382614647501708', '6.13826146475017'],
    ['0.30000000000000004', '0.3'],
    ['0.84873374401095136', '0.848733744010951'],
    ['2.7378507871321E-3', '0.002737850787132'],
    ['1E-7', '0.0000001'],
    ['1E-20', '0'],
    ['-1E-20', '0'],
    ['1E+22', '1E+22'],
    ['1.7976931348623157E+308', '1.7976931348623157E+308'],
    ['nonsense', 'nonsense'],
  ])('%s is %s', (written, text) => {
    expect(decimalText(written)).toBe(text);
  });

  it('is the same number, in digits alone, whatever it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }), (number) => {
        const text = decimalText(String(number));
        expect(text).toMatch(/^-?\d+(\.\d{1,15})?$/);
        expect(Math.abs(Number(text) - number)).toBeLessThanOrEqual(Math.max(Math.abs(number) * 1e-14, 1e-15));
      }),
    );
  });
});

describe('a date in a cell', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, '1900-02-29'],
    [61, '1900-03-01'],
    [0, '1900-01-00'],
    [44_090, '2020-09-16'],
    [44_090.5, '2020-09-16 12:00:00'],
    [44_090.999_999_9, '2020-09-17'],
    [2_958_465, '9999-12-31'],
  ])('counts from 1900, with its 29 February that never was: %d is %s', (serial, text) => {
    expect(dateText(serial, false)).toBe(text);
  });

  it.each([
    [0, '1904-01-01'],
    [42_628, '2020-09-16'],
    [2_957_003, '9999-12-31'],
  ])('counts from 1904 where the workbook does: %d is %s', (serial, text) => {
    expect(dateText(serial, true)).toBe(text);
  });

  it('is none before its first day and behind its last', () => {
    for (const serial of [-1, 2_958_466, 20_201_231, Number.NaN, Infinity]) expect(dateText(serial, false)).toBeNull();
  });

  it('is a day later for each serial', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_464 }), (serial) => {
        const dayOf = (number: number): number => Date.parse(dateText(number, false) ?? '');
        expect(dayOf(serial + 1) - dayOf(serial)).toBe(86_400_000);
      }),
    );
  });
});
