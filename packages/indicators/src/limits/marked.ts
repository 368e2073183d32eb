import { type Period, addMonths } from '@vigil/calendar';
import type { Limits } from './limits.ts';
import type { SpecialCause } from './special-cause.ts';

/** Months in a row that are marked for one cause. */
export interface Marked {
  readonly cause: SpecialCause;
  readonly months: readonly Period[];
}

/** The marked months of the present limits of a chart, those in a row with the same cause together; hollow ones not. */
export function markedBy(limits: Limits, chart: 'xmr' | 'p'): readonly Marked[] {
  const present = limits[chart];
  const marked: { cause: SpecialCause; months: Period[] }[] = [];
  for (const { period, [chart]: placed } of limits.points) {
    if ('none' in present || placed?.group !== present.from || !placed.counted || placed.cause === null) continue;
    const { cause } = placed;
    const before = marked.at(-1);
    const goesOn =
      before?.cause.rule === cause.rule &&
      before.cause.direction === cause.direction &&
      period === addMonths(before.months.at(-1)!, 1);
    if (goesOn) before.months.push(period);
    else marked.push({ cause, months: [period] });
  }
  return marked;
}
