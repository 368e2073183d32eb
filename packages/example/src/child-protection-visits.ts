import { type IsoDate, lastDay } from '@vigil/calendar';
import { isOpenOn, type Plan } from './child-protection-plans.ts';
import { type Entry, entryOf, isKnown } from './entries.ts';
import type { Month } from './months.ts';
import type { Child } from './people.ts';
import type { Random } from './random.ts';
import { entryCell, type Table, yesNoCell } from './table.ts';
import { workingDaysOf } from './working-days.ts';

export interface Visit {
  readonly child: Child;
  readonly date: Entry;
  readonly childSeen: boolean;
  readonly seenAlone: boolean;
}

/**
 * Visits that leave each month with its share of children seen: at most 15 working days lie after the visit, up to the
 * month's end, so it was paid on one of the last 16 of the month.
 */
const lastWorkingDays = 16;

export function visitsOf(months: readonly Month[], plans: readonly Plan[], random: Random): Visit[] {
  return months.flatMap((month) => {
    const open = plans.filter((plan) => !plan.temporary && isOpenOn(plan, lastDay(month.period)));
    const seen = random.marks(open.length, month.childrenSeenPercent);
    return open.flatMap((plan, index) => visitsIn(month, plan, seen[index] === true, random));
  });
}

function visitsIn(month: Month, plan: Plan, seenAtLast: boolean, random: Random): Visit[] {
  const days = workingDaysOf(month.period).filter((day) => day >= plan.start.on);
  const late = days.slice(-lastWorkingDays);
  const early = days.slice(0, -lastWorkingDays);
  const visits: Visit[] = [];

  function visit(day: IsoDate, childSeen: boolean): void {
    if (visits.some(({ date }) => date.on === day)) return;
    const seenAlone = childSeen && random.chance(0.3);
    visits.push({ child: plan.child, date: entryOf(day, random), childSeen, seenAlone });
  }

  if (early.length > 0 && random.chance(0.8)) visit(random.pick(early), true);
  if (seenAtLast) {
    visit(random.pick(late), true);
    if (random.chance(0.5)) visit(random.pick(late), true);
  } else if (random.chance(0.35)) {
    visit(random.pick(late), false);
  }
  return visits;
}

/** The latest visit to each child that an extract of that date knows of. */
export function lastVisits(visits: readonly Visit[], asAt: IsoDate): ReadonlyMap<string, Visit> {
  const latest = new Map<string, Visit>();
  for (const visit of visits) {
    if (!isKnown(visit.date, asAt)) continue;
    const before = latest.get(visit.child.id);
    if (before === undefined || before.date.on < visit.date.on) latest.set(visit.child.id, visit);
  }
  return latest;
}

export const visitTable: Table<Visit> = {
  list: 'child_protection_visits',
  header: ['Child Unique ID', 'Date of Visit', 'Child Seen', 'Child Seen Alone'],
  opening: ({ date }) => date,
  child: ({ child }) => child,
  cells: ({ child, date, childSeen, seenAlone }, asAt) => [
    child.id,
    entryCell(date, asAt),
    yesNoCell(childSeen),
    yesNoCell(seenAlone),
  ],
};
