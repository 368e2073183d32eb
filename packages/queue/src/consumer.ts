import type { Job, Worker } from 'bullmq';
import { recordFailure, type StageName } from '@vigil/pipeline';
import type { DispatchedStage } from './backend.ts';

export interface Consumer {
  /**
   * Takes no more jobs, and lets go when those under way have ended, or the time is over.
   *
   * @returns whether they have ended
   */
  stop(withinMilliseconds: number): Promise<boolean>;
}

/** How workers of one backend are opened, and closed. */
export interface Workers {
  readonly open: (name: StageName, process: (job: Job<DispatchedStage>) => Promise<void>) => Worker<DispatchedStage>;
  /**
   * Whether they are closed without waiting for BullMQ's own loop, though all jobs have ended. On Redis that waits for
   * a connection to end, which for one that is not there is for ever; on PostgreSQL the loop must be woken, or its
   * timer of an hour keeps the process alive.
   */
  readonly hurried: boolean;
}

/** How long BullMQ has, when everything is to stop, to write down that a job has ended. */
const notedWithinMilliseconds = 1000;

/** Starts a worker a stage. `work` never throws: whatever happens is recorded in PostgreSQL. */
export async function openConsumer(
  names: readonly StageName[],
  work: (job: DispatchedStage) => Promise<void>,
  workers: Workers,
  onError: (error: Error) => void,
): Promise<Consumer> {
  const underWay = new Set<Promise<void>>();
  const unnoted = new Map<string, { readonly noted: Promise<void>; readonly note: () => void }>();
  const started = names.map((name) => {
    const worker = workers.open(name, (job) => {
      const done = withoutData(() => work(job.data)).finally(() => underWay.delete(done));
      underWay.add(done);
      unnoted.set(`${name} ${job.id!}`, noting());
      return done;
    });
    const note = (id: string | undefined): void => {
      unnoted.get(`${name} ${id!}`)?.note();
      unnoted.delete(`${name} ${id!}`);
    };
    worker.on('completed', ({ id }) => note(id));
    worker.on('failed', (job) => note(job?.id));
    worker.on('error', onError);
    return worker;
  });
  await Promise.all(started.map((worker) => worker.waitUntilReady()));
  return {
    stop: async (withinMilliseconds) => {
      // close() alone waits for as long as a handler takes, and cannot be hurried afterwards.
      await Promise.all(started.map((worker) => worker.pause(true)));
      const ended = await allEnd(() => [...underWay], withinMilliseconds);
      // What BullMQ cannot write down in time, because its server is away, a reconciler finds done.
      if (ended) await allEnd(() => [...unnoted.values()].map(({ noted }) => noted), notedWithinMilliseconds);
      await Promise.all(started.map((worker) => worker.close(workers.hurried || !ended)));
      return ended;
    },
  };
}

/** Whether all of them end in time. */
async function allEnd(underWay: () => readonly Promise<void>[], withinMilliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, withinMilliseconds, 'late');
  });
  try {
    // A job that was on its way to us may still join them.
    while (underWay().length > 0) {
      if ((await Promise.race([Promise.allSettled(underWay()), late])) === 'late') return false;
    }
    return true;
  } finally {
    clearTimeout(timer);
  }
}

/** Something that will be noted. */
function noting(): { readonly noted: Promise<void>; readonly note: () => void } {
  let note: () => void = () => {};
  const noted = new Promise<void>((resolve) => {
    note = resolve;
  });
  return { noted, note };
}

/** BullMQ writes into the queue and into its spans what a job throws: words, then, without what an error may quote. */
async function withoutData(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // oxlint-disable-next-line preserve-caught-error -- the cause is what must not come along
    throw new Error(recordFailure(error).message);
  }
}
