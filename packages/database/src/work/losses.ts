import { and, count, eq, gt, sql } from 'drizzle-orm';
import type { FailureRecord, StageName } from '@vigil/pipeline';
import type { Database, Transaction } from '../database.ts';
import { attempt, stage } from '../schema/index.ts';
import { locksHeld } from './advisory-locks.ts';
import { lockClaim, type Claim } from './claim.ts';
import { failForGood, recordAttempt } from './finish.ts';
import { dispatchAgain } from './handoff.ts';
import type { WorkerRegistration } from './workers.ts';

/** The crash budget: at so many lost workers a stage is taken for the cause, and is dead until an operator replays it. */
export const lossesAllowed = 5;

/** A claim as somebody else sees it. */
type LeftClaim = Pick<Claim, 'stage' | 'authority' | 'fence' | 'name' | 'slot' | 'run' | 'startedAt'> & {
  readonly workerName: string;
  readonly gone: boolean;
};

/**
 * Takes back the stages whose worker died or was cut off, and makes them due again; one that has used up its crash
 * budget is dead.
 *
 * @param self the process that asks: a stage that is said to be with it, but is not, was claimed in a transaction whose
 *   answer never came
 * @returns how many
 */
export async function takeBackLost(
  database: Database,
  self: Pick<WorkerRegistration, 'number' | 'working'> = { number: 0, working: [] },
): Promise<number> {
  const claims = await claimsWhere(database, (query) => query`stage.worker = ${self.number} or ${isGone(query)}`);
  // Looked at after the query: a claim of our own that was made meanwhile is among those at work.
  const lost = claims.filter(({ stage: id, gone }) => gone || !self.working.includes(id));
  return endEach(database, lost, async (tx, claim) => {
    const losses = (await lossesOnRecord(tx, claim)) + 1;
    const dead = losses >= lossesAllowed;
    await recordAttempt(tx, claim, claim.workerName, 'lost', dead ? killing(claim) : lostWorker);
    if (dead) await failForGood(tx, claim, 'dead');
    else await dispatchAgain(tx, { stage: claim.stage, attempts: 'keep' });
  });
}

/**
 * Gives back what a worker that must stop cannot finish: others take it up at once, and what the worker still does for
 * it cannot count. It costs the stage nothing of its crash budget.
 *
 * @param names of the stages that it must let go
 * @returns how many; one whose transaction is under way stays, and ends with that or is taken back when the worker has gone
 */
export async function giveBack(
  database: Database,
  { number }: Pick<WorkerRegistration, 'number'>,
  names: readonly StageName[],
): Promise<number> {
  const left = await claimsWhere(
    database,
    (query) => query`stage.worker = ${number} and stage.name = any(${[...names]}::text[])`,
  );
  return endEach(database, left, async (tx, claim) => {
    await recordAttempt(tx, claim, claim.workerName, 'given-back', stopped);
    await dispatchAgain(tx, { stage: claim.stage, attempts: 'keep' });
  });
}

type Query = Transaction['sql'];
type Fragment = ReturnType<Query>;

/** Whether the worker of a stage was silent for too long, or lives no more. */
function isGone(query: Query): Fragment {
  return query`(
    stage.lease_until < now()
    or not exists (${locksHeld(query, 'worker')} and objid::bigint = stage.worker)
  )`;
}

function claimsWhere(database: Database, which: (query: Query) => Fragment): Promise<readonly LeftClaim[]> {
  return database.acrossAuthorities(async ({ sql: query }) => {
    const rows = await query<(Omit<LeftClaim, 'startedAt'> & { startedAt: string })[]>`
      select stage.id as stage, stage.authority, stage.fence, stage.name, stage.slot, stage.run,
        stage.started_at as "startedAt", ${isGone(query)} as gone,
        coalesce((select worker.name from vigil.worker where worker.number = stage.worker), 'unknown') as "workerName"
      from vigil.stage
      where stage.state = 'running' and (${which(query)})`;
    return rows.map((row) => ({ ...row, startedAt: new Date(row.startedAt) }));
  });
}

/** Ends each claim in a transaction of its own, unless it has ended meanwhile or its worker is writing this moment. */
async function endEach(
  database: Database,
  claims: readonly LeftClaim[],
  end: (tx: Transaction, claim: LeftClaim) => Promise<void>,
): Promise<number> {
  let ended = 0;
  for (const claim of claims) {
    const done = await database.forAuthority(claim.authority).transaction(async (tx) => {
      const open = await lockClaim(tx, claim, { skipLocked: true });
      if (open) await end(tx, claim);
      return open;
    });
    if (done) ended += 1;
  }
  return ended;
}

/** Workers that the stage has cost since it was last given a fresh start. */
async function lossesOnRecord(tx: Transaction, claim: LeftClaim): Promise<number> {
  const [row] = await tx.orm
    .select({ losses: count() })
    .from(attempt)
    .innerJoin(stage, eq(stage.id, attempt.stage))
    .where(
      and(
        eq(attempt.authority, tx.authority),
        eq(attempt.stage, claim.stage),
        eq(attempt.outcome, 'lost'),
        gt(attempt.fence, sql`${stage.budgetFrom}`),
      ),
    );
  return row!.losses;
}

const lostWorker: FailureRecord = {
  kind: 'worker-lost',
  message: 'The process that worked on this ended, or lost its database, before it was done.',
  advice: 'Another takes it up by itself.',
  retry: true,
};

const stopped: FailureRecord = {
  kind: 'worker-stopped',
  message: 'The process that worked on this was told to stop, and could not wait for its end.',
  advice: 'Another takes it up by itself.',
  retry: true,
};

function killing({ stage: job }: LeftClaim): FailureRecord {
  return {
    kind: 'worker-lost',
    message: `${lossesAllowed} processes in all ended, or lost their database, while they worked on this: it is not tried again by itself.`,
    advice: `vigil failed --job ${job.slice(0, 8)} says when and which: look into their logs, at memory and disk, for what ended them, and mend that before you replay it.`,
    retry: false,
  };
}
