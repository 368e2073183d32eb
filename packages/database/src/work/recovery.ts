import type { Database } from '../database.ts';
import { dispatchAgain } from './handoff.ts';
import { takeBackLost } from './losses.ts';
import type { QueuedJob } from './relay.ts';
import type { WorkerRegistration } from './workers.ts';

/** What the reconciler found and mended. */
export interface Reconciliation {
  /** Stages whose worker died or was cut off. */
  readonly lost: number;
  /** Stages that were due although no job for them was left. */
  readonly dispatchedAgain: number;
  /** Jobs that were queued although they may not claim anything: removed. */
  readonly strays: number;
}

/** The queue as the reconciler looks into it. */
export interface LookedInto {
  /** Those that wait. */
  jobs(): Promise<readonly QueuedJob[]>;
  /** Those that a worker has taken, and may be about to claim. */
  taken(): Promise<readonly QueuedJob[]>;
  /** Takes out what still waits of these, and says how many it was. */
  remove(jobs: readonly QueuedJob[]): Promise<number>;
}

/**
 * Makes good what crashes and lost queues leave behind; what is right is in PostgreSQL alone. A running stage whose
 * worker is gone is due again; a due stage whose job was lost is dispatched again; a job whose stage is not due goes.
 *
 * @param options.patienceSeconds how long a dispatched job may take to be claimed before it counts as lost; 0 when the
 *   caller knows that no job is left (`rebuild-queue`, or a process that finds itself alone); null where nothing but
 *   what this process knows to be lost is meant
 * @param options.self the process that asks
 * @param options.queue a job that waits in it, behind others, or was just taken, does not count as lost, however long
 *   that takes
 */
export async function reconcile(
  database: Database,
  {
    patienceSeconds,
    self,
    queue,
  }: {
    patienceSeconds: number | null;
    self?: Pick<WorkerRegistration, 'number' | 'working' | 'dropped'>;
    queue?: LookedInto;
  },
): Promise<Reconciliation> {
  const lost = await takeBackLost(database, self);
  // Looked at before PostgreSQL is: a job that was put there meanwhile is not among them, and not taken for a stray.
  const queued = (await queue?.jobs()) ?? [];
  // Asked for after those that wait: one that is taken in between is among the former.
  const taken = (await queue?.taken()) ?? [];
  const dropped = [...(self?.dropped ?? [])];
  const dispatchedAgain = await dispatchForgotten(database, {
    patienceSeconds,
    dropped,
    queued: [...queued, ...taken],
  });
  for (const id of dropped) self?.dropped.delete(id);
  const strays = (await queue?.remove(await straysAmong(database, queued))) ?? 0;
  return { lost, dispatchedAgain, strays };
}

/** Dispatches again what is due, and was put into the queue some time ago, but is not in it. */
async function dispatchForgotten(
  database: Database,
  wanted: { patienceSeconds: number | null; dropped: readonly string[]; queued: readonly QueuedJob[] },
): Promise<number> {
  return database.acrossAuthorities(async (tx) => {
    const forgotten = await tx.sql<{ id: string }[]>`
      select stage.id
      from vigil.stage
      where stage.state = 'due'
        and stage.due_at <= now()
        and (coalesce(stage.dispatched_at, stage.created_at) <= now() - make_interval(secs => ${wanted.patienceSeconds}::float)
          or stage.id = any(${[...wanted.dropped]}::uuid[]))
        and not exists (select from vigil.outbox where outbox.stage = stage.id)
        and stage.id || ' ' || stage.dispatch <> all(${wanted.queued.map(keyOf)}::text[])
      for update skip locked`;
    for (const { id } of forgotten) await dispatchAgain(tx, { stage: id, attempts: 'keep' });
    return forgotten.length;
  });
}

/**
 * Jobs that will never find anything to claim: their stage has ended, is being worked on, or is due under a later
 * dispatch. No stage comes back to an earlier one, so they stay strays.
 */
async function straysAmong(database: Database, queued: readonly QueuedJob[]): Promise<readonly QueuedJob[]> {
  if (queued.length === 0) return [];
  const due = await database.acrossAuthorities(
    ({ sql: query }) => query<{ key: string }[]>`
      select id || ' ' || dispatch as key from vigil.stage
      where state = 'due' and id = any(${queued.map(({ stage }) => stage)}::uuid[])`,
  );
  const rightful = new Set(due.map(({ key }) => key));
  return queued.filter((job) => !rightful.has(keyOf(job)));
}

function keyOf({ stage, dispatch }: QueuedJob): string {
  return `${stage} ${dispatch}`;
}
