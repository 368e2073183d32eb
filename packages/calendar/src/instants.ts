import { type IsoDate, dayNumber } from './dates.ts';

/** Where nobody says otherwise, clocks are England's. */
export const timeZoneOfEngland = 'Europe/London';

const minute = 60_000;

/**
 * The moment at which it is that time of day (HH:MM) on that day in a time zone (IANA name). A time that the clocks skip
 * in spring is an hour later that day; one that they repeat in autumn is the first.
 */
export function instantOf(timeZone: string, day: IsoDate, time: string): Date {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  const asUtc = (dayNumber(day) * 24 + hours) * 60 * minute + minutes * minute;
  // The offsets before and after any change of the clocks near by; the earlier of the moments that fit is the first.
  const offsets = [asUtc - 24 * 60 * minute, asUtc + 24 * 60 * minute].map((near) => offsetAt(timeZone, near));
  const moments = offsets.map((offset) => asUtc - offset);
  const fits = moments.filter((moment) => moment + offsetAt(timeZone, moment) === asUtc);
  return new Date(fits.length > 0 ? Math.min(...fits) : Math.max(...moments));
}

/** How far the clocks of a time zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(timeZone: string, moment: number): number {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
  const local = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  return local - Math.floor(moment / 1000) * 1000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}
