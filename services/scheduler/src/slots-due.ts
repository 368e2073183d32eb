import { nextTimeOfDay, timesBetween } from '@vigil/runtime';

/** When a source is to be looked at, as its configuration says. */
export interface Schedule {
  /** Five fields of cron, in the time zone: `15 2 * * *`. */
  readonly expression: string;
  readonly timeZone: string;
  /** HH:MM of the time zone by which the delivery should be there; null: before the next slot. */
  readonly expectedBy: string | null;
  readonly catchUp: 'none' | 'latest' | 'all';
}

interface DueSlot {
  readonly dueAt: Date;
  readonly expectedBy: Date | null;
  /** Vigil was not running when it was due. */
  readonly late: boolean;
}

export interface DueSlots {
  readonly open: readonly DueSlot[];
  /** Everything due up to here is dealt with, though no slot was opened for it. */
  readonly skipUntil: Date | null;
}

/** A tick comes every minute; what is older than this was missed. */
const onTimeWithinMilliseconds = 2 * 60_000;
/** After a long time off, `all` opens this many at most: the newest. */
const catchUpAtMost = 31;
/** Further back nothing is made up for. */
const lookBackDays = 35;

/**
 * The slots of a schedule that fall into the time since it was last followed. A time of day that the clocks skip in
 * spring is due an hour later that day; one that they repeat in autumn is due once.
 */
export function slotsDue(schedule: Schedule, since: Date, now: Date): DueSlots {
  const horizon = new Date(now.getTime() - lookBackDays * 24 * 3_600_000);
  const times = timesBetween(schedule, since > horizon ? since : horizon, now).slice(-catchUpAtMost);
  const newest = times.at(-1);
  if (!newest) return { open: [], skipUntil: null };
  const isMissed = (time: Date) => now.getTime() - time.getTime() > onTimeWithinMilliseconds;
  const open =
    schedule.catchUp === 'all'
      ? times
      : schedule.catchUp === 'latest'
        ? [newest]
        : times.filter((time) => !isMissed(time));
  return {
    open: open.map((dueAt) => ({
      dueAt,
      expectedBy: schedule.expectedBy === null ? null : nextTimeOfDay(schedule.expectedBy, schedule.timeZone, dueAt),
      late: isMissed(dueAt),
    })),
    skipUntil: open.length === 0 ? newest : null,
  };
}
