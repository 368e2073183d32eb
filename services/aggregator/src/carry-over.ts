import type { IsoDate, Period } from '@vigil/calendar';
import {
  columnsMissing,
  compareCohorts,
  type CohortCount,
  type CohortDifference,
  type EarlierFigure,
} from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import { gatherFor, type Comparison } from './gather.ts';
import type { Candidate, Due, Work } from './indicator.ts';
import { dependsOnDate, inputsDigest } from './inputs.ts';

/** Months of an indicator beside what they were at the last computation. */
export interface Compared {
  /** Its date. */
  readonly from: IsoDate;
  readonly periods: readonly Period[];
  readonly differences: readonly CohortDifference[];
  /** Those in which nothing has come to count otherwise: their figures are what they were. */
  readonly same: readonly Period[];
}

/** Months whose figures are worked out from those of an earlier date. */
export interface CarriedOver extends Omit<Compared, 'same'> {
  readonly counts: readonly CohortCount[];
}

/** Months about to be compared with `earliest`. */
interface Comparable extends Comparison {
  readonly wanted: Candidate;
  readonly periods: readonly Period[];
}

/**
 * Compares what indicators count with what they counted at their last computation, among the subjects whose records have
 * changed since. Only where nothing but records has changed, and the rule is known to look at one subject at a time: one
 * of Vigil's own (`services/aggregator/test/one-subject.test.ts` holds that of every one of them). Their records are
 * read once for all indicators.
 *
 * @returns what could be compared, by id; the rest must be counted from all records
 */
export async function compareDue(work: Work, due: readonly Due[]): Promise<ReadonlyMap<string, Compared>> {
  const comparable: Comparable[] = [];
  for (const one of due) {
    const found = await comparableMonths(work, one);
    if (found) comparable.push(found);
  }
  await gatherFor(work.tx, comparable);
  const together = new Map<string, Comparable[]>();
  for (const one of comparable) {
    const key = JSON.stringify([one.basis.asAt, one.periods, one.earliest]);
    together.set(key, [...(together.get(key) ?? []), one]);
  }
  const compared = new Map<string, Compared>();
  for (const some of together.values()) {
    for (const [id, one] of await compareTogether(work, some)) compared.set(id, one);
  }
  return compared;
}

/** Of the same months, and since the same date. */
async function compareTogether(
  { tx, calendar }: Work,
  some: readonly Comparable[],
): Promise<readonly (readonly [string, Compared])[]> {
  const { basis, periods, earliest: from } = some[0]!;
  const question = { asAt: basis.asAt, periods, calendarVersion: calendar.version };
  const definitions = some.map(({ definition }) => definition);
  const lists = [...new Set(some.flatMap((one) => one.lists))];
  const compared = lists.length > 0 ? await compareCohorts(tx, definitions, question, [from], lists) : null;
  return some.map(({ definition, wanted }) => {
    const differences = compared?.get(definition.id)?.get(from) ?? [];
    return [definition.id, { from, periods, differences, same: sameMonths(wanted, periods, differences) }];
  });
}

/** A rule that looks back may have come to look back far enough, which no difference tells. */
function sameMonths(
  { definition, populations, last }: Candidate,
  periods: readonly Period[],
  differences: readonly CohortDifference[],
): readonly Period[] {
  if (definition.history !== null) return [];
  const moved = new Set(differences.map(({ period }) => period));
  return periods.filter(
    (period) => !moved.has(period) && last?.periods[period]?.population === (populations.get(period) ?? null),
  );
}

async function comparableMonths(work: Work, { wanted, periods: due }: Due): Promise<Comparable | null> {
  const { definition, basis, last } = wanted;
  if (last === null || last.asAt >= basis.asAt || definition.own === true || dependsOnDate(definition)) return null;
  const periods = due.filter((period) => last.periods[period] !== undefined);
  if (periods.length === 0 || !(await standsOn(work, wanted, last.asAt, last.inputs))) return null;
  const lists = await work.ground.changed(definition.lists, last.asAt, basis.asAt);
  return { wanted, definition, basis, earliest: last.asAt, periods, lists };
}

/**
 * Whether the records of the last computation's date are still those that it counted, by the same rule and calendar, and
 * of the columns that there are now.
 */
async function standsOn(
  { ground, calendar }: Work,
  { definition, basis }: Candidate,
  asAt: IsoDate,
  inputs: string,
): Promise<boolean> {
  const [marks, columns] = [await ground.marks(asAt), await ground.columns(basis.asAt)];
  if (columnsMissing(definition.needs, columns).length > 0) return false;
  return inputsDigest(definition, { asAt, calendarVersion: calendar.version, marks, columns }) === inputs;
}

/**
 * Works counts out from those of the last computation: what the subjects whose records have changed since were counted
 * as then is taken off, and what they are counted as now is added.
 *
 * @param standing the figures that stand of the months that are not the same
 */
export function carryOver(
  { from, periods: compared, differences }: Compared,
  standing: readonly EarlierFigure[],
  { unit }: IndicatorDefinition,
): CarriedOver {
  // Where a column did not come, nothing was counted.
  const uncounted = new Set(
    standing.filter(({ numerator, asAt }) => numerator === null || asAt > from).map(({ period }) => period),
  );
  const periods = compared.filter((period) => !uncounted.has(period));
  const told = standing.filter(({ period }) => periods.includes(period));
  const counts = new Map<string, CohortCount>();
  const keyOf = ({ period, member }: Pick<CohortCount, 'period' | 'member'>) => JSON.stringify([period, member]);
  for (const one of told) {
    const { period, member } = one;
    // Only a percentage asks how many count at all.
    const cases = unit === 'percent' ? Number(one.denominator) : 0;
    counts.set(keyOf(one), { period, member, hits: Number(one.numerator), cases });
  }
  for (const one of differences.filter(({ period }) => periods.includes(period))) {
    const { period, member } = one;
    const before = counts.get(keyOf(one)) ?? { hits: 0, cases: 0 };
    const cases = unit === 'percent' ? before.cases + one.denominator : 0;
    counts.set(keyOf(one), { period, member, hits: before.hits + one.numerator, cases });
  }
  return { from, periods, differences, counts: [...counts.values()] };
}
