import { englandAndWales, type IsoDate, periodOf } from '@vigil/calendar';
import { type Entry, entryAfter, entryOf, isKnown } from './entries.ts';
import type { Month } from './months.ts';
import { type Child, type Children, familySizes, type Worker, workerOf } from './people.ts';
import type { Random } from './random.ts';
import { childCells, childHeader, entryCell, type Table, yesNoCell } from './table.ts';
import { workingDaysBefore, workingDaysOf } from './working-days.ts';

/** A section 47 enquiry for one child; siblings are discussed, and conferenced, together. */
export interface Enquiry {
  readonly child: Child;
  readonly worker: Worker;
  readonly strategyDiscussion: Entry;
  /** When it was decided whether a conference is needed. */
  readonly decision: Entry;
  readonly conference: Entry | null;
  readonly resultedInPlan: boolean;
  readonly transferIn: boolean;
}

type Conference = 'in time' | 'late' | 'transfer in';

/**
 * The conferences of November 2020 whose minutes were entered in December only: these were late ones, so the November
 * figure falls when the second delivery restates it.
 */
const minutesOutstanding = { period: '2020-11', children: 4, entered: '2020-12-09' };

/** Enquiries that give each month its conferences, in time and late, and its number of strategy discussions. */
export function enquiriesOf(months: readonly Month[], children: Children, random: Random): Enquiry[] {
  const withConference = months.flatMap((month) => conferencesOf(month, children, random));
  const without = months.flatMap((month) => {
    const discussed = withConference.filter(
      ({ strategyDiscussion }) => periodOf(strategyDiscussion.on) === month.period,
    );
    return enquiriesWithoutConference(month, month.enquiries - discussed.length, children, random);
  });
  return [...withConference, ...without];
}

function conferencesOf(month: Month, children: Children, random: Random): Enquiry[] {
  const days = workingDaysOf(month.period);

  function conference(size: number, kind: Conference, minutesEntered?: IsoDate): Enquiry[] {
    const held = random.pick(days);
    const discussed = workingDaysBefore(held, workingDaysToConference[kind](random));
    const minutes = { on: held, entered: minutesEntered ?? held };
    const resultedInPlan = random.chance(0.87);
    const worker = workerOf('Assessment', 3, random);
    const strategyDiscussion = { on: discussed, entered: discussed };
    const decision = entryAfter(strategyDiscussion, workingDaysBefore(held, random.integer(2, 4)));
    return children.family(size, discussed).map((child) => ({
      child,
      worker,
      strategyDiscussion,
      decision,
      conference: minutes,
      resultedInPlan,
      transferIn: kind === 'transfer in',
    }));
  }

  const late = month.conferences - month.conferencesInTime;
  const outstanding = month.period === minutesOutstanding.period ? minutesOutstanding.children : 0;
  return [
    ...familySizes(month.conferencesInTime, random).flatMap((size) => conference(size, 'in time')),
    ...familySizes(late - outstanding, random).flatMap((size) => conference(size, 'late')),
    ...familySizes(outstanding, random).flatMap((size) => conference(size, 'late', minutesOutstanding.entered)),
    ...familySizes(month.transfersIn, random).flatMap((size) => conference(size, 'transfer in')),
  ];
}

/** The limit is 15; the late ones wait a good while longer, since a missed date is seldom moved by a day. */
const workingDaysToConference: Readonly<Record<Conference, (random: Random) => number>> = {
  'in time': (random) => (random.chance(0.25) ? random.integer(5, 11) : random.integer(12, 15)),
  late: (random) => (random.chance(0.75) ? random.integer(16, 22) : random.integer(23, 38)),
  'transfer in': (random) => random.integer(6, 14),
};

function enquiriesWithoutConference(month: Month, count: number, children: Children, random: Random): Enquiry[] {
  return familySizes(Math.max(count, 0), random).flatMap((size) => {
    const strategyDiscussion = entryOf(random.pick(workingDaysOf(month.period)), random);
    const decided = englandAndWales.addWorkingDays(strategyDiscussion.on, random.integer(3, 12));
    const worker = workerOf('Assessment', 3, random);
    return children.family(size, strategyDiscussion.on).map((child) => ({
      child,
      worker,
      strategyDiscussion,
      decision: entryAfter(strategyDiscussion, decided),
      conference: null,
      resultedInPlan: false,
      transferIn: false,
    }));
  });
}

export const enquiryTable: Table<Enquiry> = {
  list: 'section_47_enquiries',
  header: [
    ...childHeader,
    'Does the Child have a Disability',
    'Strategy discussion initiating Section 47 Enquiry Start Date',
    'Was an Initial Child Protection Conference deemed unnecessary?',
    'Date of Initial Child Protection Conference',
    'Did the Initial Child Protection Conference Result in a Child Protection Plan',
    'Number of Section 47 Enquiries in the last 12 months',
    'Number of ICPCs in the last 12 months',
    'Allocated Team',
    'Allocated Worker',
    'Transfer In (Y/N)',
  ],
  opening: ({ strategyDiscussion }) => strategyDiscussion,
  child: ({ child }) => child,
  cells({ child, worker, strategyDiscussion, decision, conference, resultedInPlan, transferIn }, asAt) {
    const held = conference !== null && isKnown(conference, asAt);
    return [
      ...childCells(child, asAt),
      child.disability,
      entryCell(strategyDiscussion, asAt),
      isKnown(decision, asAt) ? yesNoCell(conference === null) : '',
      entryCell(conference, asAt),
      held ? yesNoCell(resultedInPlan) : '',
      '1',
      held ? '1' : '0',
      worker.team,
      worker.name,
      yesNoCell(transferIn),
    ];
  },
};
