import { displayAverage, type IndicatorDefinition, type JudgedFigure, twelveMonthAverage } from '@vigil/indicators';
import type { ChartPoint, ChartStep } from './chart.ts';

/** Of fewer months it says nothing of a year, and would begin where the line of the values does. */
const fewest = 6;

/**
 * The 12-month average as it stood in each month. It says of how many months it is where those are not twelve: some
 * have no value, or are not comparable with it.
 */
export function averageOf(
  definition: IndicatorDefinition,
  series: readonly JudgedFigure[],
  points: readonly ChartPoint[],
): readonly ChartStep[] {
  return points.flatMap(({ period }) => {
    const average = twelveMonthAverage(definition, series, period);
    if (average === null || average.months < fewest) return [];
    const { value, months } = average;
    const name = months === 12 ? '12-month average' : `Average of ${String(months)} months`;
    return [{ period, value, name, shown: displayAverage(definition, value) }];
  });
}
