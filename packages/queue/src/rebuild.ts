import { reconcile, relayOutbox, type Database } from '@vigil/database';
import type { QueueBackend } from './backend.ts';
import { send } from './send.ts';

/**
 * Makes the queue anew from PostgreSQL: takes out all that waits in it, and puts in what is due. What is being worked on
 * goes on. Done beside living workers it does no harm: a job that was put there twice finds its stage claimed.
 *
 * @returns how many jobs were taken out, and how many put in
 */
export async function rebuildQueue(
  database: Database,
  queue: QueueBackend,
): Promise<{ readonly cleared: number; readonly dispatched: number }> {
  const cleared = await queue.clear();
  await reconcile(database, { patienceSeconds: 0 });
  let dispatched = 0;
  for (;;) {
    const { relayed } = await relayOutbox(database, (handoffs) => send(queue, handoffs));
    if (relayed === 0) return { cleared, dispatched };
    dispatched += relayed;
  }
}
