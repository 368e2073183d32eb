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
import { columnsOf, dependsOnDate, inputsDigest } from './inputs.ts';

/** Months whose figures are worked out from those of an earlier date. */
export interface CarriedOver {
  readonly from: IsoDate;
  readonly periods: readonly Period[];
  readonly differences: readonly CohortDifference[];
  readonly counts: readonly CohortCount[];
}

/** Months that may be carried over, before they are compared with `earliest`. */
interface Carried extends Comparison {
  readonly periods: readonly Period[];
  /** The figures of those months as they stand. */
  readonly told: readonly EarlierFigure[];
}

/**
 * Works counts out from those of the last computation: what the subjects whose records have changed since were counted
 * as then is taken off, and what they are counted as now is added. Only where nothing but records has changed, and the
 * rule is known to look at one subject at a time: one of Vigil's own (`services/aggregator/test/one-subject.test.ts`
 * holds that of every one of them). Their records are read once for all indicators.
 *
 * @param standing the figures that stand of each indicator, by id
 * @returns what could be carried over, by id; the rest must be counted from all records
 */
export async function carryOver(
  work: Work,
  due: readonly Due[],
  standing: ReadonlyMap<string, readonly EarlierFigure[]>,
): Promise<ReadonlyMap<string, CarriedOver>> {
  const carried: Carried[] = [];
  for (const one of due) {
    const found = await carriedFrom(work, one, standing.get(one.wanted.definition.id) ?? []);
    if (found) carried.push(found);
  }
  await gatherFor(work.tx, carried);
  const together = new Map<string, Carried[]>();
  for (const one of carried) {
    const key = JSON.stringify([one.basis.asAt, one.periods, one.earliest]);
    together.set(key, [...(together.get(key) ?? []), one]);
  }
  const carriedOver = new Map<string, CarriedOver>();
  for (const some of together.values()) {
    for (const [id, one] of await compareTogether(work, some)) carriedOver.set(id, one);
  }
  return carriedOver;
}

/** Of the same months, and since the same date. */
async function compareTogether(
  { tx, calendar }: Work,
  some: readonly Carried[],
): Promise<readonly (readonly [string, CarriedOver])[]> {
  const { basis, periods, earliest: from } = some[0]!;
  const question = { asAt: basis.asAt, periods, calendarVersion: calendar.version };
  const definitions = some.map(({ definition }) => definition);
  const lists = [...new Set(some.flatMap((one) => one.lists))];
  const compared = lists.length > 0 ? await compareCohorts(tx, definitions, question, [from], lists) : null;
  return some.map(({ definition, told }) => {
    const differences = compared?.get(definition.id)?.get(from) ?? [];
    return [definition.id, { from, periods, differences, counts: countsAfter(told, differences, definition) }];
  });
}

async function carriedFrom(
  work: Work,
  { wanted, periods: due }: Due,
  standing: readonly EarlierFigure[],
): Promise<Carried | null> {
  const { definition, basis, last } = wanted;
  if (last === null || last.asAt >= basis.asAt || definition.own === true || dependsOnDate(definition)) return null;
  const periods = due.filter((period) => last.periods[period] !== undefined);
  const told = standing.filter(({ period }) => periods.includes(period));
  // Where a column did not come, nothing was counted.
  const isCounted = told.every(({ numerator, asAt }) => numerator !== null && asAt <= last.asAt);
  if (periods.length === 0 || !isCounted) return null;
  if (!(await standsOn(work, wanted, last.asAt, last.inputs))) return null;
  const lists = await work.ground.changed(definition.lists, last.asAt, basis.asAt);
  return { definition, basis, earliest: last.asAt, periods, told, lists };
}

/** Whether the records of the last computation's date are still those that it counted, by the same rule and calendar. */
async function standsOn(
  { ground, calendar }: Work,
  { definition, basis }: Candidate,
  asAt: IsoDate,
  inputs: string,
): Promise<boolean> {
  const [marks, columns] = [await ground.marks(asAt), await ground.columns(asAt)];
  const columnsNow = await ground.columns(basis.asAt);
  const sameColumns = definition.lists.every(
    (list) => columnsOf(list, columns)?.join() === columnsOf(list, columnsNow)?.join(),
  );
  if (!sameColumns || columnsMissing(definition.needs, columns).length > 0) return false;
  return inputsDigest(definition, { asAt, calendarVersion: calendar.version, marks, columns }) === inputs;
}

function countsAfter(
  told: readonly EarlierFigure[],
  differences: readonly CohortDifference[],
  { unit }: IndicatorDefinition,
): readonly CohortCount[] {
  const counts = new Map<string, CohortCount>();
  const keyOf = ({ period, member }: Pick<CohortCount, 'period' | 'member'>) => JSON.stringify([period, member]);
  for (const one of told) {
    const { period, member } = one;
    // Only a percentage asks how many count at all.
    const cases = unit === 'percent' ? Number(one.denominator) : 0;
    counts.set(keyOf(one), { period, member, hits: Number(one.numerator), cases });
  }
  for (const one of differences) {
    const { period, member } = one;
    const before = counts.get(keyOf(one)) ?? { hits: 0, cases: 0 };
    const cases = unit === 'percent' ? before.cases + one.denominator : 0;
    counts.set(keyOf(one), { period, member, hits: before.hits + one.numerator, cases });
  }
  return [...counts.values()];
}
