import type { Period } from '@vigil/calendar';
import type { IndicatorDefinition } from './definition.ts';

/** Computed from the lists, or reported by a person or another system. Where both exist, the computed one stands. */
export type Origin = 'computed' | 'reported';

/** One indicator's figure for one month and one member (team, age band; null for the whole). */
export interface Figure {
  readonly indicator: string;
  readonly period: Period;
  readonly member: string | null;
  readonly origin: Origin;
  readonly numerator: number | null;
  /** What a percentage is a share of; the 0-17 population of a rate; null for a count. */
  readonly denominator: number | null;
  /** Kept to 4 decimals; null where there is none, though numerator and denominator may be given. */
  readonly value: number | null;
  /** What stands in a value's place: 'tbd', 'no cases', 'data due Jan 2021'. */
  readonly text: string | null;
  readonly status: 'provisional' | 'final';
}

/**
 * The value before it was rounded for keeping: from numerator and denominator where there are both and the unit says
 * how they make it, else as kept. A figure without a value has none here either.
 */
export function exactValue(
  { unit }: Pick<IndicatorDefinition, 'unit'>,
  figure: Pick<Figure, 'numerator' | 'denominator' | 'value'>,
): number | null {
  const { numerator, denominator, value } = figure;
  if (value === null || numerator === null || !denominator) return value;
  if (unit === 'percent') return (100 * numerator) / denominator;
  if (unit === 'rate per 10,000') return (10_000 * numerator) / denominator;
  return value;
}
