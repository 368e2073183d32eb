import { englandAndWales, type IsoDate, lastDay, periodOf } from '@vigil/calendar';
import { type Entry, entryAfter, entryOf, isKnown } from './entries.ts';
import type { Month } from './months.ts';
import { ageOn, type Child, type Children, familySize } from './people.ts';
import type { Random } from './random.ts';
import type { Enquiry } from './section-47-enquiries.ts';
import { childCells, childHeader, entryCell, type Table } from './table.ts';

export interface Contact {
  readonly child: Child;
  readonly contact: Entry;
  readonly source: string;
  readonly decision: Entry;
  readonly outcome: string;
}

interface Call {
  readonly child: Child;
  readonly on: IsoDate;
  readonly source: string;
  readonly outcome?: string;
}

export const referral = 'Referral to social care';

const otherOutcomes = [
  ['Early help', 20],
  ['Information and advice', 45],
  ['No further action', 35],
] as const;

const sources = [
  ['q) 6: Police', 30],
  ['e) 2A: Schools', 20],
  ['g) 3A: Health services', 8],
  ['k) 3E: Health services', 8],
  ['n) 5A: LA services', 9],
  ['a) 1A: Individual', 10],
  ['m) 4: Housing', 4],
  ['r) 7: Other legal agency', 4],
  ['s) 8: Other', 5],
  ['t) 9: Anonymous', 2],
] as const;

const urgentSources = sources.slice(0, 3);

/** Contacts of each month: those that led to section 47 enquiries, and others until the month has its number. */
export function contactsOf(
  months: readonly Month[],
  enquiries: readonly Enquiry[],
  children: Children,
  random: Random,
): Contact[] {
  const known: Child[] = [];
  const taken = new Set<string>();

  /** False where the child already has a contact from this source on this day: they are one contact. */
  function take({ child, on, source }: Call): boolean {
    const key = `${child.id} ${on} ${source}`;
    if (taken.has(key)) return false;
    taken.add(key);
    known.push(child);
    return true;
  }

  function callsOf(month: Month): Call[] {
    const urgent = enquiries.filter((enquiry) => periodOf(enquiry.strategyDiscussion.on) === month.period);
    const calls = urgent.map((enquiry) => urgentCall(enquiry, random)).filter(take);
    while (calls.length < month.contacts) {
      calls.push(...familyCalls(month, month.contacts - calls.length).filter(take));
    }
    return calls;
  }

  /** A third concern children whom the council has heard of before. */
  function familyCalls(month: Month, atMost: number): Call[] {
    const on = dayOfContact(month, random);
    const source = random.weighted(sources);
    const again = known.length > 0 && random.chance(0.35) ? random.pick(known) : null;
    if (again !== null && ageOn(again, on) < 18 && again.dateOfBirth < on) return [{ child: again, on, source }];
    return children.family(familySize(atMost, random), on).map((child) => ({ child, on, source }));
  }

  return months.flatMap((month) => decidedContacts(month, callsOf(month), random));
}

/** Decisions and outcomes that give the month its percentages. */
function decidedContacts(month: Month, calls: readonly Call[], random: Random): Contact[] {
  const inTime = random.marks(calls.length, month.decidedInTimePercent);
  const referred = Math.round((calls.length * month.referredPercent) / 100);
  const open = calls.filter((call) => call.outcome === undefined);
  const openReferred = new Set(random.shuffled(open).slice(0, Math.max(referred - (calls.length - open.length), 0)));
  return calls.map((call, index) => {
    const contact = entryOf(call.on, random);
    return {
      child: call.child,
      contact,
      source: call.source,
      decision: entryAfter(contact, dayOfDecision(call.on, inTime[index] === true, random)),
      outcome: call.outcome ?? (openReferred.has(call) ? referral : random.weighted(otherOutcomes)),
    };
  });
}

function urgentCall({ child, strategyDiscussion }: Enquiry, random: Random): Call {
  return { child, on: strategyDiscussion.on, source: random.weighted(urgentSources), outcome: referral };
}

/** Any day; weekends and bank holidays, when only the police and the hospitals call, a quarter as often. */
function dayOfContact(month: Month, random: Random): IsoDate {
  const date = random.integer(1, Number(lastDay(month.period).slice(8)));
  const day = `${month.period}-${String(date).padStart(2, '0')}`;
  return englandAndWales.isWorkingDay(day) || random.chance(0.25) ? day : dayOfContact(month, random);
}

/** The limit is one working day. */
function dayOfDecision(contact: IsoDate, inTime: boolean, random: Random): IsoDate {
  if (!inTime) return englandAndWales.addWorkingDays(contact, random.integer(2, 6));
  return englandAndWales.addWorkingDays(contact, random.chance(0.6) ? 0 : 1);
}

export const contactTable: Table<Contact> = {
  list: 'contacts',
  header: [...childHeader, 'Date of Contact', 'Contact Source', 'Date of Decision', 'Contact Outcome'],
  opening: ({ contact }) => contact,
  child: ({ child }) => child,
  cells: ({ child, contact, source, decision, outcome }, asAt) => [
    ...childCells(child, asAt),
    entryCell(contact, asAt),
    source,
    entryCell(decision, asAt),
    isKnown(decision, asAt) ? outcome : '',
  ],
};
