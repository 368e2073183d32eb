import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addYears, daysBetween, isIsoDate, mondayOf, todayIn } from './dates.ts';

const anyDay = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1900-01-01', days));

describe('a day', () => {
  test.each(['2021-01-04', '2020-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(isIsoDate(text)).toBe(true);
  });

  test.each([
    '2021-02-29',
    '1900-02-29',
    '2021-04-31',
    '2021-13-01',
    '2021-00-10',
    '2021-01-00',
    '0000-01-01',
    '2021-1-4',
    '2021-01-04T00:00',
    '04/01/2021',
    ' 2021-01-04',
    '2021-01-04\n',
    '',
  ])('%j is none', (text) => {
    expect(isIsoDate(text)).toBe(false);
  });
});

describe('days', () => {
  test('are added over months, years and the days when the clocks change', () => {
    expect(addDays('2020-02-28', 2)).toBe('2020-03-01');
    expect(addDays('2021-01-01', -1)).toBe('2020-12-31');
    expect(addDays('2021-03-27', 2)).toBe('2021-03-29');
  });

  test('between two days are what adding takes', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  test('beyond the year 9999, or after no day at all, are refused', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
    expect(() => addDays('2021-02-29', 1)).toThrow(/YYYY-MM-DD/);
  });
});

describe('years', () => {
  test.each([
    ['2004-02-29', 18, '2022-03-01'],
    ['2004-02-29', 16, '2020-02-29'],
    ['2020-02-29', -1, '2019-02-28'],
    ['2020-02-29', -4, '2016-02-29'],
    ['2020-02-29', 0, '2020-02-29'],
    ['2003-01-04', 18, '2021-01-04'],
  ])('%s %d years on is %s', (date, years, there) => {
    expect(addYears(date, years)).toBe(there);
  });
});

describe('a week', () => {
  test.each([
    ['2021-01-04', '2021-01-04'],
    ['2021-01-10', '2021-01-04'],
    ['2021-01-11', '2021-01-11'],
    ['1969-12-31', '1969-12-29'],
  ])('of %s begins on %s', (day, monday) => {
    expect(mondayOf(day)).toBe(monday);
  });
});

describe('today', () => {
  test('is another day in London than in Greenwich for an hour of a summer night', () => {
    expect(todayIn('Europe/London', new Date('2020-06-30T23:30:00Z'))).toBe('2020-07-01');
    expect(todayIn('UTC', new Date('2020-06-30T23:30:00Z'))).toBe('2020-06-30');
    expect(todayIn('Europe/London', new Date('2020-12-31T23:30:00Z'))).toBe('2020-12-31');
  });
});
