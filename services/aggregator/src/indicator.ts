import type { Calendar, Period } from '@vigil/calendar';
import { earlierFigures, type Computation, type Transaction } from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { AuthorityConfig } from '@vigil/runtime';
import { carryOver, compareDue, type Compared } from './carry-over.ts';
import type { Cause } from './cause.ts';
import { figuresOf, recordOf, type Wanted } from './due.ts';
import { countDue, figuresFrom } from './figures.ts';
import type { Basis, Ground } from './ground.ts';
import { inputsDigest, ruleDigest } from './inputs.ts';
import { populationFor, type Population } from './population.ts';
import { publish, type Published, type Ready } from './publish.ts';

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
    populations: new Map([...years].map(([period, { count }]) => [period, count])),
    inputs: inputsDigest(definition, { asAt, calendarVersion: calendar.version, marks, columns }),
    last,
  };
}

/** Months of an indicator that are to be computed. */
export interface Due {
  readonly wanted: Candidate;
  readonly periods: readonly Period[];
}

/**
 * Computes some months of each of several indicators, adds versions for what is new or changed, and notes what they
 * rest on.
 *
 * @returns what became of each, in their order
 */
export async function recompute(work: Work, due: readonly Due[]): Promise<readonly Published[]> {
  const { tx, calendar, cause, reuses } = work;
  const compared = reuses ? await compareDue(work, due) : new Map<string, Compared>();
  const moved = due.map(({ wanted, periods }): Due => {
    const same = compared.get(wanted.definition.id)?.same ?? [];
    return { wanted, periods: periods.filter((period) => !same.includes(period)) };
  });
  const asked = moved.map(({ wanted: { definition, basis }, periods }) => ({
    indicator: definition.id,
    asAt: basis.asAt,
    periods,
  }));
  const standing = await earlierFigures(tx, asked, 'computed');
  const carried = new Map(
    moved.flatMap(({ wanted: { definition } }) => {
      const one = compared.get(definition.id);
      return one ? [[definition.id, carryOver(one, standing.get(definition.id)!, definition)] as const] : [];
    }),
  );
  const counts = await countDue(
    work,
    moved.map(({ wanted, periods }) => {
      const held = carried.get(wanted.definition.id)?.periods ?? [];
      return { wanted, periods: periods.filter((period) => !held.includes(period)) };
    }),
  );
  const ready: Ready[] = [];
  for (const one of moved) {
    const { definition, basis, inputs, last } = one.wanted;
    const [held, told] = [carried.get(definition.id), standing.get(definition.id)!];
    const figures = await figuresFrom(work, one, [...(held?.counts ?? []), ...(counts.get(definition.id) ?? [])], told);
    const rule = ruleDigest(definition);
    const ruleChanged = last !== null && last.definition !== rule;
    const circumstances = { definition, basis, calendar, cause, last, ruleChanged, reuses, carried: held ?? null };
    const same = compared.get(definition.id)?.same ?? [];
    ready.push({ circumstances, standing: told, figures, unchanged: figuresOf(last, same) });
    const periods = recordOf(one.wanted, last, one.periods, figures, same);
    work.done.push({ indicator: definition.id, asAt: basis.asAt, inputs, definition: rule, periods });
  }
  return publish(work, ready);
}
