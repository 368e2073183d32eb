import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bankHolidays } from './bank-holidays.ts';
import { isIsoDate } from './dates.ts';

const published = new URL('../../../../shared/data/published/bank-holidays.json', import.meta.url);
const publishedIsThere = existsSync(published);

test('the version belongs to this content: with other content goes another version', () => {
  const content = createHash('sha256').update(
    JSON.stringify([bankHolidays.from, bankHolidays.to, bankHolidays.holidays]),
  );
  expect([bankHolidays.version, content.digest('hex')]).toEqual([
    'england-and-wales/2026-11',
    '9eda4fbbfb93dfc573a562a93a58483fb3456f983e2b7393279588394b366628',
  ]);
});

test('the days are real, in order, inside the years covered, and on weekdays', () => {
  const dates = bankHolidays.holidays.map(([date]) => date);
  expect(dates.filter((date) => !isIsoDate(date))).toEqual([]);
  expect(dates).toEqual([...new Set(dates)].sort());
  expect(dates.filter((date) => date < bankHolidays.from || date > bankHolidays.to)).toEqual([]);
  expect(dates.filter((date) => [0, 6].includes(new Date(date).getUTCDay()))).toEqual([]);
});

test('every year has its eight, and the years with one or two more are known', () => {
  const years = Array.from({ length: 39 }, (_, index) => String(1990 + index));
  const counts = years.map((year) => [year, bankHolidays.holidays.filter(([date]) => date.startsWith(year)).length]);
  const more = counts.filter(([, days]) => days !== 8);
  expect(more).toEqual([
    ['1999', 9],
    ['2002', 9],
    ['2011', 9],
    ['2012', 9],
    ['2022', 10],
    ['2023', 9],
  ]);
});

test.each([
  ['1994-01-03', 'New Year’s Day'], // 1 January was a Saturday
  ['1994-12-27', 'Christmas Day'], // 25 December was a Sunday, Boxing Day stayed where it was
  ['1995-05-08', 'Early May bank holiday (VE day)'],
  ['1999-12-31', 'Millennium bank holiday'],
  ['2002-06-03', 'Golden Jubilee bank holiday'],
  ['2002-06-04', 'Spring bank holiday'],
  ['2011-04-29', 'Bank holiday for the wedding of Prince William and Catherine Middleton'],
  ['2012-06-04', 'Spring bank holiday'],
  ['2012-06-05', 'Queen’s Diamond Jubilee'],
  ['2020-05-08', 'Early May bank holiday (VE day)'],
  ['2020-12-28', 'Boxing Day'],
  ['2022-06-02', 'Spring bank holiday'],
  ['2022-06-03', 'Platinum Jubilee bank holiday'],
  ['2022-09-19', 'Bank Holiday for the State Funeral of Queen Elizabeth II'],
  ['2023-05-08', 'Bank holiday for the coronation of King Charles III'],
])('%s: %s', (date, name) => {
  expect(bankHolidays.holidays.find(([day]) => day === date)?.[1]).toBe(name);
});

test.each(['1995-05-01', '2002-05-27', '2012-05-28', '2020-05-04', '2022-05-30'])(
  '%s, from which a holiday was moved, is none',
  (date) => {
    expect(bankHolidays.holidays.some(([day]) => day === date)).toBe(false);
  },
);

describe.skipIf(!publishedIsThere)(
  `GOV.UK's own file${publishedIsThere ? '' : ' (skipped: ../shared/data/published/bank-holidays.json is not there)'}`,
  () => {
    test('2012 to 2028 are the same days under the same names', () => {
      const file = JSON.parse(readFileSync(published, 'utf8')) as Record<
        'england-and-wales',
        { events: { date: string; title: string }[] }
      >;
      const events = file['england-and-wales'].events.map(({ date, title }) => [date, title]);
      expect(bankHolidays.holidays.filter(([date]) => date >= '2012')).toEqual(events);
    });
  },
);
