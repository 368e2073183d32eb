import type { Unit } from '../definition.ts';
import { doubleNoise } from '../number.ts';

/** What a point is held against, in the indicator's unit and never clamped: an upper limit may be over 100 %. */
export interface ControlLimits {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
  /** Two thirds of the way from the mean to the limits: beyond them a point is close to a limit. */
  readonly nearLower: number;
  readonly nearUpper: number;
}

/** @param reach from the mean to either limit */
export function limitsAround(mean: number, reach: number): ControlLimits {
  const near = (2 * reach) / 3;
  return { mean, lower: mean - reach, upper: mean + reach, nearLower: mean - near, nearUpper: mean + near };
}

/** The limits as they are drawn: nothing is counted below 0, and no share is over 100 %. */
export function shownLimits(unit: Unit, { lower, upper }: ControlLimits): { lower: number; upper: number } {
  const most = unit === 'percent' ? 100 : Infinity;
  const shown = (value: number) => Math.min(most, Math.max(0, value));
  return { lower: shown(lower), upper: shown(upper) };
}

/**
 * 1, 0 or -1: whether `value` lies above, on or below `level`. What differs by no more than the noise of doubles is
 * the same, or a mean of thirds would lie beside the thirds it is the mean of.
 */
export function sideOf(value: number, level: number): -1 | 0 | 1 {
  const noise = doubleNoise * Math.max(1, Math.abs(level));
  if (value > level + noise) return 1;
  return value < level - noise ? -1 : 0;
}

/** @param values at least one */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
