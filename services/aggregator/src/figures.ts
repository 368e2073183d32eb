import type { Calendar, IsoDate, Period } from '@vigil/calendar';
import {
  computeFigures,
  reportedFigures,
  type CohortCount,
  type FigureToPublish,
  type Transaction,
} from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { Population } from './population.ts';

/**
 * Computes some months of an indicator from its cohort.
 *
 * @param known what need not be asked: the counts of the months, the columns that did not come
 */
export async function computeIndicator(
  tx: Transaction,
  definition: IndicatorDefinition,
  asAt: IsoDate,
  calendar: Calendar,
  periods: readonly Period[],
  populations: ReadonlyMap<Period, Population>,
  known: { readonly counts?: readonly CohortCount[]; readonly missing: readonly string[] },
): Promise<readonly FigureToPublish[]> {
  const computed = await computeFigures(
    tx,
    definition,
    { asAt, periods, calendarVersion: calendar.version },
    periods.map((period) => populations.get(period)?.count ?? null),
    known,
  );
  return computed.map((figure) => ({
    indicator: definition.id,
    ...figure,
    origin: 'computed',
    populationYear: populations.get(figure.period)?.year ?? null,
  }));
}

/** The figures that people reported, by indicator. */
export async function readReported(
  tx: Transaction,
  asAt: IsoDate,
): Promise<ReadonlyMap<string, readonly FigureToPublish[]>> {
  const byIndicator = new Map<string, FigureToPublish[]>();
  for (const { value_text: text, ...figure } of await reportedFigures(tx, asAt)) {
    const figures = byIndicator.get(figure.indicator) ?? [];
    figures.push({ ...figure, text, origin: 'reported', populationYear: null });
    byIndicator.set(figure.indicator, figures);
  }
  return byIndicator;
}
