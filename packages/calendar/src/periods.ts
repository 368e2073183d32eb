import type { Calendar } from './calendar.ts';
import { type IsoDate, monthLength } from './dates.ts';

/** A calendar month, `YYYY-MM`. */
export type Period = string;

/** Whether the text is a calendar month. */
export function isPeriod(text: string): boolean {
  return /^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** The month so many months later, or earlier where `months` is negative. */
export function addMonths(period: Period, months: number): Period {
  const monthsSinceYearZero = yearOf(expectPeriod(period)) * 12 + monthOf(period) - 1 + months;
  const year = Math.floor(monthsSinceYearZero / 12);
  const month = monthsSinceYearZero - year * 12 + 1;
  return expectPeriod(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`);
}

/** Months from one to another; negative where `to` is the earlier one. */
export function monthsBetween(from: Period, to: Period): number {
  const monthsSinceYearZero = (period: Period): number => yearOf(expectPeriod(period)) * 12 + monthOf(period);
  return monthsSinceYearZero(to) - monthsSinceYearZero(from);
}

/** The month that a day lies in. */
export function periodOf(date: IsoDate): Period {
  return expectPeriod(date.slice(0, 7));
}

export function firstDay(period: Period): IsoDate {
  return `${expectPeriod(period)}-01`;
}

export function lastDay(period: Period): IsoDate {
  return `${expectPeriod(period)}-${monthLength(yearOf(period), monthOf(period))}`;
}

/** The same day so many months earlier, or that month's last day where it has no such day: 31 March - 1 = 28 February. */
export function subtractMonthsFromDate(date: IsoDate, months: number): IsoDate {
  const month = addMonths(periodOf(date), -months);
  const sameDay = `${month}-${date.slice(8)}`;
  return sameDay < lastDay(month) ? sameDay : lastDay(month);
}

/** The last month that is complete: whose last day lies before the as-at date (indicators.md). */
export function lastCompletePeriod(asAt: IsoDate): Period {
  return addMonths(periodOf(asAt), -1);
}

/** So many months, oldest first, ending with the last complete one. */
export function completePeriods(asAt: IsoDate, months: number): Period[] {
  const last = lastCompletePeriod(asAt);
  return Array.from({ length: months }, (_, index) => addMonths(last, index + 1 - months));
}

/**
 * Whether a month has settled: the as-at date is later than so many working days after its last day. Until then late
 * recording is expected and its figures are provisional (indicators.md, "Status of a figure").
 */
export function isSettled(period: Period, asAt: IsoDate, settleWorkingDays: number, calendar: Calendar): boolean {
  return asAt > calendar.addWorkingDays(lastDay(period), settleWorkingDays);
}

function yearOf(period: Period): number {
  return Number(period.slice(0, 4));
}

function monthOf(period: Period): number {
  return Number(period.slice(5, 7));
}

function expectPeriod(period: Period): Period {
  if (isPeriod(period)) return period;
  throw new RangeError(
    `Expected a calendar month as YYYY-MM (0001 to 9999), got ${period.length} characters that are none`,
  );
}
