import { asc, inArray, lte, sql } from 'drizzle-orm';
import type { StageName } from '@vigil/pipeline';
import type { Database, Transaction } from '../database.ts';
import { attempt, outbox, stage, worker } from '../schema/index.ts';
import { renewLeases } from './claim.ts';
import { failForGood } from './finish.ts';
import { dispatchAgain } from './handoff.ts';

/** First half of the advisory lock that every living worker holds; the second is its number. */
const workerLocks = 0x5649_4749;

/** How often a stage may lose its worker before it is taken for the cause. */
const lossesAllowed = 5;

export interface WorkerRegistration {
  readonly number: number;
  readonly name: string;
  /** Ids of the stages that this process is at work on, or about to claim. */
  readonly working: Set<string>;
  /** Ids of stages whose job it was given but could not claim, since the database was away: that job is spent. */
  readonly dropped: Set<string>;
  /** Takes the lock anew where a lost connection gave it up, and prolongs every claim of the worker. */
  keepAlive(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Registers a process that works on stages. It holds an advisory lock for as long as it lives: PostgreSQL gives
 * it up the moment the process dies, so nobody has to wait for a lease to run out.
 */
export async function registerWorker(database: Database, name: string): Promise<WorkerRegistration> {
  const [row] = await database.acrossAuthorities(({ orm }) =>
    orm.insert(worker).values({ name }).returning({ number: worker.number }),
  );
  const { number } = row!;
  const connection = database.connectAlone(`vigil worker ${number}`);
  const hold = () => connection`
    select pg_advisory_lock(${workerLocks}, ${number})
    where not exists (
      select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and objid::bigint = ${number}
    )`;
  await hold();

  return {
    number,
    name,
    working: new Set(),
    dropped: new Set(),
    keepAlive: async () => {
      await hold();
      await renewLeases(database, number);
    },
    stop: () => connection.end({ timeout: 5 }),
  };
}

/** A hand-off that is to be put into the queue. */
export interface Handoff {
  readonly stage: string;
  readonly name: StageName;
  readonly dispatch: number;
}

/**
 * Relays what is due from the outbox: `send` puts it into the queue, and only when that worked does the row go.
 * A crash in between sends it twice, which does no harm: the second job finds the stage claimed.
 *
 * @returns how many were relayed, and in how many milliseconds the next one is due (null: none waits).
 */
export async function relayOutbox(
  database: Database,
  send: (handoffs: readonly Handoff[]) => Promise<void>,
): Promise<{ relayed: number; nextInMilliseconds: number | null }> {
  return database.acrossAuthorities(async ({ orm }) => {
    const due = await orm
      .select()
      .from(outbox)
      .where(lte(outbox.dueAt, sql`now()`))
      .orderBy(asc(outbox.id))
      .limit(500)
      .for('update', { skipLocked: true });
    if (due.length > 0) {
      await send(due.map(({ stage: id, name, dispatch }) => ({ stage: id, name, dispatch })));
      // Whoever holds a stage is making it due anew, and waits for this hand-off to end: it is not waited for in turn.
      const free = await orm
        .select({ id: stage.id })
        .from(stage)
        .where(
          inArray(
            stage.id,
            due.map((row) => row.stage),
          ),
        )
        .for('no key update', { skipLocked: true });
      await orm
        .update(stage)
        .set({ dispatchedAt: sql`now()` })
        .where(
          inArray(
            stage.id,
            free.map(({ id }) => id),
          ),
        );
      await orm.delete(outbox).where(
        inArray(
          outbox.id,
          due.map((row) => row.id),
        ),
      );
    }
    const [next] = await orm
      .select({ wait: sql<string | null>`ceil(extract(epoch from min(${outbox.dueAt}) - clock_timestamp()) * 1000)` })
      .from(outbox);
    const wait = next?.wait ?? null;
    return { relayed: due.length, nextInMilliseconds: wait === null ? null : Math.max(0, Number(wait)) };
  });
}

/** What the reconciler found and mended. */
export interface Reconciliation {
  /** Stages whose worker died or was cut off. */
  readonly lost: number;
  /** Stages that were due although no job for them was left. */
  readonly dispatchedAgain: number;
}

/**
 * Makes good what crashes leave behind, from PostgreSQL alone:
 * a running stage whose worker is gone is due again; a due stage whose job was lost is dispatched again.
 *
 * @param options.self the process that asks: a stage that is said to be with it, but is not, was claimed in a
 *   transaction whose answer never came
 * @param options.patienceSeconds how long a dispatched job may take to be claimed before it counts as lost;
 *   0 when the caller knows that no job is left (`rebuild-queue`, or a process that finds itself alone)
 */
export async function reconcile(
  database: Database,
  options: { patienceSeconds: number; self?: Pick<WorkerRegistration, 'number' | 'working' | 'dropped'> },
): Promise<Reconciliation> {
  const lost = await database.acrossAuthorities((tx) => takeBackLostStages(tx, options.self));
  const dispatched = await database.acrossAuthorities(async (tx) => {
    const forgotten = await tx.sql<{ id: string }[]>`
      select stage.id
      from vigil.stage
      where stage.state = 'due'
        and stage.due_at <= now()
        and (coalesce(stage.dispatched_at, stage.created_at) <= now() - make_interval(secs => ${options.patienceSeconds})
          or stage.id = any(${[...(options.self?.dropped ?? [])]}::uuid[]))
        and not exists (select from vigil.outbox where outbox.stage = stage.id)
      for update skip locked`;
    for (const { id } of forgotten) await dispatchAgain(tx, { stage: id, attempts: 'keep' });
    options.self?.dropped.clear();
    return forgotten.length;
  });
  return { lost, dispatchedAgain: dispatched };
}

interface LostStage {
  readonly id: string;
  readonly authority: string;
  readonly fence: number;
  readonly run: string | null;
  readonly slot: string;
  readonly started_at: string;
  readonly worker_name: string;
  readonly losses: number;
}

async function takeBackLostStages(
  tx: Omit<Transaction, 'authority'>,
  self: Pick<WorkerRegistration, 'number' | 'working'> = { number: 0, working: new Set() },
): Promise<number> {
  const rows = await tx.sql<LostStage[]>`
    select stage.id, stage.authority, stage.fence, stage.run, stage.slot, stage.started_at,
      coalesce((select worker.name from vigil.worker where worker.number = stage.worker), 'unknown') as worker_name,
      (select count(*)::int from vigil.attempt where attempt.stage = stage.id and attempt.outcome = 'lost') as losses
    from vigil.stage
    where stage.state = 'running'
      and (
        stage.lease_until < now()
        or (stage.worker = ${self.number} and not stage.id = any(${[...self.working]}::uuid[]))
        or not exists (
          select from pg_locks
          where locktype = 'advisory' and granted
            and database = (select oid from pg_database where datname = current_database())
            and classid::bigint = ${workerLocks} and objid::bigint = stage.worker and objsubid = 2
        )
      )
    for update skip locked`;
  for (const row of rows) {
    const kind = 'worker-lost';
    await tx.orm.insert(attempt).values({
      stage: row.id,
      fence: row.fence,
      authority: row.authority,
      worker: row.worker_name,
      startedAt: new Date(row.started_at),
      outcome: 'lost',
      kind,
      message: 'The process that worked on this ended, or lost its database, before it was done.',
      advice: 'If it happens again and again, the work itself may be the cause: look at the log of that process.',
      fingerprint: kind,
    });
    if (row.losses + 1 >= lossesAllowed) {
      await failForGood({ ...tx, authority: row.authority }, { stage: row.id, slot: row.slot, run: row.run });
    } else {
      await dispatchAgain(tx, { stage: row.id, attempts: 'keep' });
    }
  }
  return rows.length;
}

/** Whether any worker but this one is alive. */
export async function otherWorkersAlive(database: Database, self: number): Promise<boolean> {
  return database.acrossAuthorities(async ({ sql: query }) => {
    const rows = await query`
      select from pg_locks
      where locktype = 'advisory' and granted and classid::bigint = ${workerLocks} and objid::bigint <> ${self}
        and objsubid = 2 and database = (select oid from pg_database where datname = current_database())
      limit 1`;
    return rows.length > 0;
  });
}
