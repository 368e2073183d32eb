import { timeZoneOf, type AuthorityConfig } from '@vigil/runtime';

/** Says moments as the clock on the authority's wall has them: `2021-01-04 02:17`. */
export function instantsOf(authority: AuthorityConfig): (instant: Date) => string {
  const timeZone = timeZoneOf(authority);
  // Swedish writes a date and a time as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (instant) => format.format(instant);
}
