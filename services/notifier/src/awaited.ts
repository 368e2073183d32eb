import { instantOf, todayIn, timeZoneOfEngland } from '@vigil/calendar';
import { openSlots, scheduleFollowedTo, type Transaction } from '@vigil/database';
import { timesBetween, type AuthorityConfig } from '@vigil/runtime';

/**
 * The sources whose schedule falls before the hour by which people are written to, and that are not done yet: their slot
 * is open, or is still to open today.
 */
export async function awaitedSources(
  tx: Transaction,
  authority: Pick<AuthorityConfig, 'sources' | 'mail'>,
  now: Date,
): Promise<readonly string[]> {
  const by = instantOf(timeZoneOfEngland, todayIn(timeZoneOfEngland, now), authority.mail.by);
  const open = await openSlots(tx);
  const awaited: string[] = [];
  for (const { id, schedule, timeZone, contributor } of authority.sources) {
    // A form comes when somebody has filled it in: no digest waits for it.
    if (schedule === null || contributor !== undefined) continue;
    const followed = await scheduleFollowedTo(tx, id);
    const isToCome = followed !== null && timesBetween({ expression: schedule, timeZone }, followed, by).length > 0;
    const isOpen = open.some(({ source, kind, dueAt }) => source === id && kind === 'scheduled' && dueAt <= by);
    if (isToCome || isOpen) awaited.push(id);
  }
  return awaited;
}
