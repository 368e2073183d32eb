import { bankHolidays } from './bank-holidays.ts';
import { type IsoDate, dateOf, dayNumber } from './dates.ts';

/** A bank holiday: the day on which it is taken, and its name. */
export type Holiday = readonly [date: IsoDate, name: string];

/** First and last day that something knows. */
export interface DaysKnown {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** What a calendar is made of: a division's bank holidays and the days between which they are known. */
export interface BankHolidays extends DaysKnown {
  /** Changes whenever a date changes. */
  readonly version: string;
  readonly division: 'england-and-wales';
  /** In order of date. */
  readonly holidays: readonly Holiday[];
}

/**
 * The working days of a division: Monday to Friday less its bank holidays, one-off and substitute days included
 * (indicators.md, "Rules that hold for all").
 *
 * It knows the days `from` to `to`. Every method throws a RangeError for a day outside: a count that silently took
 * unknown bank holidays for working days would be wrong, and look right.
 */
export interface Calendar extends BankHolidays {
  isWorkingDay(date: IsoDate): boolean;
  /** The bank holiday that is taken on that day, or null. */
  holidayName(date: IsoDate): string | null;
  /** Working days from `from` up to and including that day. */
  ordinal(date: IsoDate): number;
  /**
   * Working days strictly after `start`, up to and including `end`: the start day is day 0, so *held within 15 working
   * days* means at most 15. Negative where `end` lies before `start`.
   */
  workingDaysAfter(start: IsoDate, end: IsoDate): number;
  /** The day on which so many working days (0 or more) have passed; `start` itself, a working day or not, for 0. */
  addWorkingDays(start: IsoDate, days: number): IsoDate;
  /** Every day from `from` to `to`, in order. */
  days(): Generator<{ date: IsoDate; ordinal: number; working: boolean }>;
}

/** The calendar of England and Wales that comes with Vigil, from 1990 to 2028; its source stands in `bank-holidays.ts`. */
export const englandAndWales: Calendar = calendarOf(bankHolidays);

/** Where the calendar that comes with Vigil is from, and the day it was taken from there. */
export const ownProvenance: { readonly source: string; readonly retrieved: IsoDate } = bankHolidays;

/** Monday to Friday, as if there were no bank holidays: for showing what difference they make, never for a figure. */
export function withoutBankHolidays({ division, from, to }: Calendar): Calendar {
  return calendarOf({ version: `weekdays alone/${from}/${to}`, division, from, to, holidays: [] });
}

/** Makes a calendar of bank holidays that are in order, each on a weekday of the years covered. */
export function calendarOf({ version, division, from, to, holidays }: BankHolidays): Calendar {
  const names = new Map(holidays);
  const first = dayNumber(from);
  const length = dayNumber(to) - first + 1;

  // Counted once, when first asked; from then on every question about working days is a subtraction.
  let counted: { ordinals: Int32Array; workingDays: number[] } | undefined;

  function count(): { ordinals: Int32Array; workingDays: number[] } {
    const ordinals = new Int32Array(length);
    const workingDays: number[] = [];
    const taken = new Set(holidays.map(([date]) => dayNumber(date)));
    for (let index = 0; index < length; index++) {
      if (!isWeekend(first + index) && !taken.has(first + index)) workingDays.push(index);
      ordinals[index] = workingDays.length;
    }
    return { ordinals, workingDays };
  }

  /** Only the year of the day is named: with the month and the day it may be a child's. */
  function outside(what: string): RangeError {
    return new RangeError(
      `${what} outside the calendar ${version}, which knows ${from} to ${to}: ` +
        'expected a day inside; vigil calendar refresh fetches the years that are published by now',
    );
  }

  function indexOf(date: IsoDate): number {
    const index = dayNumber(date) - first;
    if (index >= 0 && index < length) return index;
    throw outside(`A day in ${date.slice(0, 4)} is`);
  }

  function ordinal(date: IsoDate): number {
    counted ??= count();
    return counted.ordinals[indexOf(date)] as number;
  }

  function addWorkingDays(start: IsoDate, days: number): IsoDate {
    if (!Number.isInteger(days) || days < 0) {
      throw new RangeError(`Expected a whole number of working days, 0 or more, got ${days}`);
    }
    const reached = ordinal(start) + days;
    if (days === 0) return start;
    const index = counted?.workingDays[reached - 1];
    if (index === undefined) throw outside(`${days} working days after a day in ${start.slice(0, 4)} lie`);
    return dateOf(first + index);
  }

  return {
    version,
    division,
    from,
    to,
    holidays,
    isWorkingDay: (date) => !isWeekend(first + indexOf(date)) && !names.has(date),
    holidayName(date) {
      indexOf(date);
      return names.get(date) ?? null;
    },
    ordinal,
    workingDaysAfter: (start, end) => ordinal(end) - ordinal(start),
    addWorkingDays,
    *days() {
      counted ??= count();
      for (const [index, upTo] of counted.ordinals.entries()) {
        yield { date: dateOf(first + index), ordinal: upTo, working: upTo > (counted.ordinals[index - 1] ?? 0) };
      }
    },
  };
}

/** Day 0, 1 January 1970, was a Thursday. */
function isWeekend(number: number): boolean {
  const weekday = (((number + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}
