import { z } from 'zod';
import { type BankHolidays, type DaysKnown, type Holiday, calendarOf } from './calendar.ts';
import { type IsoDate, isIsoDate } from './dates.ts';

/** England and Wales have had eight bank holidays in every year since 1978, and sometimes more. */
const fewestInAYear = 8;

const day = z.string().refine(isIsoDate, 'expected a day that exists, written YYYY-MM-DD');
const published = z.object({
  'england-and-wales': z.object({
    division: z.literal('england-and-wales'),
    events: z.array(z.object({ date: day, title: z.string().trim().min(1) })).min(1, 'expected bank holidays'),
  }),
});

/**
 * The bank holidays of England and Wales in the file that GOV.UK publishes (`https://www.gov.uk/bank-holidays.json`), in
 * order of date.
 *
 * @param document the file as parsed JSON
 * @throws Error with a line for each thing that is not as it must be: where, what was expected
 */
export function readPublishedHolidays(document: unknown): readonly Holiday[] {
  const read = published.safeParse(document);
  if (!read.success) {
    throw new Error(
      read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('\n'),
    );
  }
  const { events } = read.data['england-and-wales'];
  const holidays = events
    .map(({ date, title }): Holiday => [date, title])
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const problems = holidays.flatMap(([date, name], index) => {
    const weekday = new Date(date).getUTCDay();
    if (weekday === 0 || weekday === 6) return [`${date} (${name}) is at a weekend; expected its substitute day`];
    return holidays[index - 1]?.[0] === date ? [`${date} is there twice; expected each day once`] : [];
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return holidays;
}

/** What differs between two versions of a calendar. */
export interface CalendarDifference {
  readonly added: readonly Holiday[];
  readonly removed: readonly Holiday[];
  readonly renamed: readonly { readonly date: IsoDate; readonly before: string; readonly now: string }[];
  /** First and last day that each knows. */
  readonly before: DaysKnown;
  readonly now: DaysKnown;
}

export function calendarDifference(before: BankHolidays, now: BankHolidays): CalendarDifference {
  const [earlier, later] = [new Map(before.holidays), new Map(now.holidays)];
  return {
    added: now.holidays.filter(([date]) => !earlier.has(date)),
    removed: before.holidays.filter(([date]) => !later.has(date)),
    renamed: now.holidays.flatMap(([date, name]) => {
      const was = earlier.get(date);
      return was === undefined || was === name ? [] : [{ date, before: was, now: name }];
    }),
    before: { from: before.from, to: before.to },
    now: { from: now.from, to: now.to },
  };
}

/**
 * A calendar renewed by what was published: its own years up to the first published one, then those published.
 *
 * @param version of the calendar that comes of it
 * @returns `losses`: in words, what it no longer has or can hardly be right about. Somebody must have looked at them.
 * @throws Error where years lie between the two, whose holidays nobody knows
 */
export function renewed(
  current: BankHolidays,
  publishedHolidays: readonly Holiday[],
  version: string,
): { readonly holidays: BankHolidays; readonly losses: readonly string[] } {
  const years = publishedHolidays.map(([date]) => Number(date.slice(0, 4)));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  if (first > Number(current.to.slice(0, 4)) + 1) {
    throw new Error(
      `The first year in it is ${first}, and the calendar at hand ends in ${current.to.slice(0, 4)}: expected no gap`,
    );
  }
  const firstDay = `${first}-01-01`;
  const holidays = {
    version,
    division: current.division,
    from: current.from < firstDay ? current.from : firstDay,
    to: `${last}-12-31`,
    holidays: [...current.holidays.filter(([date]) => date < firstDay), ...publishedHolidays],
  };
  const { removed } = calendarDifference(current, holidays);
  const sparse = Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((year) => {
    const count = years.filter((one) => one === year).length;
    return count < fewestInAYear
      ? [`${year} has ${count} bank holidays, where there are ${fewestInAYear} or more.`]
      : [];
  });
  return {
    holidays: calendarOf(holidays),
    losses: [
      ...(holidays.to < current.to ? [`It ends on ${holidays.to}; the calendar at hand ends on ${current.to}.`] : []),
      ...removed.filter(([date]) => date <= holidays.to).map(([date, name]) => `${date} (${name}) is gone.`),
      ...sparse,
    ],
  };
}
