import { type ControlLimits, limitsAround, meanOf } from './control-limits.ts';

/** Limits lie this many average moving ranges from the mean: 3 / d2 for n = 2 (Wheeler, *Understanding Variation*). */
const limitsInMovingRanges = 2.66;

/** The upper limit of moving ranges in average moving ranges (D4 for n = 2), from which on one is an outlier. */
const outlyingInMovingRanges = 3.267;

export interface XmrOptions {
  /**
   * Whether moving ranges that are outliers are left out of their average, once (Nelson 1982). Without it one leap
   * widens the limits so far that it hides itself. NHSRplotthedots does so by default, and so does Vigil; the
   * spreadsheets of Making Data Count do not.
   */
  readonly screenMovingRanges: boolean;
}

/**
 * XmR limits of a group of points (`spc.md`, *Limits*, 3 to 5): the mean, and either side of it 2.66 times the average
 * difference between one point and the next. Nothing to average, as in a constant series, is an average of 0: the
 * limits are the mean.
 *
 * @param values oldest first, at least two
 */
export function xmrLimits(values: readonly number[], { screenMovingRanges }: XmrOptions): ControlLimits {
  const ranges = movingRanges(values);
  const average = meanOf(ranges);
  const kept = screenMovingRanges ? ranges.filter((range) => range < outlyingInMovingRanges * average) : ranges;
  return limitsAround(meanOf(values), limitsInMovingRanges * (kept.length === 0 ? 0 : meanOf(kept)));
}

/** The differences between one value and the next, without their sign. */
export function movingRanges(values: readonly number[]): readonly number[] {
  return values.slice(1).map((value, index) => Math.abs(value - values[index]!));
}
