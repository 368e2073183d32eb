import { addMonths } from '@vigil/calendar';
import type { IndicatorDefinition, Polarity } from './definition.ts';
import { type Figure, exactValue } from './figure.ts';
import { doubleNoise, roundHalfUp } from './number.ts';

export interface Change {
  /** Current less previous, unrounded: points for a percentage, else in the indicator's unit. */
  readonly amount: number;
  readonly direction: 'Increase' | 'Decrease' | 'No change';
  readonly verdict: 'better' | 'worse' | 'neutral';
}

/** A percentage that moves by no more than this many points has not changed (the pack's 78.7 to 78.4). */
const unchangedPoints = 0.5;

/**
 * The change from the month before, of the same origin (`indicators.md`, *Change*). Null where either has no value,
 * where `previous` is not the month before, and where computed figures meet reported ones: that is a break in the
 * series, and no change is taken across it.
 */
export function changeBetween(
  definition: Pick<IndicatorDefinition, 'unit' | 'decimals' | 'polarity'>,
  current: Figure,
  previous: Figure | null,
): Change | null {
  if (!previous || !follows(current, previous)) return null;
  const now = exactValue(definition, current);
  const before = exactValue(definition, previous);
  if (now === null || before === null) return null;

  const amount = now - before;
  const unchanged =
    definition.unit === 'percent'
      ? Math.abs(amount) <= unchangedPoints + doubleNoise
      : roundHalfUp(now, definition.decimals) === roundHalfUp(before, definition.decimals);
  const direction = unchanged ? 'No change' : amount > 0 ? 'Increase' : 'Decrease';
  return { amount, direction, verdict: verdictOn(direction, definition.polarity) };
}

/** Whether `current` continues the series that `previous` belongs to: the next month, of the same origin. */
export function follows(current: Figure, previous: Figure): boolean {
  return current.origin === previous.origin && current.period === addMonths(previous.period, 1);
}

function verdictOn(direction: Change['direction'], polarity: Polarity): Change['verdict'] {
  if (direction === 'No change' || polarity === 'neutral') return 'neutral';
  return (direction === 'Increase') === (polarity === 'higher-is-better') ? 'better' : 'worse';
}
