import type { IsoDate } from '@vigil/calendar';
import { type Contact, referral } from './contacts.ts';
import { type Entry, entryAfter, isKnown } from './entries.ts';
import type { Month } from './months.ts';
import { type Child, type Children, type Worker, workerOf } from './people.ts';
import type { Random } from './random.ts';
import { childCells, childHeader, entryCell, type Table, yesNoCell } from './table.ts';
import { workingDaysBefore, workingDaysOf } from './working-days.ts';

export interface Assessment {
  readonly child: Child;
  readonly worker: Worker;
  readonly start: Entry;
  readonly authorisation: Entry;
  readonly childSeen: boolean;
  readonly supportRequired: boolean;
}

/** Assessments authorised in each month, in time and late; most begin on the day on which a contact became a referral. */
export function assessmentsOf(
  months: readonly Month[],
  contacts: readonly Contact[],
  children: Children,
  random: Random,
): Assessment[] {
  const waiting = referredChildren(contacts);

  function assessed(on: IsoDate): Child {
    return waiting.get(on)?.shift() ?? (children.family(1, on)[0] as Child);
  }

  return months.flatMap((month) => {
    const inTime = random.marks(month.assessments, month.assessedInTimePercent);
    const needingSupport = random.marks(month.assessments, month.needingSupportPercent);
    const days = workingDaysOf(month.period);
    return inTime.map((isInTime, index) => {
      const authorised = random.pick(days);
      const started = workingDaysBefore(authorised, workingDaysTaken(isInTime, random));
      const start = { on: started, entered: started };
      return {
        child: assessed(started),
        worker: workerOf('Assessment', 3, random),
        start,
        authorisation: entryAfter(start, authorised),
        childSeen: random.chance(0.97),
        supportRequired: needingSupport[index] === true,
      };
    });
  });
}

/** The children referred on a day, each once, in order. */
function referredChildren(contacts: readonly Contact[]): Map<IsoDate, Child[]> {
  const referred = new Map<IsoDate, Child[]>();
  for (const { child, decision, outcome } of contacts) {
    if (outcome !== referral) continue;
    const those = referred.get(decision.on) ?? [];
    if (!those.includes(child)) those.push(child);
    referred.set(decision.on, those);
  }
  return referred;
}

/** The limit is 45; much of the work is signed off in its last weeks. */
function workingDaysTaken(inTime: boolean, random: Random): number {
  if (!inTime) return random.integer(46, 70);
  return random.chance(0.6) ? random.integer(31, 45) : random.integer(8, 30);
}

export const assessmentTable: Table<Assessment> = {
  list: 'assessments',
  header: [
    ...childHeader,
    'Does the Child have a Disability',
    'Continuous Assessment Start Date',
    'Child Seen During Continuous Assessment',
    'Continuous Assessment Date of Authorisation',
    "Was the child assessed as requiring LA children's social care support?",
    'Allocated Team',
    'Allocated Worker',
  ],
  opening: ({ start }) => start,
  child: ({ child }) => child,
  cells({ child, worker, start, authorisation, childSeen, supportRequired }, asAt) {
    const authorised = isKnown(authorisation, asAt);
    return [
      ...childCells(child, asAt),
      child.disability,
      entryCell(start, asAt),
      authorised ? yesNoCell(childSeen) : '',
      entryCell(authorisation, asAt),
      authorised ? yesNoCell(supportRequired) : '',
      worker.team,
      worker.name,
    ];
  },
};
