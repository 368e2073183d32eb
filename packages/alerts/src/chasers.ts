import { addMonths, lastDay, type Calendar, type IsoDate, type Period } from '@vigil/calendar';
import { personOf } from './digest.ts';
import { byText } from './digest-item.ts';
import { formMonths, type Contributor, type Owed } from './owed.ts';

/** A contributor who is written to about what they owe. */
export interface ChasedContributor extends Contributor {
  /** Working days before its figures are due on which a month is reminded of; null: it is not. */
  readonly remind: number | null;
}

/** What a contributor owes of a month. */
export interface ChasedMonth<One extends ChasedContributor = ChasedContributor> {
  readonly contributor: One;
  readonly period: Period;
  readonly due: IsoDate;
  readonly reason: 'reminder' | 'overdue';
  /** Working days since it was due, 0 of a reminder. */
  readonly late: number;
  readonly indicators: readonly string[];
}

/** One mail: all that somebody owes, for as many contributors as have their address. */
export interface Chaser<One extends ChasedContributor = ChasedContributor> {
  readonly email: string;
  /** By contributor, then by month, the oldest first. */
  readonly months: readonly ChasedMonth<One>[];
}

/** Working days between two mails about what is overdue. */
export const chasedEvery = 5;

/**
 * Which months somebody may be chased for: those that the newest form shows. Who has never sent a form may have been
 * asked for one only lately, and is chased for two.
 */
export function monthsChased(lastComplete: Period, { everSentForm }: { readonly everSentForm: boolean }): Period[] {
  const months = everSentForm ? formMonths : 2;
  return Array.from({ length: months }, (_, index) => addMonths(lastComplete, index + 1 - months));
}

/** The first day on which somebody is written to about a month: its reminder, or else the day after it was due. */
export function chasedFrom({ due, remind }: ChasedContributor, period: Period, calendar: Calendar): IsoDate {
  // A month is not reminded of before it is over.
  const before = remind === null ? due + 1 : Math.max(due - remind, 0);
  return calendar.addWorkingDays(lastDay(period), before);
}

/**
 * Who is written to on a day, and about what. A person is reminded of a month once, is written to on the first working
 * day after it was due, and then again every five, until its figures are there or its form is signed off. A mail names
 * all that the person owes and has been, or is now to be, told of; so one mail makes up for days that were missed.
 *
 * @param owed in any order, of whatever months are to be chased (`monthsChased`)
 * @param chased when somebody was last written to, by address in small letters
 */
export function chasersOn<One extends ChasedContributor>(
  today: IsoDate,
  owed: readonly Owed<One>[],
  { calendar, chased }: { readonly calendar: Calendar; readonly chased: ReadonlyMap<string, IsoDate> },
): readonly Chaser<One>[] {
  if (!calendar.isWorkingDay(today)) return [];
  const people = new Map<string, ChasedMonth<One>[]>();
  for (const month of monthsOwed(today, owed, calendar)) {
    const person = personOf(month.contributor);
    people.set(person, [...(people.get(person) ?? []), month]);
  }
  return [...people]
    .filter(([person, months]) => months.some((month) => isDue(month, today, chased.get(person) ?? null, calendar)))
    .map(([, months]) => ({ email: months[0]!.contributor.email.trim(), months: months.toSorted(byContributor) }));
}

/** What may be told today, a month of a contributor each. */
function monthsOwed<One extends ChasedContributor>(
  today: IsoDate,
  owed: readonly Owed<One>[],
  calendar: Calendar,
): readonly ChasedMonth<One>[] {
  const months = new Map<string, ChasedMonth<One>>();
  for (const { contributor, indicator, period, due, state } of owed) {
    if (state !== 'owed' && state !== 'overdue') continue;
    if (today < chasedFrom(contributor, period, calendar)) continue;
    const key = `${contributor.id} ${period}`;
    const overdue = state === 'overdue';
    months.set(key, {
      contributor,
      period,
      due,
      reason: overdue ? 'overdue' : 'reminder',
      late: overdue ? calendar.workingDaysAfter(due, today) : 0,
      indicators: [...(months.get(key)?.indicators ?? []), indicator],
    });
  }
  return [...months.values()];
}

function isDue(
  { contributor, period, due, reason }: ChasedMonth,
  today: IsoDate,
  last: IsoDate | null,
  calendar: Calendar,
): boolean {
  if (last === null) return true;
  if (reason === 'reminder') return last < chasedFrom(contributor, period, calendar);
  return last <= due || calendar.addWorkingDays(last, chasedEvery) <= today;
}

function byContributor(one: ChasedMonth, other: ChasedMonth): number {
  return byText(one.contributor.id, other.contributor.id) || byText(one.period, other.period);
}
