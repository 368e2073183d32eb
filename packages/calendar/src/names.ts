import { type IsoDate, dayNumber, parts } from './dates.ts';
import type { Period } from './periods.ts';

// Written out: what Intl gives for en-GB changed between releases of Node ("Sep", "Sept"), and a frozen mail must not.
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** 'December 2020' */
export function periodName(period: Period): string {
  return `${monthName(period)} ${period.slice(0, 4)}`;
}

/** 'Dec 2020' */
export function shortPeriodName(period: Period): string {
  return `${monthName(period).slice(0, 3)} ${period.slice(0, 4)}`;
}

/** '4 January 2021' */
export function dateName(date: IsoDate): string {
  return `${parts(date)[2]} ${monthName(date)} ${date.slice(0, 4)}`;
}

const weekdays = ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'] as const;

/** 'Friday' */
export function weekdayName(date: IsoDate): string {
  // Day 0, 1 January 1970, was a Thursday.
  return weekdays[((dayNumber(date) % 7) + 7) % 7]!;
}

function monthName(text: string): string {
  const name = months[Number(text.slice(5, 7)) - 1];
  if (name === undefined) throw new RangeError('Expected a month as YYYY-MM or a day as YYYY-MM-DD');
  return name;
}
