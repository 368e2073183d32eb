import type { Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '../definition.ts';
import { exactValue } from '../figure.ts';
import { roundHalfUp } from '../number.ts';
import type { JudgedFigure } from '../series.ts';
import { unbroken } from './unbroken.ts';

/** The month is the highest or lowest of all that are reported ("the highest … in the 14 months", the pack's F8). */
export interface Extreme {
  readonly kind: 'highest' | 'lowest';
  /** Another month was as high or as low. */
  readonly joint: boolean;
  /** Of how many months with a value, this one included. */
  readonly months: number;
  readonly verdict: 'better' | 'worse' | 'neutral';
}

/** Of fewer months, to be the highest or lowest says little: it is ours, no source names a number. */
export const fewestMonths = 6;

/**
 * Values are compared as they are shown, so that what reads the same ties. Null where the month is neither, where there
 * are too few months to tell, and where all are the same. Months before a break are left out.
 */
export function extremeOf(
  definition: Pick<IndicatorDefinition, 'unit' | 'decimals' | 'polarity'>,
  series: readonly JudgedFigure[],
  period: Period,
): Extreme | null {
  const months = unbroken(series, period).flatMap(({ figure }) => {
    const value = exactValue(definition, figure);
    return value === null ? [] : [{ period: figure.period, value: roundHalfUp(value, definition.decimals) }];
  });
  const current = months.at(-1);
  if (current?.period !== period || months.length < fewestMonths) return null;
  const values = months.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low === high || (current.value !== low && current.value !== high)) return null;
  const kind = current.value === high ? 'highest' : 'lowest';
  return {
    kind,
    joint: values.filter((value) => value === current.value).length > 1,
    months: months.length,
    verdict:
      definition.polarity === 'neutral'
        ? 'neutral'
        : (kind === 'highest') === (definition.polarity === 'higher-is-better')
          ? 'better'
          : 'worse',
  };
}

/** 'the highest of the 14 months reported', 'the joint lowest of the 9 months computed' */
export function extremeInWords({ kind, joint, months }: Extreme, origin: 'computed' | 'reported'): string {
  return `the ${joint ? 'joint ' : ''}${kind} of the ${String(months)} months ${origin}`;
}
