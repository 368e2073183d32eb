import type { Logger } from 'pino';
import { recordFailure } from '@vigil/pipeline';
import {
  dispatchReplays,
  otherWorkersAlive,
  reconcile,
  relayOutbox,
  type Database,
  type WorkerRegistration,
} from '@vigil/database';
import type { QueueBackend } from './backend.ts';
import { send, type InSlot } from './send.ts';

/** How often to look for workers that are gone, and at which of these looks into the queue as well: every third. */
const reconcileEverySeconds = 5;
const looksPerQueue = 3;
/** How long a job that is not in the queue any more may take from there to its claim. */
const patienceSeconds = 10;
/** Should a notification be missed, the outbox is looked at this often all the same. */
const relayAtLeastEveryMilliseconds = 2000;

export interface Dispatcher {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Carries what PostgreSQL says is due into the queue, and makes good what crashes and lost queues leave behind. */
export function createDispatcher(deps: {
  readonly database: Database;
  readonly queue: QueueBackend;
  readonly registration: WorkerRegistration;
  readonly log: Logger;
  /** Does something as part of a slot's trace, where there are traces. */
  readonly inSlot?: InSlot;
}): Dispatcher {
  const { database, queue, registration, inSlot } = deps;
  const log = deps.log.child({ service: 'dispatcher' });
  let listening: { stop: () => Promise<void> } | null = null;
  const stopping = new AbortController();
  let wake: (() => void) | null = null;
  let woken = false;
  const loops: Promise<void>[] = [];

  const nudge = (): void => {
    woken = true;
    wake?.();
  };

  const rest = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      function done(): void {
        clearTimeout(timer);
        wake = null;
        resolve();
      }
      wake = done;
      if (woken || stopping.signal.aborted) done();
    });

  const relayLoop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      woken = false;
      let wait = relayAtLeastEveryMilliseconds;
      try {
        const { relayed, nextInMilliseconds } = await relayOutbox(database, (handoffs) =>
          send(queue, handoffs, inSlot),
        );
        const replays = await dispatchReplays(database);
        if (relayed + replays.dispatched > 0) continue;
        wait = Math.min(wait, nextInMilliseconds ?? wait, replays.nextInMilliseconds ?? wait);
      } catch (error) {
        log.warn({ kind: recordFailure(error).kind }, 'the queue or the database does not answer; trying again');
        wait = 500;
      }
      await rest(wait);
    }
  };

  const reconcileLoop = async (): Promise<void> => {
    for (let look = 1; !stopping.signal.aborted; look += 1) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, reconcileEverySeconds * 1000);
        stopReconciling = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (stopping.signal.aborted) return;
      try {
        await registration.keepAlive();
        await reconcileOnce(look % looksPerQueue === 0 ? { patienceSeconds, queue } : { patienceSeconds: null });
      } catch (error) {
        log.warn({ kind: recordFailure(error).kind }, 'could not reconcile; trying again');
      }
    }
  };
  let stopReconciling: () => void = () => {};

  const reconcileOnce = async (how: Omit<Parameters<typeof reconcile>[1], 'self'>): Promise<void> => {
    const mended = await reconcile(database, { ...how, self: registration });
    if (Object.values(mended).some((number) => number > 0)) log.warn(mended, 'took up what was left behind');
  };

  return {
    start: async () => {
      // Alone, there is nobody who could hold a job: whatever is due was left behind by a crash.
      const alone = !(await otherWorkersAlive(database, registration.number));
      await reconcileOnce({ patienceSeconds: alone ? 0 : null });
      listening = await database.listen('vigil_work', nudge);
      loops.push(relayLoop(), reconcileLoop());
    },
    stop: async () => {
      stopping.abort();
      wake?.();
      stopReconciling();
      await Promise.all(loops);
      await listening?.stop().catch(() => {});
    },
  };
}
