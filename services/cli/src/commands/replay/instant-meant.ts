import { isIsoDate } from '@vigil/calendar';
import { WrongUse } from '../../wrong-use.ts';

/**
 * The moment that is meant: `2021-01-04`, the day's first or, for `--until`, its last; `2021-01-04 02:17`, as the clock on
 * the authority's wall has it and as Vigil prints it; or with its zone, `2021-01-04T02:17:00Z`.
 *
 * @throws {WrongUse}
 */
export function instantMeant(typed: string, option: '--since' | '--until', timeZone: string): Date {
  const isEnd = option === '--until';
  if (isIsoDate(typed)) return atWall(typed, isEnd ? '23:59:59.999' : '00:00:00.000', timeZone);
  const [, day, time, seconds = isEnd ? '59' : '00'] =
    /^(\d{4}-\d\d-\d\d)[ T]([01]\d:[0-5]\d|2[0-3]:[0-5]\d)(?::([0-5]\d))?$/u.exec(typed) ?? [];
  if (day !== undefined && isIsoDate(day)) return atWall(day, `${time}:${seconds}${isEnd ? '.999' : '.000'}`, timeZone);
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/u.test(typed) ? new Date(typed) : null;
  if (zoned && !Number.isNaN(zoned.getTime())) return zoned;
  throw new WrongUse(
    `${option} is "${typed}"; expected a day such as 2021-01-04, or "2021-01-04 02:17" in ${timeZone}.`,
  );
}

/** An hour that there is twice when clocks go back is the first; one that there is not is as long after the change. */
function atWall(day: string, time: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T${time}Z`);
  const before = wall - offsetAt(wall - 12 * 3_600_000, timeZone);
  const after = wall - offsetAt(before, timeZone);
  return new Date(offsetAt(after, timeZone) === wall - after ? after : before);
}

/** How many milliseconds the wall's clock is ahead of UTC. */
function offsetAt(instant: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const whole = Math.floor(instant / 1000) * 1000;
  return Date.parse(`${format.format(whole).replace(' ', 'T')}Z`) - whole;
}
