import type { IsoDate, Period } from '@vigil/calendar';
import {
  columnsMissing,
  compareCohorts,
  standingFigures,
  type CohortCount,
  type CohortDifference,
  type FigureToPublish,
  type Snapshot,
} from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import { computeIndicator } from './figures.ts';
import { changedLists } from './ground.ts';
import type { Candidate, Work } from './indicator.ts';
import { columnsOf, dependsOnDate, inputsDigest } from './inputs.ts';

/** Months whose figures were worked out from those of an earlier date. */
export interface CarriedOver {
  readonly from: IsoDate;
  readonly periods: readonly Period[];
  readonly differences: readonly CohortDifference[];
  readonly figures: readonly FigureToPublish[];
}

/**
 * Works figures out from those of the last computation: what the subjects whose records have changed since were counted
 * as then is taken off, and what they are counted as now is added. Only where nothing but records has changed, and the
 * rule is known to look at one subject at a time: one of Vigil's own (`services/aggregator/test/one-subject.test.ts`
 * holds that of every one of them).
 *
 * @returns null where they must be computed from all records
 */
export async function carryOver(work: Work, wanted: Candidate, due: readonly Period[]): Promise<CarriedOver | null> {
  const { tx, ground, calendar } = work;
  const { definition, basis, last, years } = wanted;
  if (last === null || last.asAt >= basis.asAt || looksFurther(definition)) return null;
  const periods = due.filter((period) => last.periods[period] !== undefined);
  if (periods.length === 0 || !(await standsOn(work, wanted, last.asAt, last.inputs))) return null;

  const told = (await standingFigures(tx, { indicators: [definition.id], asAt: last.asAt, origin: 'computed' })).filter(
    ({ period }) => periods.includes(period),
  );
  // Where a column did not come, nothing was counted.
  if (told.some(({ numerator }) => numerator === null)) return null;

  const lists = await changedLists(ground, definition.lists, last.asAt, basis.asAt);
  const question = { asAt: basis.asAt, periods, calendarVersion: calendar.version };
  const differences = await compareCohorts(tx, definition, question, last.asAt, lists);
  const counts = countsAfter(told, differences, definition);
  const figures = await computeIndicator(tx, definition, basis.asAt, calendar, periods, years, {
    counts,
    missing: [],
  });
  return { from: last.asAt, periods, differences, figures };
}

function looksFurther(definition: IndicatorDefinition): boolean {
  return definition.own === true || dependsOnDate(definition);
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
  told: readonly Snapshot[],
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
