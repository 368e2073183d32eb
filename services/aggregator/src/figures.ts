import type { IsoDate } from '@vigil/calendar';
import {
  columnsMissing,
  computeFigures,
  countCohorts,
  reportedFigures,
  type CohortCount,
  type FigureToPublish,
  type FormSources,
  type EarlierFigure,
  type Transaction,
} from '@vigil/database';
import type { Due, Work } from './indicator.ts';

/**
 * Counts the cohorts of some months of several indicators. What cannot be told for want of a column is not counted.
 *
 * @returns the counts of each indicator, by id
 */
export async function countDue(
  { tx, ground, calendar }: Work,
  due: readonly Due[],
): Promise<ReadonlyMap<string, readonly CohortCount[]>> {
  const alike = new Map<string, Due[]>();
  for (const one of due) {
    const { basis, definition } = one.wanted;
    const lacks = columnsMissing(definition.needs, await ground.columns(basis.asAt)).length > 0;
    if (one.periods.length === 0 || lacks) continue;
    const key = JSON.stringify([basis.asAt, one.periods]);
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  const counts = new Map<string, readonly CohortCount[]>();
  for (const some of alike.values()) {
    const { wanted, periods } = some[0]!;
    const question = { asAt: wanted.basis.asAt, periods, calendarVersion: calendar.version };
    const definitions = some.map((one) => one.wanted.definition);
    for (const [id, counted] of await countCohorts(tx, definitions, question)) counts.set(id, counted);
  }
  return counts;
}

/** The figures of some months of an indicator, given how many count in each. */
export async function figuresFrom(
  { tx, ground, calendar }: Work,
  { wanted: { definition, basis, years }, periods }: Due,
  counts: readonly CohortCount[],
  told: readonly EarlierFigure[],
): Promise<readonly FigureToPublish[]> {
  const computed = await computeFigures(
    tx,
    definition,
    { asAt: basis.asAt, periods, calendarVersion: calendar.version },
    periods.map((period) => years.get(period)?.count ?? null),
    { counts, told, delivered: await ground.columns(basis.asAt) },
  );
  return computed.map((figure) => ({
    indicator: definition.id,
    ...figure,
    origin: 'computed',
    populationYear: years.get(figure.period)?.year ?? null,
  }));
}

/** The figures that people reported, by indicator. @param forms sources whose figures stand before those of others */
export async function readReported(
  tx: Transaction,
  asAt: IsoDate,
  forms: FormSources,
): Promise<ReadonlyMap<string, readonly FigureToPublish[]>> {
  const byIndicator = new Map<string, FigureToPublish[]>();
  for (const { value_text: text, ...figure } of await reportedFigures(tx, asAt, forms)) {
    const figures = byIndicator.get(figure.indicator) ?? [];
    figures.push({ ...figure, text, origin: 'reported', populationYear: null });
    byIndicator.set(figure.indicator, figures);
  }
  return byIndicator;
}
