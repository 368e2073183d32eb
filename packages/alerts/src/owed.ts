import { firstDay, addMonths, lastDay, periodName, type Calendar, type IsoDate, type Period } from '@vigil/calendar';

/** Somebody who reports figures that no extract gives. */
export interface Contributor {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly indicators: readonly string[];
  /** Working days after a month's end by which its figures are due. */
  readonly due: number;
}

/** How many months a form shows, and so speaks for. */
export const formMonths = 13;

/**
 * How it stands with a figure: it is `there`; its form is signed off, and its cell was left empty; it is `owed`, and not
 * due yet or due today; it is `overdue`.
 */
export type OwedState = 'there' | 'left empty' | 'owed' | 'overdue';

/** A figure of a month that somebody is to report. */
export interface Owed<One extends Contributor = Contributor> {
  readonly contributor: One;
  readonly indicator: string;
  readonly period: Period;
  readonly due: IsoDate;
  readonly state: OwedState;
}

/** The working day by which figures of a month are due. */
export function dueDay({ due }: Pick<Contributor, 'due'>, period: Period, calendar: Calendar): IsoDate {
  return calendar.addWorkingDays(lastDay(period), due);
}

/** The as-at date of the form of a month: the first day on which the month is complete. */
export function asAtOfForm(period: Period): IsoDate {
  return firstDay(addMonths(period, 1));
}

/** Whether the form as at a date shows a month: whoever signed it off stands behind that month too. */
export function formShows(asAt: IsoDate, period: Period): boolean {
  return asAt >= asAtOfForm(period) && asAt < asAtOfForm(addMonths(period, formMonths));
}

/** What the form of a contributor and month is called. The date in it makes it a delivery. */
export function formFileName({ id }: Pick<Contributor, 'id'>, period: Period): string {
  return `${id} ${periodName(period)} as at ${asAtOfForm(period)}.xlsx`;
}

/** A date as at which everything is on record that is known today of a month and those before. */
export function newestAsAt(period: Period, today: IsoDate): IsoDate {
  const own = asAtOfForm(period);
  return own > today ? own : today;
}

/**
 * Who owes which figures of a month, and by when; in the order of the contributors and of their indicators.
 *
 * @param facts.reported indicators that have a reported figure of the month, or words in its place
 * @param facts.signedOff ids of contributors of whom a form that shows the month is on record
 */
export function owedBy<One extends Contributor>(
  contributors: readonly One[],
  period: Period,
  facts: {
    readonly today: IsoDate;
    readonly calendar: Calendar;
    readonly reported: ReadonlySet<string>;
    readonly signedOff: ReadonlySet<string>;
  },
): readonly Owed<One>[] {
  return contributors.flatMap((contributor) => {
    const due = dueDay(contributor, period, facts.calendar);
    const missing: OwedState = facts.signedOff.has(contributor.id)
      ? 'left empty'
      : facts.today > due
        ? 'overdue'
        : 'owed';
    return contributor.indicators.map((indicator) => ({
      contributor,
      indicator,
      period,
      due,
      state: facts.reported.has(indicator) ? ('there' as const) : missing,
    }));
  });
}
