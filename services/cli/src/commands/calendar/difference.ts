import { dateName, type CalendarDifference, type Holiday } from '@vigil/calendar';

/** What differs between two versions of a calendar, a line each. */
export function differenceInWords({ added, removed, renamed, before, now }: CalendarDifference): readonly string[] {
  const day = ([date, name]: Holiday): string => `${dateName(date)} (${name})`;
  return [
    ...(before.from === now.from ? [] : [`begins on ${dateName(now.from)}, before on ${dateName(before.from)}`]),
    ...(before.to === now.to ? [] : [`ends on ${dateName(now.to)}, before on ${dateName(before.to)}`]),
    ...added.map((one) => `more: ${day(one)}`),
    ...removed.map((one) => `gone: ${day(one)}`),
    ...renamed.map(({ date, before: was, now: is }) => `renamed: ${dateName(date)}, ${was}, is ${is}`),
  ];
}

/** Whether any working day is another. */
export function movesDays({ added, removed, before, now }: CalendarDifference): boolean {
  return added.length > 0 || removed.length > 0 || before.from !== now.from || before.to !== now.to;
}
