import type { ScorecardContext } from '@vigil/indicators';
import type { PackSeries } from '../content.ts';

/**
 * Rates that were reported by themselves with the counts that they tell: everybody knows the population. 0.6 per 10,000
 * of 50,900 children is 3 of them.
 */
export function withCountsOfRates(series: PackSeries, population: ScorecardContext['population']): PackSeries {
  if (series.definition.unit !== 'rate per 10,000') return series;
  return {
    ...series,
    judged: series.judged.map((month) => {
      const { value, numerator, denominator, period } = month.figure;
      const all = population?.(period) ?? null;
      if (value === null || all === null || (numerator !== null && denominator !== null)) return month;
      const counts = { numerator: Math.round((value * all) / 10_000), denominator: all };
      return { ...month, figure: { ...month.figure, ...counts } };
    }),
  };
}
