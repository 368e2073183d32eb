import { firstDay, lastDay, type Period } from '@vigil/calendar';
import type { CoveredDays } from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';

/**
 * Whether deliveries speak for a month: a figure of a month that nobody has delivered would look like one of a month in
 * which nothing happened. What happened in a month is known when each list was delivered for its every day. What stood
 * open at its end is known from the first day of a list's first window on, since a window has all that is open, and
 * what was closed in it.
 */
export function isCovered(
  { lists, measure }: Pick<IndicatorDefinition, 'lists' | 'measure'>,
  period: Period,
  covered: ReadonlyMap<string, readonly CoveredDays[]>,
): boolean {
  const [first, last] = [firstDay(period), lastDay(period)];
  const known =
    measure === 'stock'
      ? ({ from }: CoveredDays) => from === null || from <= last
      : ({ from, to }: CoveredDays) => (from === null || from <= first) && to >= last;
  return lists.every((list) => covered.get(list)?.some(known) ?? false);
}
