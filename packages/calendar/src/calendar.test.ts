import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { englandAndWales as calendar, withoutBankHolidays } from './calendar.ts';
import { addDays } from './dates.ts';

// Counted by plain enumeration, apart from this code. Every row crosses a bank holiday that some system has missed.
const passed = [
  // start, 1 working day on, 15 on, 45 on
  ['2020-04-01', '2020-04-02', '2020-04-24', '2020-06-09'],
  ['2020-04-30', '2020-05-01', '2020-05-22', '2020-07-06'],
  ['2020-05-07', '2020-05-11', '2020-06-01', '2020-07-13'],
  ['2020-10-05', '2020-10-06', '2020-10-26', '2020-12-07'],
  ['2020-11-30', '2020-12-01', '2020-12-21', '2021-02-04'],
  ['2020-12-14', '2020-12-15', '2021-01-07', '2021-02-18'],
  ['2020-12-21', '2020-12-22', '2021-01-14', '2021-02-25'],
  ['2020-12-24', '2020-12-29', '2021-01-19', '2021-03-02'],
  ['2020-12-26', '2020-12-29', '2021-01-19', '2021-03-02'],
  ['2021-03-26', '2021-03-29', '2021-04-20', '2021-06-03'],
  ['2022-05-27', '2022-05-30', '2022-06-21', '2022-08-02'],
  ['2022-06-02', '2022-06-06', '2022-06-24', '2022-08-05'],
  ['2022-09-12', '2022-09-13', '2022-10-04', '2022-11-15'],
  ['2023-04-24', '2023-04-25', '2023-05-17', '2023-06-29'],
  ['2023-05-05', '2023-05-09', '2023-05-30', '2023-07-11'],
  ['2024-12-20', '2024-12-23', '2025-01-15', '2025-02-26'],
] as const;

describe('working days', () => {
  test.each(passed)('after %s: 1 on %s, 15 on %s, 45 on %s', (start, one, fifteen, fortyFive) => {
    expect([1, 15, 45].map((days) => calendar.addWorkingDays(start, days))).toEqual([one, fifteen, fortyFive]);
    expect([one, fifteen, fortyFive].map((end) => calendar.workingDaysAfter(start, end))).toEqual([1, 15, 45]);
  });

  test('the start is day 0, whether it is a working day or not', () => {
    expect(calendar.workingDaysAfter('2020-12-24', '2020-12-24')).toBe(0);
    expect(calendar.workingDaysAfter('2020-12-24', '2020-12-28')).toBe(0);
    expect(calendar.addWorkingDays('2020-12-26', 0)).toBe('2020-12-26');
  });

  test('Christmas 2020, with Boxing Day on its substitute day', () => {
    expect(calendar.holidayName('2020-12-25')).toBe('Christmas Day');
    expect(calendar.holidayName('2020-12-26')).toBeNull();
    expect(calendar.holidayName('2020-12-28')).toBe('Boxing Day');
    expect(['2020-12-24', '2020-12-25', '2020-12-26', '2020-12-27', '2020-12-28', '2020-12-29'].map(working)).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
    ]);
  });

  test('are counted from the first day that the calendar knows', () => {
    expect(calendar.ordinal('1990-01-01')).toBe(0);
    expect(calendar.ordinal('1990-01-02')).toBe(1);
    expect(calendar.ordinal('1990-01-07')).toBe(4);
  });
});

describe('the days of a calendar', () => {
  const days = [...calendar.days()];

  test('are all there, in order', () => {
    expect(days[0]?.date).toBe(calendar.from);
    expect(days.at(-1)?.date).toBe(calendar.to);
    expect(days.every((day, index) => day.date === addDays(calendar.from, index))).toBe(true);
  });

  test('say the same as the questions', () => {
    for (const { date, ordinal, working: isWorking } of days) {
      expect([date, ordinal, isWorking]).toEqual([date, calendar.ordinal(date), working(date)]);
    }
  });
});

describe('a day that the calendar does not know', () => {
  test.each(['1989-12-31', '2029-01-01'])('%s is refused, not guessed', (date) => {
    expect(() => calendar.ordinal(date)).toThrow(/outside the calendar england-and-wales\/.*1990-01-01 to 2028-12-31/);
    expect(() => calendar.isWorkingDay(date)).toThrow(RangeError);
    expect(() => calendar.holidayName(date)).toThrow(RangeError);
    expect(() => calendar.workingDaysAfter('2020-01-01', date)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays(date, 0)).toThrow(RangeError);
  });

  test('is not reached by adding either', () => {
    expect(calendar.addWorkingDays('2028-12-22', 3)).toBe('2028-12-29');
    expect(() => calendar.addWorkingDays('2028-12-22', 4)).toThrow(/outside the calendar/);
  });

  test('a text that is no day is refused without being repeated', () => {
    expect(() => calendar.ordinal('31/12/2009')).toThrow(/^(?!.*2009).*YYYY-MM-DD/);
  });

  test.each([-1, 1.5, Number.NaN])('%d working days cannot be added', (number) => {
    expect(() => calendar.addWorkingDays('2020-01-01', number)).toThrow(/whole number of working days/);
  });
});

const vectors = new URL('../../../../shared/reference/working-days.json', import.meta.url);
const vectorsAreThere = existsSync(vectors);

describe.skipIf(!vectorsAreThere)(
  `the published vectors${vectorsAreThere ? '' : ' (skipped: ../shared/reference/working-days.json is not there)'}`,
  () => {
    const { cases } = vectorsAreThere
      ? (JSON.parse(readFileSync(vectors, 'utf8')) as { cases: readonly Record<string, string>[] })
      : { cases: [] };
    const reached = (one: Record<string, string>, suffix: string, of: typeof calendar): (string | null)[] =>
      [15, 45].map((days) => (one[`plus${days}${suffix}`] ? of.addWorkingDays(one['start']!, days) : null));
    const expected = (one: Record<string, string>, suffix: string): (string | null)[] =>
      [15, 45].map((days) => one[`plus${days}${suffix}`] ?? null);

    test.each(cases)('from $start', (one) => {
      expect(calendar.addWorkingDays(one['start']!, 1)).toBe(one['plus1']);
      expect(reached(one, '', calendar)).toEqual(expected(one, ''));
    });

    test.each(cases)('from $start, weekends alone', (one) => {
      const weekdays = withoutBankHolidays(calendar);
      expect(reached(one, '_weekends_only', weekdays)).toEqual(expected(one, '_weekends_only'));
    });
  },
);

test('every day from 2012 to 2028 is as plain enumeration has it', () => {
  const holidays = new Set(calendar.holidays.map(([date]) => date));
  let counted = calendar.ordinal('2011-12-31');
  const day = new Date('2012-01-01T12:00:00Z');
  for (; day.getUTCFullYear() < 2029; day.setUTCDate(day.getUTCDate() + 1)) {
    const date = day.toISOString().slice(0, 10);
    const works = day.getUTCDay() !== 0 && day.getUTCDay() !== 6 && !holidays.has(date);
    if (works) counted += 1;
    expect([date, working(date), calendar.ordinal(date)]).toEqual([date, works, counted]);
  }
});

test('without bank holidays, every Monday to Friday is a working day', () => {
  const weekdays = withoutBankHolidays(calendar);
  expect(weekdays.isWorkingDay('2020-12-25')).toBe(true);
  expect(weekdays.isWorkingDay('2020-12-26')).toBe(false);
  expect(weekdays.workingDaysAfter('2020-12-14', '2021-01-07')).toBe(18);
  expect(weekdays.version).not.toBe(calendar.version);
});

describe('for any days', () => {
  const anyDay = fc.integer({ min: 0, max: 13_000 }).map((days) => addDays('1990-01-01', days));

  test('the working days after a start are those that one counts', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 400 }), (start, length) => {
        let counted = 0;
        for (let day = 1; day <= length; day++) if (working(addDays(start, day))) counted++;
        expect(calendar.workingDaysAfter(start, addDays(start, length))).toBe(counted);
      }),
    );
  });

  test('adding working days is the inverse of counting them, and ends on a working day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 300 }), (start, days) => {
        const end = calendar.addWorkingDays(start, days);
        expect([working(end), calendar.workingDaysAfter(start, end)]).toEqual([true, days]);
      }),
    );
  });

  test('counts add up, and backwards is the negative of forwards', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
        expect(calendar.workingDaysAfter(a, b) + calendar.workingDaysAfter(b, c)).toBe(calendar.workingDaysAfter(a, c));
        expect(calendar.workingDaysAfter(b, a) + calendar.workingDaysAfter(a, b)).toBe(0);
      }),
    );
  });
});

function working(date: string): boolean {
  return calendar.isWorkingDay(date);
}
