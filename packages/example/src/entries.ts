import { addDays, type IsoDate } from '@vigil/calendar';
import type { Random } from './random.ts';

/** Something that happened on a day and was entered into the case system on that day or later. */
export interface Entry {
  readonly on: IsoDate;
  readonly entered: IsoDate;
}

/** Whether an extract taken in the night before the as-at date can hold it. */
export function isKnown(entry: Entry, asAt: IsoDate): boolean {
  return entry.entered < asAt;
}

/** Most is entered on the day; two in a hundred entries come three days to three weeks late. */
export function entryOf(on: IsoDate, random: Random): Entry {
  return { on, entered: random.chance(0.02) ? addDays(on, random.integer(3, 21)) : on };
}

/** What follows from an earlier entry cannot have been entered before it. */
export function entryAfter(earlier: Entry, on: IsoDate): Entry {
  return { on, entered: on > earlier.entered ? on : earlier.entered };
}
