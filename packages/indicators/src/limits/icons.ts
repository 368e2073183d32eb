import type { Polarity } from '../definition.ts';
import { type ControlLimits, sideOf } from './control-limits.ts';
import type { SpecialCause } from './special-cause.ts';

/**
 * What a point tells, as the variation icons of Making Data Count name it. High and low are the direction of the
 * special cause, so that a rise is high wherever it lies.
 */
export type Variation =
  | 'common-cause'
  | 'improvement-high'
  | 'improvement-low'
  | 'concern-high'
  | 'concern-low'
  | 'neutral-high'
  | 'neutral-low';

/** Whether a process that does not change meets its target: always, never, or in some months (hit and miss). */
export type Assurance = 'pass' | 'fail' | 'hit-and-miss';

export function variationOf(cause: SpecialCause | null, polarity: Polarity): Variation {
  if (cause === null) return 'common-cause';
  if (polarity === 'neutral') return `neutral-${cause.direction}`;
  const better = (cause.direction === 'high') === (polarity === 'higher-is-better');
  return `${better ? 'improvement' : 'concern'}-${cause.direction}`;
}

/**
 * @param target the threshold; null where there is none
 * @returns null without a target, and where neither more nor less is better; a target that lies on a limit is hit and
 *   missed, since a point may lie on either side of it (`spc.md`, *Assurance*)
 */
export function assuranceOf(target: number | null, limits: ControlLimits, polarity: Polarity): Assurance | null {
  if (target === null || polarity === 'neutral') return null;
  const higherIsBetter = polarity === 'higher-is-better';
  if (sideOf(target, limits.upper) > 0) return higherIsBetter ? 'fail' : 'pass';
  if (sideOf(target, limits.lower) < 0) return higherIsBetter ? 'pass' : 'fail';
  return 'hit-and-miss';
}
