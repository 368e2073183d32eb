import { addDays, subtractMonthsFromDate, type IsoDate } from '@vigil/calendar';
import { contracts, type ColumnContract, type ListContract } from '@vigil/extracts';

/** What an invented council's case system holds of one child or contact, whatever a delivery shows of it. */
interface Case {
  readonly contract: ListContract;
  readonly number: number;
  readonly began: IsoDate;
  /** The day of the decision, the conference, the end of a plan. */
  readonly ended: IsoDate | null;
  /** From when it is in the case system: some are recorded late. */
  readonly recorded: IsoDate;
  /** From when one of its codes is another. */
  readonly corrected: IsoDate | null;
  /** When somebody took it out: it should never have been there. */
  readonly deleted: IsoDate | null;
}

/** The fields that say when a case of a list began and ended. */
const began: Readonly<Record<string, readonly string[]>> = {
  contacts: ['date_of_contact'],
  assessments: ['start_date'],
  section_47_enquiries: ['strategy_discussion_date'],
  child_protection_plans: ['start_date'],
  care_leavers: [],
  adoptions: ['entered_care_date', 'decision_date'],
};
const ended: Readonly<Record<string, string>> = {
  contacts: 'date_of_decision',
  assessments: 'authorisation_date',
  section_47_enquiries: 'conference_date',
  child_protection_plans: 'end_date',
  adoptions: 'order_date',
};

/** Those that figures depend on, and one of each other way that Annex A cuts a list. */
export const annexA = Object.keys(began).map((list) => contracts.get(list)!);
const casesPerList = 150;
const firstDay = '2019-05-01';

/** What lasts is told by its end: whoever is still open is in Ofsted's list, however long ago it began. */
const lasts = ({ dateField, list }: ListContract): boolean => dateField === ended[list] || list === 'care_leavers';
/** Ofsted's own windows. */
const months = ({ list }: ListContract): number => (list === 'adoptions' ? 12 : 6);

/** Twenty months of these lists, from May 2019 to December 2020; what lasts began before, too. */
const cases: readonly Case[] = annexA.flatMap((contract) =>
  Array.from({ length: casesPerList }, (_, number) => {
    // Spread over the days as if by chance, and the same at each run.
    const by = (spread: number, salt: number) =>
      (number * 7919 + salt * 104_729 + (contract.annexA ?? 0) * 31) % spread;
    const day = lasts(contract) ? addDays('2017-10-01', by(1150, 1)) : addDays(firstDay, by(608, 2));
    const days = lasts(contract) ? 60 + by(1000, 3) : by(45, 4);
    return {
      contract,
      number,
      began: day,
      ended: number % 6 === 5 && !lasts(contract) ? null : addDays(day, days),
      recorded: addDays(day, number % 5 === 0 ? 20 : 0),
      corrected: number % 7 === 0 ? addDays(day, 50) : null,
      deleted: number % 25 === 3 ? addDays(day, 58) : null,
    };
  }),
);

const standsAt = ({ recorded, deleted }: Case, asAt: IsoDate): boolean =>
  recorded <= asAt && (deleted === null || deleted > asAt);

/** The cases of a list that are in the case system, as at a date. */
const standing = (contract: ListContract, asAt: IsoDate): readonly Case[] =>
  cases.filter((one) => one.contract === contract && standsAt(one, asAt) && present(one, asAt));

/** Of care leavers there is no history: who is one no more is not in the list. */
const present = (one: Case, asAt: IsoDate): boolean =>
  one.contract.list !== 'care_leavers' || one.ended === null || one.ended > asAt;

function insideWindow(one: Case, asAt: IsoDate): boolean {
  const from = subtractMonthsFromDate(asAt, months(one.contract));
  if (!lasts(one.contract)) return one.began >= from;
  return one.ended === null || one.ended > asAt || one.ended >= from;
}

/** The rows of a list, its header first: all that there is, or what Ofsted's window shows. */
export function rowsOf(contract: ListContract, asAt: IsoDate, shown: 'everything' | 'window'): string[][] {
  const chosen = standing(contract, asAt).filter((one) => shown === 'everything' || insideWindow(one, asAt));
  const { columns } = contract;
  return [columns.map(({ name }) => name), ...chosen.map((one) => columns.map((column) => cellOf(one, column, asAt)))];
}

function cellOf(one: Case, { field, type, codes, decisive, required }: ColumnContract, asAt: IsoDate): string {
  const { list } = one.contract;
  if (type === 'identifier') return `${list}-${one.number}`;
  if (began[list]?.includes(field)) return one.began;
  if (field === ended[list]) return one.ended !== null && one.ended <= asAt ? one.ended : '';
  if (field === 'date_of_birth') return required ? '2004-02-29' : '';
  const partOfKey = one.contract.key.includes(field);
  if (codes === undefined || !(decisive || partOfKey)) return '';
  const corrections = !partOfKey && one.corrected !== null && one.corrected <= asAt ? 1 : 0;
  return codes[(one.number + corrections) % codes.length] ?? '';
}

/** How many cases of a list were shown in one of the windows and are gone at the end, being deleted at source. */
export function goneOf(contract: ListContract, asAts: readonly IsoDate[]): number {
  const last = asAts.at(-1)!;
  return cases.filter(
    (one) =>
      one.contract === contract &&
      asAts.some((asAt) => standsAt(one, asAt) && present(one, asAt) && insideWindow(one, asAt)) &&
      !(standsAt(one, last) && present(one, last)),
  ).length;
}

/** The first day that the first window shows. */
export const firstShown = (contract: ListContract, asAts: readonly IsoDate[]): IsoDate =>
  subtractMonthsFromDate(asAts[0]!, months(contract));

/** Visits to the children with plans, a supplementary list that is sent whole. */
export function visitRows(asAt: IsoDate): string[][] {
  const plans = standing(contracts.get('child_protection_plans')!, asAt);
  const rows = plans.flatMap((plan) => {
    const days: string[][] = [];
    const every = 14 + (plan.number % 12);
    for (let day = plan.began; day <= asAt && (plan.ended === null || day <= plan.ended); day = addDays(day, every)) {
      if (day >= '2019-11-01') days.push([`child_protection_plans-${plan.number}`, day, 'a) Yes']);
    }
    return days;
  });
  return [['Child Unique ID', 'Date of Visit', 'Child Seen'], ...rows];
}
