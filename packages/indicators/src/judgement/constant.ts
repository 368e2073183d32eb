import type { Period } from '@vigil/calendar';
import { follows } from '../change.ts';
import type { IndicatorDefinition } from '../definition.ts';
import type { Figure } from '../figure.ts';
import type { JudgedFigure } from '../series.ts';

/** A count below may well be the same for months. */
const smallCount = 20;

/**
 * For how many months in a row, up to and including `period`, the very same value was given: a figure that stands still
 * may be one that nobody counts anew (behaviours E13). 0 where nobody would wonder: no value, none or all of the cases,
 * a small count.
 */
export function monthsTheSame(
  { unit }: Pick<IndicatorDefinition, 'unit'>,
  series: readonly JudgedFigure[],
  period: Period,
): number {
  const current = series.find(({ figure }) => figure.period === period)?.figure;
  if (current === undefined || !isRemarkable(unit, current.value)) return 0;
  let months = 0;
  let later: Figure | null = null;
  for (const { figure } of series.filter((judged) => judged.figure.period <= period).toReversed()) {
    if (figure.value !== current.value || (later !== null && !follows(later, figure))) break;
    months += 1;
    later = figure;
  }
  return months;
}

function isRemarkable(unit: IndicatorDefinition['unit'], value: number | null): boolean {
  if (value === null || value === 0 || (unit === 'percent' && value === 100)) return false;
  return unit !== 'count' || value >= smallCount;
}
