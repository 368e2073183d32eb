import { randomUUID } from 'node:crypto';
import { undone, unsentNotifications, type AuthorityDatabase, type Notification } from '@vigil/database';
import type { AuthorityConfig } from '@vigil/runtime';
import type { NotifierDeps } from './app.ts';
import { prepareChasers } from './chasers.ts';
import type { Telling } from './moment.ts';
import { prepareForOperators } from './operators.ts';
import { prepareForPeople } from './people.ts';

/**
 * The mails that would be written if they were asked for by hand now, prepared by the very code that prepares them, in a
 * transaction that is undone: nothing is kept, and nothing counts as told. What waits since somebody has had their
 * digest of the day is among them, as it would be written on the next.
 */
export async function draftMails(
  database: AuthorityDatabase,
  authority: AuthorityConfig,
  deps: Pick<NotifierDeps, 'catalogue' | 'now'>,
): Promise<readonly Notification[]> {
  const telling: Telling = { slot: { id: randomUUID(), kind: 'manual' }, authority, now: deps.now() };
  return undone(database.transaction, async (tx) => {
    const { until, unaddressed } = await prepareForPeople(tx, telling, deps);
    if (until !== null) await prepareForPeople(tx, { ...telling, now: until }, deps);
    await prepareChasers(tx, telling, deps);
    await prepareForOperators(tx, telling, unaddressed, deps);
    return (await unsentNotifications(tx)).filter(({ slot }) => slot === telling.slot.id);
  });
}
