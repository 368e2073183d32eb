/** A plain calendar day, `YYYY-MM-DD`, in no time zone. */
export type IsoDate = string;

const millisecondsPerDay = 86_400_000;
const firstDayNumber = Date.parse('0001-01-01') / millisecondsPerDay;
const lastDayNumber = Date.parse('9999-12-31') / millisecondsPerDay;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether the text is a real day, not just the shape of one: 2021-02-29 is not. Years run from 0001 to 9999. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = parts(text);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
}

/** The day so many days later, or earlier where `days` is negative. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOf(dayNumber(date) + days);
}

/**
 * The same day so many years later or earlier. From 29 February into a year without one: forwards gives 1 March,
 * backwards 28 February (indicators.md, "Rules that hold for all"), so that nobody comes of age a day too soon.
 */
export function addYears(date: IsoDate, years: number): IsoDate {
  const [year, month, day] = parts(expectDate(date));
  const there = year + years;
  if (day <= monthLength(there, month)) return isoDate(there, month, day);
  return years > 0 ? isoDate(there, 3, 1) : isoDate(there, 2, 28);
}

/** Days from one day to another; negative where `to` is the earlier one. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The Monday of the week that a day is in. */
export function mondayOf(date: IsoDate): IsoDate {
  // Day 0, 1 January 1970, was a Thursday.
  return addDays(date, -((((dayNumber(date) + 3) % 7) + 7) % 7));
}

/** The day it is in a time zone (IANA name) at that moment. */
export function todayIn(timeZone: string, now: Date): IsoDate {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const [day, month, year] = format.format(now).split('/');
  return `${year}-${month}-${day}`;
}

/** Days since 1 January 1970. @throws RangeError where the text is not a day. */
export function dayNumber(date: IsoDate): number {
  return Date.parse(expectDate(date)) / millisecondsPerDay;
}

/** The day of a day number. @throws RangeError outside the years 0001 to 9999. */
export function dateOf(number: number): IsoDate {
  if (number >= firstDayNumber && number <= lastDayNumber) {
    return new Date(number * millisecondsPerDay).toISOString().slice(0, 10);
  }
  throw new RangeError('Expected a day in the years 0001 to 9999');
}

/** Days in a month (1 to 12) of a year. */
export function monthLength(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : (monthLengths[month - 1] ?? 0);
}

/** Year, month and day as numbers, of a text of the right shape. */
export function parts(date: IsoDate): [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function isoDate(year: number, month: number, day: number): IsoDate {
  return expectDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0');
}

/** The text stays out of the message: it may be a child's date of birth. */
function expectDate(date: IsoDate): IsoDate {
  if (isIsoDate(date)) return date;
  throw new RangeError(
    `Expected a calendar day as YYYY-MM-DD (0001 to 9999), got ${date.length} characters that are none`,
  );
}
