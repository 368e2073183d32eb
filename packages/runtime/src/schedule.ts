import { CronExpressionParser } from 'cron-parser';

/** Five fields of cron, in a time zone. */
export interface Schedule {
  readonly expression: string;
  readonly timeZone: string;
}

/**
 * When a schedule is due after one moment and up to another. A time of day that the clocks skip in spring is due an hour
 * later that day; one that they repeat in autumn is due once.
 */
export function timesBetween({ expression, timeZone }: Schedule, after: Date, upTo: Date): readonly Date[] {
  // Forwards: only so does cron-parser come out right on both days the clocks change.
  const cron = CronExpressionParser.parse(expression, { tz: timeZone, currentDate: after });
  const times: Date[] = [];
  for (let time = cron.next().toDate(); time <= upTo; time = cron.next().toDate()) times.push(time);
  return times;
}

/** The first moment after another at which clocks show an hour, HH:MM. */
export function nextTimeOfDay(time: string, timeZone: string, after: Date): Date {
  const [hours, minutes] = time.split(':');
  return nextTime({ expression: `${Number(minutes)} ${Number(hours)} * * *`, timeZone }, after);
}

/** When a schedule is due next. */
export function nextTime({ expression, timeZone }: Schedule, after: Date): Date {
  return CronExpressionParser.parse(expression, { tz: timeZone, currentDate: after }).next().toDate();
}
