import { type Calendar, type IsoDate, dateName, instantOf, todayIn } from '@vigil/calendar';

/** What decides whether a digest goes out now. */
export interface TellingMoment {
  readonly now: Date;
  /** `manual`: somebody waits for it. */
  readonly trigger: 'manual' | 'scheduled';
  readonly calendar: Calendar;
  readonly timeZone: string;
  /** HH:MM of a working day by which the digest goes out, whatever has not arrived. */
  readonly by: string;
  /** Sources due before `by` today that are not done yet. */
  readonly awaited: readonly string[];
  /** The working days whose digest everybody has had whom the news is for. */
  readonly told: readonly IsoDate[];
}

/** Tell now, as the digest of `day`; or look again at `until`, or earlier when a source is done. */
export type TellingDecision =
  | { readonly tell: true; readonly day: IsoDate }
  | { readonly tell: false; readonly until: Date; readonly because: string };

/**
 * When a digest goes out: on working days alone; before `by` only once no source is awaited any more; and once a day to
 * each person. What somebody waits for goes out at once, as the digest of the working day that it is or comes before.
 */
export function whenToTell({ now, trigger, calendar, timeZone, by, awaited, told }: TellingMoment): TellingDecision {
  const today = todayIn(timeZone, now);
  const next = calendar.isWorkingDay(today) ? today : calendar.addWorkingDays(today, 1);
  let day = next;
  while (told.includes(day)) day = calendar.addWorkingDays(day, 1);

  const wait = (until: Date, because: string): TellingDecision => ({ tell: false, until, because });
  const begins = instantOf(timeZone, day, '00:00');
  if (day !== next) return wait(begins, `the digest of ${dateName(next)} has gone out: the rest waits for the next`);
  if (trigger === 'manual') return { tell: true, day };
  if (day !== today) return wait(begins, `${dateName(today)} is not a working day`);

  const latest = instantOf(timeZone, today, by);
  if (awaited.length > 0 && now < latest) return wait(latest, `waits for ${awaited.join(', ')}, until ${by} at most`);
  return { tell: true, day };
}
