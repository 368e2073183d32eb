import { addMonths, type Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '../definition.ts';
import { exactValue } from '../figure.ts';
import { roundHalfUp } from '../number.ts';
import { type JudgedFigure, missesRunning } from '../series.ts';
import { fewestMonths } from './extreme.ts';
import { unbroken } from './unbroken.ts';

/** How a month stands among the months up to it: none was as low, or one alone was lower ("only January was lower"). */
export interface Rank {
  readonly side: 'low' | 'high';
  /** The one month beyond it; null where no other was as low, or as high. */
  readonly only: Period | null;
  /** Of how many months with a value, this one included. */
  readonly months: number;
}

/**
 * Values are compared as they are shown. Null where several months are beyond it, and where too few compare: months
 * before a break are left out.
 *
 * @param window how many months are looked at, this one the last
 */
export function rankOf(
  definition: Pick<IndicatorDefinition, 'unit' | 'decimals'>,
  series: readonly JudgedFigure[],
  period: Period,
  window = 13,
): Rank | null {
  const first = addMonths(period, 1 - window);
  const months = unbroken(series, period).flatMap(({ figure }) => {
    const value = exactValue(definition, figure);
    if (value === null || figure.period < first) return [];
    return [{ period: figure.period, value: roundHalfUp(value, definition.decimals) }];
  });
  const current = months.at(-1);
  if (current?.period !== period || months.length < fewestMonths) return null;
  const others = months.slice(0, -1);
  for (const [side, beyond] of [
    ['low', others.filter(({ value }) => value <= current.value)],
    ['high', others.filter(({ value }) => value >= current.value)],
  ] as const) {
    const [one] = beyond;
    if (one === undefined) return { side, only: null, months: months.length };
    if (beyond.length === 1 && one.value !== current.value) return { side, only: one.period, months: months.length };
  }
  return null;
}

/** For how many months running the target was missed; `atLeast`: all that is known was missed, so the run may be longer. */
export function missRun(
  series: readonly JudgedFigure[],
  period: Period,
): { readonly months: number; readonly atLeast: boolean } {
  const months = missesRunning(series, period);
  const known = series.filter(({ figure }) => figure.period <= period).length;
  return { months, atLeast: months > 0 && months >= known };
}
