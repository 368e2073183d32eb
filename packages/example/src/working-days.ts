import { addDays, englandAndWales, firstDay, type IsoDate, lastDay, type Period } from '@vigil/calendar';

const workingDays = [...englandAndWales.days()].filter((day) => day.working).map((day) => day.date);

/** The working days of a month, in order. */
export function workingDaysOf(period: Period): IsoDate[] {
  const before = englandAndWales.ordinal(addDays(firstDay(period), -1));
  return workingDays.slice(before, englandAndWales.ordinal(lastDay(period)));
}

/** The working day from which so many working days have passed on a working day. */
export function workingDaysBefore(date: IsoDate, days: number): IsoDate {
  return workingDays[englandAndWales.ordinal(date) - 1 - days] as IsoDate;
}
