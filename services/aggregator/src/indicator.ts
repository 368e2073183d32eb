import type { Calendar, IsoDate, Period } from '@vigil/calendar';
import { columnsMissing, type Computation, type Transaction } from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { AuthorityConfig } from '@vigil/runtime';
import { carryOver } from './carry-over.ts';
import type { Cause } from './cause.ts';
import { recordOf, type Wanted } from './due.ts';
import { computeIndicator } from './figures.ts';
import { changedLists, type Basis, type Ground } from './ground.ts';
import { inputsDigest, ruleDigest } from './inputs.ts';
import { populationFor, type Population } from './population.ts';
import { publish, type Published } from './publish.ts';

/** Work on the figures of an authority, in one transaction. */
export interface Work {
  readonly tx: Transaction;
  /** Whose work it is, as the snapshots name it. */
  readonly run: string;
  readonly cause: Cause;
  readonly authority: AuthorityConfig;
  readonly calendar: Calendar;
  readonly ground: Ground;
  /** What was computed, to be put on record. */
  readonly done: Computation[];
  /** Off on a cold night, which takes nothing for granted. */
  readonly reuses: boolean;
}

/** An indicator and what it would be computed from. */
export interface Candidate extends Wanted {
  readonly definition: IndicatorDefinition;
  readonly basis: Basis;
  readonly years: ReadonlyMap<Period, Population>;
  /** Columns that it needs and that did not come. */
  readonly missing: readonly string[];
  readonly last: Computation | null;
}

/**
 * What some months of an indicator would be computed from now.
 *
 * @param last what its figures were last computed from
 */
export async function candidate(
  { ground, calendar, authority }: Pick<Work, 'ground' | 'calendar' | 'authority'>,
  definition: IndicatorDefinition,
  basis: Basis,
  periods: readonly Period[],
  last: Computation | null,
): Promise<Candidate> {
  const { asAt } = basis;
  const isRate = definition.unit === 'rate per 10,000';
  const years = new Map(isRate ? periods.map((period) => [period, populationFor(authority, period)] as const) : []);
  const marks = await ground.marks(asAt);
  const columns = await ground.columns(asAt);
  return {
    definition,
    basis,
    periods,
    years,
    missing: columnsMissing(definition.needs, columns),
    populations: new Map([...years].map(([period, { count }]) => [period, count])),
    inputs: inputsDigest(definition, { asAt, calendarVersion: calendar.version, marks, columns }),
    last,
  };
}

/** Computes some months of an indicator, adds versions for what is new or changed, and notes what it rests on. */
export async function recompute(work: Work, wanted: Candidate, due: readonly Period[]): Promise<Published> {
  const { tx, calendar, ground } = work;
  const { definition, basis, years, last, inputs } = wanted;
  const carried = work.reuses ? await carryOver(work, wanted, due) : null;
  const rest = carried ? due.filter((period) => !carried.periods.includes(period)) : due;
  const figures = [
    ...(carried?.figures ?? []),
    ...(rest.length > 0 ? await computeIndicator(tx, definition, basis.asAt, calendar, rest, years, wanted) : []),
  ];
  const rule = ruleDigest(definition);
  const circumstances = {
    definition,
    basis,
    calendar,
    cause: work.cause,
    ruleChanged: last !== null && last.definition !== rule,
    among: async (earlier: IsoDate) =>
      work.reuses ? changedLists(ground, definition.lists, earlier, basis.asAt) : ('all' as const),
    known: new Map(carried && [[carried.from, carried.differences]]),
  };
  const published = await publish(tx, ground, circumstances, work.run, figures);
  const periods = recordOf(wanted, last, due, figures);
  work.done.push({ indicator: definition.id, asAt: basis.asAt, inputs, definition: rule, periods });
  return published;
}
