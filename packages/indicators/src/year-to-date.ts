import { addMonths, periodOf, type Period } from '@vigil/calendar';
import type { IndicatorDefinition } from './definition.ts';
import { type Figure, exactValue } from './figure.ts';
import { roundHalfUp } from './number.ts';
import type { Target } from './target.ts';

/** What a cumulative target is held against: the sum of the months since April. */
export interface YearToDate {
  readonly value: number;
  /** The first month of it: April, or the month the target began to hold in, where that is later. */
  readonly from: Period;
  /** How many months were added up. The target is asked of as many. */
  readonly months: number;
  /** The months since then that have no figure of the same origin: neither added nor asked for. */
  readonly missing: readonly Period[];
}

/**
 * The year to date of a month under a cumulative target ("3 per month" is judged year to date from April,
 * `indicators.md`). Months across a break (computed, reported) are not added to it. Null where the month has no value.
 *
 * @param figures one a month, of one indicator and member
 */
export function yearToDate(
  definition: Pick<IndicatorDefinition, 'unit'>,
  figures: readonly Figure[],
  current: Figure,
  target: Pick<Target, 'from'>,
): YearToDate | null {
  if (exactValue(definition, current) === null) return null;
  const first = laterOf(april(current.period), periodOf(target.from));
  const values = new Map(
    figures
      .filter(({ origin }) => origin === current.origin)
      .map((figure) => [figure.period, exactValue(definition, figure)]),
  );
  let value = 0;
  let months = 0;
  const missing: Period[] = [];
  for (let period = first; period <= current.period; period = addMonths(period, 1)) {
    const own = values.get(period) ?? null;
    if (own === null) missing.push(period);
    else {
      value += own;
      months += 1;
    }
  }
  return { value: roundHalfUp(value, 6), from: first, months, missing };
}

/** The April that the month's financial year began in. */
function april(period: Period): Period {
  const year = Number(period.slice(0, 4)) - (period.slice(5) < '04' ? 1 : 0);
  return `${String(year)}-04`;
}

function laterOf(one: Period, other: Period): Period {
  return one > other ? one : other;
}
