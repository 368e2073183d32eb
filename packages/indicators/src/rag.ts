import type { IndicatorDefinition } from './definition.ts';
import { type Comparator, type Target, describeTarget, threshold } from './target.ts';
import { doubleNoise, plainNumber } from './number.ts';

/** Green: met. Amber: missed by no more than the tolerance. Red: missed by more. Grey: not rated. */
export type Rag = 'green' | 'amber' | 'red' | 'grey';

export interface Judgement {
  readonly rag: Rag;
  /** Why, in words. */
  readonly reason: string;
}

type Judged = Pick<IndicatorDefinition, 'unit' | 'polarity' | 'targetByLaw'>;

const meets: Readonly<Record<Comparator, (value: number, limit: number) => boolean>> = {
  atLeast: (value, limit) => value >= limit,
  atMost: (value, limit) => value <= limit,
  above: (value, limit) => value > limit,
  below: (value, limit) => value < limit,
};

/**
 * Judges a value against the target of its time (`indicators.md`, *Status of a figure*).
 *
 * @param value unrounded, in the indicator's own unit; under a cumulative target the year to date, not the month
 * @param target as `targetFor` or `judgeSeries` gives it, so that it asks what it asks of that month
 */
export function judge(definition: Judged, value: number | null, target: Target | null): Judgement {
  if (value === null) return { rag: 'grey', reason: 'no value' };
  if (target === null) return { rag: 'grey', reason: 'no target' };
  if (definition.polarity === 'neutral') {
    return { rag: 'grey', reason: 'neither more nor less is better: the target is a reference' };
  }
  if (target.cumulative && target.months === undefined) {
    return { rag: 'grey', reason: 'the target is judged on the year to date, which one month does not tell' };
  }
  const wanted = describeTarget(target, definition.unit);
  const { comparator, value: limit } = threshold(target);
  if (meets[comparator](value, limit)) return { rag: 'green', reason: `meets the target of ${wanted}` };

  const tolerance = toleranceOf(definition, target);
  if (tolerance === 0) return { rag: 'red', reason: `misses the target of ${wanted}, which has no tolerance` };
  const margin = `the tolerance of ${plainNumber(tolerance)}${definition.unit === 'percent' ? ' points' : ''}`;
  return Math.abs(value - limit) <= tolerance + doubleNoise
    ? { rag: 'amber', reason: `misses the target of ${wanted} by no more than ${margin}` }
    : { rag: 'red', reason: `misses the target of ${wanted} by more than ${margin}` };
}

/**
 * How far a figure may miss its target and still be amber. What the target says stands; else 5 points for
 * percentages, 10 % of the target otherwise, and nothing where a target of 0 or 100 is the law's. On the way to a dated
 * target it is 10 % of the month's milestone; under a cumulative one 10 % of what the year to date is asked, and a
 * tolerance it brings is for the year to date too.
 */
export function toleranceOf(definition: Judged, target: Target): number {
  if (target.zeroTolerance) return 0;
  if (target.tolerance !== undefined) return target.tolerance;
  const { value } = threshold(target);
  if (definition.targetByLaw && (value === 0 || value === 100)) return 0;
  return usualTolerance(definition, value);
}

/** Where nobody says otherwise: 5 points of a percentage, 10 % of the target otherwise. */
export function usualTolerance({ unit }: Pick<Judged, 'unit'>, target: number): number {
  return unit === 'percent' ? 5 : Math.abs(target) / 10;
}
