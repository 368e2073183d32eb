import { addDays, addMonths, daysBetween, firstDay, type IsoDate, lastDay, periodOf } from '@vigil/calendar';
import { type Entry, entryAfter, entryOf } from './entries.ts';
import type { Month } from './months.ts';
import { type Child, type Children, familySizes, type Worker, workerOf } from './people.ts';
import type { Random } from './random.ts';
import type { Enquiry } from './section-47-enquiries.ts';
import { childCells, childHeader, dateCell, entryCell, type Table, yesNoCell } from './table.ts';
import { workingDaysOf } from './working-days.ts';

export interface Plan {
  readonly child: Child;
  readonly worker: Worker;
  readonly category: string;
  readonly start: Entry;
  end: Entry | null;
  /** Held here for another authority while the family stays in this one. */
  readonly temporary: boolean;
  readonly previousPlans: number;
  /** A few families stay on plans for years; most plans end within one. */
  readonly long: boolean;
}

/** Plans that follow the conferences, and end so that each month closes with its number of open plans. */
export function plansOf(
  months: readonly Month[],
  enquiries: readonly Enquiry[],
  children: Children,
  random: Random,
): Plan[] {
  const begun = enquiries.filter((enquiry) => enquiry.resultedInPlan).map((enquiry) => planAfter(enquiry, random));
  const [first] = months;
  const plans = first === undefined ? begun : [...plansBefore(first, children, random), ...begun];
  for (const month of months) endPlansIn(month, plans, random);
  return [...plans, ...months.flatMap((month) => temporaryPlansOf(month, children, random))];
}

/** Whether a plan is open at the end of a day. */
export function isOpenOn(plan: Plan, date: IsoDate): boolean {
  return plan.start.on <= date && (plan.end === null || plan.end.on > date);
}

function planAfter({ child, conference }: Enquiry, random: Random): Plan {
  if (conference === null) throw new Error('A plan starts with a conference');
  return planOf({ child, start: conference, end: null, temporary: false }, random);
}

function planOf(plan: Pick<Plan, 'child' | 'start' | 'end' | 'temporary'>, random: Random): Plan {
  return {
    ...plan,
    worker: workerOf('PACT', 3, random),
    category: random.weighted([
      ['a) Neglect', 50],
      ['b) Physical abuse', 8],
      ['c) Sexual abuse', 4],
      ['d) Emotional abuse', 36],
      ['e) Multiple/not recommended', 2],
    ]),
    previousPlans: random.weighted([
      [0, 78],
      [1, 18],
      [2, 4],
    ]),
    long: random.chance(0.1),
  };
}

/** What was open when the first month began. */
function plansBefore(first: Month, children: Children, random: Random): Plan[] {
  return familySizes(first.plansOpen, random).flatMap((size) => {
    const daysAgo = Math.round(10 + 900 * random.next() * random.next());
    const start = random.pick(workingDaysOf(periodOf(addDays(firstDay(first.period), -daysAgo - 31))));
    return children
      .family(size, start)
      .map((child) => planOf({ child, start: { on: start, entered: start }, end: null, temporary: false }, random));
  });
}

/** The oldest go first, by and large, and none within its first hundred days. */
function endPlansIn(month: Month, plans: readonly Plan[], random: Random): void {
  const close = lastDay(month.period);
  const open = plans.filter((plan) => isOpenOn(plan, close));
  const endings = open
    .map((plan) => ({ plan, age: daysBetween(plan.start.on, close) }))
    .filter(({ plan, age }) => age > (plan.long ? 1000 : 100))
    .map(({ plan, age }) => ({ plan, turn: age * (0.5 + random.next()) }))
    .sort((a, b) => b.turn - a.turn)
    .slice(0, Math.max(open.length - month.plansOpen, 0));
  for (const { plan } of endings) {
    plan.end = entryAfter(plan.start, random.pick(workingDaysOf(month.period)));
  }
}

function temporaryPlansOf(month: Month, children: Children, random: Random): Plan[] {
  if (!random.chance(0.25)) return [];
  const start = entryOf(random.pick(workingDaysOf(month.period)), random);
  const end = random.pick(workingDaysOf(addMonths(month.period, random.integer(2, 4))));
  return children
    .family(random.integer(1, 2), start.on)
    .map((child) => planOf({ child, start, end: entryAfter(start, end), temporary: true }, random));
}

/** The day of the latest review: after three months, then every six (Working Together 2018), in whole weeks. */
function latestReview(plan: Plan, asAt: IsoDate): IsoDate | null {
  const until = plan.end !== null && plan.end.on < asAt ? plan.end.on : asAt;
  const sinceFirst = daysBetween(plan.start.on, until) - 84;
  return sinceFirst < 0 ? null : addDays(plan.start.on, 84 + Math.floor(sinceFirst / 175) * 175);
}

/** @param lastVisits the latest visit known at the as-at date, by the child's identifier */
export function planTable(lastVisits: ReadonlyMap<string, { date: Entry; seenAlone: boolean }>): Table<Plan> {
  return {
    list: 'child_protection_plans',
    header: [
      ...childHeader,
      'Does the Child have a Disability',
      'Child Protection Plan Start Date',
      'Initial Category of Abuse',
      'Latest Category of Abuse',
      'Date of the Last Statutory Visit',
      'Was the Child Seen Alone?',
      'Date of latest review conference',
      'Child Protection Plan End Date',
      'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)',
      'Number of Previous Child Protection Plans',
      'Allocated Team',
      'Allocated Worker',
      'Temporary Plan From Another LA (Y/N)',
    ],
    opening: ({ start }) => start,
    child: ({ child }) => child,
    cells(plan, asAt) {
      const { child, worker, category, start, end, temporary, previousPlans } = plan;
      const visit = lastVisits.get(child.id);
      const review = latestReview(plan, asAt);
      return [
        ...childCells(child, asAt),
        child.disability,
        entryCell(start, asAt),
        category,
        category,
        visit === undefined ? '' : entryCell(visit.date, asAt),
        visit === undefined ? '' : yesNoCell(visit.seenAlone),
        review === null ? '' : dateCell(review),
        entryCell(end, asAt),
        'b) No',
        String(previousPlans),
        worker.team,
        worker.name,
        yesNoCell(temporary),
      ];
    },
  };
}
