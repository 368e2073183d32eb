import { type ControlLimits, limitsAround, meanOf } from './control-limits.ts';
import { movingRanges } from './xmr.ts';

/** So many of the month's cohort. */
export interface Share {
  readonly numerator: number;
  /** More than 0. */
  readonly denominator: number;
}

/** Over this many cases a month, on average, binomial limits are too narrow (`indicators.md`, *Control limits*). */
const largeCohort = 1000;

/** The average moving range of normal values in standard deviations (d2 for n = 2). */
const movingRangeInSigmas = 1.128;

/** What chance alone makes of a share, month by month: binomial limits (p), or Laney's where cohorts are large (p′). */
export interface PChart {
  readonly kind: 'p' | 'p′';
  /** In percent, for a month with a cohort of this size. */
  readonly limits: (denominator: number) => ControlLimits;
}

/**
 * The p-chart of a group of months: the mean is pooled (all numerators by all denominators), and each month's limits
 * lie three standard deviations of a binomial share of its own cohort from it.
 *
 * Where the mean denominator is over 1,000 they are widened by sigma z (D. B. Laney, "Improved Control Charts for
 * Attributes", *Quality Engineering* 14(4), 2002): the average moving range of the months' z-scores by 1.128. One
 * chart serves the whole group, so it is the mean that decides and not each month.
 *
 * @param shares oldest first, at least two
 */
export function pChart(shares: readonly Share[]): PChart {
  const cases = shares.reduce((sum, { denominator }) => sum + denominator, 0);
  const pooled = shares.reduce((sum, { numerator }) => sum + numerator, 0) / cases;
  const sigma = (denominator: number) => Math.sqrt((pooled * (1 - pooled)) / denominator);
  const large = cases / shares.length > largeCohort;
  const widened = large ? sigmaZ(shares, pooled, sigma) : 1;
  return {
    kind: large ? 'p′' : 'p',
    limits: (denominator) => limitsAround(100 * pooled, 300 * sigma(denominator) * widened),
  };
}

/** How much more the shares swing from month to month than chance makes them: 1 where chance is all. */
function sigmaZ(shares: readonly Share[], pooled: number, sigma: (denominator: number) => number): number {
  const scores = shares.map(({ numerator, denominator }) => {
    const spread = sigma(denominator);
    // None or all of the cases in every month: no month differs from the mean.
    return spread === 0 ? 0 : (numerator / denominator - pooled) / spread;
  });
  return meanOf(movingRanges(scores)) / movingRangeInSigmas;
}
