import { randomUUID } from 'node:crypto';
import { unsentNotifications, type AuthorityDatabase, type Notification } from '@vigil/database';
import type { AuthorityConfig } from '@vigil/runtime';
import type { NotifierDeps } from './app.ts';
import type { Telling } from './moment.ts';
import { prepareForOperators } from './operators.ts';
import { prepareForPeople } from './people.ts';

/** Carries what was prepared out of a transaction that is undone. */
class Drafted extends Error {
  readonly mails: readonly Notification[];

  constructor(mails: readonly Notification[]) {
    super('drafted');
    this.mails = mails;
  }
}

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
  try {
    return await database.transaction(async (tx): Promise<never> => {
      const { until, unaddressed } = await prepareForPeople(tx, telling, deps);
      if (until !== null) await prepareForPeople(tx, { ...telling, now: until }, deps);
      await prepareForOperators(tx, telling, unaddressed, deps);
      throw new Drafted((await unsentNotifications(tx)).filter(({ slot }) => slot === telling.slot.id));
    });
  } catch (error) {
    if (error instanceof Drafted) return error.mails;
    throw error;
  }
}
