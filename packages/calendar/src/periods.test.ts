import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { englandAndWales } from './calendar.ts';
import { addDays } from './dates.ts';
import { dateName, periodName, shortPeriodName, weekdayName } from './names.ts';
import {
  addMonths,
  completePeriods,
  firstDay,
  isPeriod,
  isSettled,
  lastCompletePeriod,
  lastDay,
  monthsBetween,
  periodOf,
  subtractMonthsFromDate,
} from './periods.ts';

const anyPeriod = fc.integer({ min: -1500, max: 1500 }).map((months) => addMonths('2020-12', months));

describe('a period', () => {
  test.each(['2020-12', '0001-01'])('%s is one', (text) => {
    expect(isPeriod(text)).toBe(true);
  });

  test.each(['2020-13', '2020-00', '0000-01', '2020-1', '2020-12-01', '12/2020', ''])('%j is none', (text) => {
    expect(isPeriod(text)).toBe(false);
  });

  test('runs from its first to its last day', () => {
    expect([firstDay('2020-02'), lastDay('2020-02')]).toEqual(['2020-02-01', '2020-02-29']);
    expect([firstDay('2021-02'), lastDay('2021-02')]).toEqual(['2021-02-01', '2021-02-28']);
    expect(periodOf('2020-12-31')).toBe('2020-12');
  });

  test('follows on the last day of the one before', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(addDays(lastDay(period), 1)).toBe(firstDay(addMonths(period, 1)));
      }),
    );
  });

  test('adding months is undone by taking them away', () => {
    fc.assert(
      fc.property(anyPeriod, fc.integer({ min: -500, max: 500 }), (period, months) => {
        expect(addMonths(addMonths(period, months), -months)).toBe(period);
        expect(monthsBetween(period, addMonths(period, months))).toBe(months);
      }),
    );
  });

  test('a text that is no month is refused', () => {
    expect(() => addMonths('2020-13', 1)).toThrow(/YYYY-MM/);
    expect(() => lastDay('2020')).toThrow(/YYYY-MM/);
    expect(() => addMonths('9999-12', 1)).toThrow(RangeError);
  });
});

describe('complete', () => {
  test.each([
    ['2021-01-04', '2020-12'],
    ['2021-01-01', '2020-12'],
    ['2020-12-31', '2020-11'], // its last day is not before the as-at date
    ['2020-12-01', '2020-11'],
  ])('at %s the last one is %s', (asAt, period) => {
    expect(lastCompletePeriod(asAt)).toBe(period);
  });

  test('periods are listed oldest first', () => {
    expect(completePeriods('2021-01-04', 3)).toEqual(['2020-10', '2020-11', '2020-12']);
    expect(completePeriods('2021-01-04', 0)).toEqual([]);
  });
});

describe('settled', () => {
  test('November 2020 from the eleventh working day of December on', () => {
    expect(isSettled('2020-11', '2020-12-14', 10, englandAndWales)).toBe(false);
    expect(isSettled('2020-11', '2020-12-15', 10, englandAndWales)).toBe(true);
  });

  test('December 2020 waits for the bank holiday and the weekend', () => {
    expect(isSettled('2020-12', '2021-01-04', 1, englandAndWales)).toBe(false);
    expect(isSettled('2020-12', '2021-01-05', 1, englandAndWales)).toBe(true);
    expect(isSettled('2020-12', '2021-01-01', 0, englandAndWales)).toBe(true);
  });
});

describe('months before a day', () => {
  test.each([
    ['2021-01-04', 6, '2020-07-04'],
    ['2021-03-31', 1, '2021-02-28'],
    ['2020-08-31', 6, '2020-02-29'],
    ['2020-12-31', 12, '2019-12-31'],
    ['2020-12-31', 0, '2020-12-31'],
  ])('%s less %d months is %s', (date, months, there) => {
    expect(subtractMonthsFromDate(date, months)).toBe(there);
  });
});

test('months and days are named in plain English', () => {
  expect(periodName('2020-12')).toBe('December 2020');
  expect(shortPeriodName('2020-09')).toBe('Sep 2020');
  expect(dateName('2021-01-04')).toBe('4 January 2021');
  expect(['2021-01-04', '2021-01-10', '1969-12-31'].map(weekdayName)).toEqual(['Monday', 'Sunday', 'Wednesday']);
  expect(() => periodName('2020-13')).toThrow(RangeError);
});
