import type { Logger } from 'pino';
import { recordFailure, type StageName } from '@vigil/pipeline';
import {
  otherWorkersAlive,
  reconcile,
  relayOutbox,
  type Database,
  type Handoff,
  type WorkerRegistration,
} from '@vigil/database';
import type { QueueBackend } from './backend.ts';

/** How often to look for what crashes left behind, and how long a dispatched job may wait to be claimed. */
const reconcileEverySeconds = 5;
const patienceSeconds = 120;
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
}): Dispatcher {
  const { database, queue, registration, log } = deps;
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
        const { relayed, nextInMilliseconds } = await relayOutbox(database, (handoffs) => send(queue, handoffs));
        if (relayed > 0) continue;
        wait = Math.min(wait, nextInMilliseconds ?? wait);
      } catch (error) {
        log.warn({ kind: recordFailure(error).kind }, 'the queue or the database does not answer; trying again');
        wait = 500;
      }
      await rest(wait);
    }
  };

  const reconcileLoop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
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
        await reconcileOnce(patienceSeconds);
      } catch (error) {
        log.warn({ kind: recordFailure(error).kind }, 'could not reconcile; trying again');
      }
    }
  };
  let stopReconciling: () => void = () => {};

  const reconcileOnce = async (patience: number): Promise<void> => {
    const mended = await reconcile(database, { patienceSeconds: patience, self: registration });
    if (mended.lost + mended.dispatchedAgain > 0) log.warn(mended, 'took up what was left behind');
  };

  return {
    start: async () => {
      // Alone, there is nobody who could hold a job: whatever is due was left behind by a crash.
      await reconcileOnce((await otherWorkersAlive(database, registration.number)) ? patienceSeconds : 0);
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

async function send(queue: QueueBackend, handoffs: readonly Handoff[]): Promise<void> {
  const byName = new Map<StageName, { stage: string; dispatch: number }[]>();
  for (const { name, stage, dispatch } of handoffs) {
    const jobs = byName.get(name) ?? [];
    jobs.push({ stage, dispatch });
    byName.set(name, jobs);
  }
  await Promise.all([...byName].map(([name, jobs]) => queue.send(name, jobs)));
}
