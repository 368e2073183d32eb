import { dateName, todayIn } from '@vigil/calendar';
import { timeZoneOf, type AuthorityConfig } from '@vigil/runtime';

/** Says moments as the clock on the authority's wall has them: '4 January 2021 at 02:17'. */
export function instantsOf(authority: AuthorityConfig): (instant: Date) => string {
  const timeZone = timeZoneOf(authority);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return (instant) => `${dateName(todayIn(timeZone, instant))} at ${time.format(instant)}`;
}
