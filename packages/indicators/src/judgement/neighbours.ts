import type { Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '../definition.ts';
import { exactValue } from '../figure.ts';
import { roundHalfUp } from '../number.ts';
import type { JudgedFigure } from '../series.ts';
import { pooledYear, twelveMonthAverage } from './year.ts';

/** An authority's statistical neighbours in one reporting year of one table; a month's worth where it is a flow. */
export interface NeighbourValues {
  readonly statisticalNeighbourMean: number | null;
  /** Of each neighbour that has a value: none suppressed or missing. */
  readonly neighbours: readonly number[];
}

/** How a figure lies beside the neighbours. */
export interface BesideNeighbours {
  /** What was compared. */
  readonly value: number;
  /** Over how many months; 1 where it is the month itself. */
  readonly months: number;
  /** Value less the neighbours' mean: points for a percentage, else in the indicator's unit. */
  readonly distance: number;
  /** Neutral too where the distance is none that would be shown. */
  readonly verdict: 'better' | 'worse' | 'neutral';
  /** Higher or lower than every neighbour; null where it is neither, or too few have a value. */
  readonly outlier: 'high' | 'low' | null;
  /** How many neighbours have a value. */
  readonly of: number;
}

/**
 * With fewer neighbours, to be outside their range says little.
 *
 * The rule itself is ours: the pack says "outlier" and no source defines it (behaviours C8). Outside the range of the
 * neighbours is what a reader can check by eye, and what ten values can bear; fences of quartiles need more of them.
 */
const fewestNeighbours = 5;

/**
 * The distance from the statistical neighbours, and the mark of an outlier. What happens in a month is compared over
 * the last twelve, as the neighbours' year is and as the pack does for small cohorts (C10): a percentage pooled where
 * its counts are known, anything else by its average. What is counted at a month's end is compared as it is then.
 * Null where either side has no value.
 */
export function besideNeighbours(
  definition: Pick<IndicatorDefinition, 'unit' | 'decimals' | 'polarity' | 'measure' | 'rolling'>,
  series: readonly JudgedFigure[],
  period: Period,
  { statisticalNeighbourMean: mean, neighbours }: NeighbourValues,
): BesideNeighbours | null {
  const own = comparable(definition, series, period);
  if (own === null || mean === null) return null;
  const distance = own.value - mean;
  const enough = neighbours.length >= fewestNeighbours;
  return {
    ...own,
    distance,
    verdict:
      definition.polarity === 'neutral' || shownDistance(definition, distance) === 0
        ? 'neutral'
        : distance > 0 === (definition.polarity === 'higher-is-better')
          ? 'better'
          : 'worse',
    outlier:
      enough && own.value > Math.max(...neighbours)
        ? 'high'
        : enough && own.value < Math.min(...neighbours)
          ? 'low'
          : null,
    of: neighbours.length,
  };
}

/** How far a figure lies from the neighbours' mean as people read it: with one decimal at least. */
export function shownDistance({ decimals }: Pick<IndicatorDefinition, 'decimals'>, distance: number): number {
  return roundHalfUp(Math.abs(distance), Math.max(1, decimals));
}

function comparable(
  definition: Pick<IndicatorDefinition, 'unit' | 'measure' | 'rolling'>,
  series: readonly JudgedFigure[],
  period: Period,
): { value: number; months: number } | null {
  if (definition.measure === 'flow') {
    const year = pooledYear(definition, series, period) ?? twelveMonthAverage(definition, series, period);
    if (year !== null) return { value: year.value, months: year.months };
  }
  const current = series.find(({ figure }) => figure.period === period);
  const value = current ? exactValue(definition, current.figure) : null;
  return value === null ? null : { value, months: 1 };
}
