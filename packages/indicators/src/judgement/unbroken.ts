import type { Period } from '@vigil/calendar';
import type { JudgedFigure } from '../series.ts';

/**
 * The months up to `period` that can be told together with it, oldest first: none from before a break, where computed
 * figures meet reported ones (`indicators.md`, *Origin*). A month that is missing is no break. Empty where `period`
 * itself has no figure.
 */
export function unbroken(series: readonly JudgedFigure[], period: Period): readonly JudgedFigure[] {
  const known = series.filter(({ figure }) => figure.period <= period);
  const newest = known.at(-1)?.figure;
  if (newest?.period !== period) return [];
  const before = known.findLastIndex(({ figure }) => figure.origin !== newest.origin);
  return known.slice(before + 1);
}
