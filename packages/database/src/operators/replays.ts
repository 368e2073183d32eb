import { and, eq, sql } from 'drizzle-orm';
import type { SourceMapping } from '@vigil/extracts';
import type { Transaction } from '../database.ts';
import { replay, replayJob, type ReplayState } from '../schema/index.ts';
import { announceWork } from '../work/handoff.ts';
import { setGoing, type ReplayChoice, type ReplayPlan, type SetGoing } from './replay.ts';
import { closeIdleSlots, finishIfNoneWaits, makeDue } from './replay-turns.ts';
import { recordAudit, Refused, type OperatorsWord } from './word.ts';

/** How a replay was asked for. */
export interface WantedReplay {
  readonly choice: ReplayChoice;
  /** How many jobs a minute at most; null: as many as there are. Those of a run go together, and are paid for afterwards. */
  readonly ratePerMinute: number | null;
  /** Without a rate: the next run begins when the one before it has ended, so that each is judged against it. */
  readonly oneByOne: boolean;
  /** How files whose headers or codes were not understood are to be read, over what is configured. */
  readonly mapping: SourceMapping | null;
}

/**
 * Puts a replay on record with the jobs that it is about: what fails later is none of it. All at once, or in turns that
 * `dispatchReplays` takes.
 */
export async function startReplay(
  tx: Transaction,
  { choice, ratePerMinute, oneByOne, mapping }: WantedReplay,
  plan: ReplayPlan,
  word: OperatorsWord,
): Promise<SetGoing & { readonly replay: string }> {
  const [created] = await tx.orm
    .insert(replay)
    .values({ authority: tx.authority, ...word, choice, ratePerMinute, mapping })
    .returning({ id: replay.id });
  const { id } = created!;
  await recordAudit(tx, word, {
    action: 'start replay',
    subject: `replay ${id}`,
    detail: { choice, jobs: plan.replayed.length, ratePerMinute, ...(mapping && { mapping }) },
  });
  await addJobs(tx, id, plan);
  if (ratePerMinute !== null || oneByOne) {
    await announceWork(tx);
    return { replay: id, ...setGoing(plan.replayed) };
  }
  const going = await makeDue(tx, id, plan, word);
  await finishIfNoneWaits(tx, id);
  return { replay: id, ...going };
}

async function addJobs(tx: Transaction, id: string, { replayed, left }: ReplayPlan): Promise<void> {
  const rows = [
    ...replayed.map(({ job }) => ({ stage: job, state: 'waiting' as const, reason: null })),
    ...left.map(({ job, reason }) => ({ stage: job, state: 'left' as const, reason })),
  ].map((row, position) => ({ replay: id, authority: tx.authority, position, ...row }));
  if (rows.length > 0) await tx.orm.insert(replayJob).values(rows).onConflictDoNothing();
}

/**
 * Ends a replay before all its jobs were replayed: those that wait are left as they are. What is under way goes on.
 *
 * @returns how many jobs it leaves
 * @throws {Refused} where it has ended already
 */
export async function abortReplay(tx: Transaction, id: string, word: OperatorsWord): Promise<number> {
  const [own] = await tx.orm
    .select({ state: replay.state })
    .from(replay)
    .where(and(eq(replay.authority, tx.authority), eq(replay.id, id)))
    .for('update');
  if (own?.state !== 'going') {
    throw new Refused(
      `Replay ${id.slice(0, 8)} ${own?.state === 'aborted' ? 'was aborted already' : 'has ended: every job of it was made due'}; there is nothing to abort.`,
    );
  }
  const left = await tx.orm
    .update(replayJob)
    .set({ state: 'left', reason: `the replay was aborted by ${word.actor}` })
    .where(and(eq(replayJob.replay, id), eq(replayJob.state, 'waiting')))
    .returning({ job: replayJob.stage });
  await tx.orm
    .update(replay)
    .set({ state: 'aborted', finishedAt: sql`now()` })
    .where(eq(replay.id, id));
  await closeIdleSlots(tx, id);
  await recordAudit(tx, word, { action: 'abort replay', subject: `replay ${id}`, detail: { left: left.length } });
  await announceWork(tx);
  return left.length;
}

/** A replay as it stands. */
export interface ReplayOnRecord {
  readonly id: string;
  readonly actor: string;
  readonly reason: string;
  readonly choice: ReplayChoice;
  readonly hasMapping: boolean;
  readonly ratePerMinute: number | null;
  readonly state: ReplayState;
  readonly waiting: number;
  readonly dispatched: number;
  readonly left: number;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** Replays, newest first; those that are going on are always among them. @param limit how many that have ended */
export async function listReplays(tx: Transaction, limit = 20): Promise<readonly ReplayOnRecord[]> {
  const rows = await tx.sql<
    (Omit<ReplayOnRecord, 'createdAt' | 'finishedAt'> & { createdAt: string; finishedAt: string | null })[]
  >`
    select id, actor, reason, choice, mapping is not null as "hasMapping", rate_per_minute as "ratePerMinute", state,
      created_at as "createdAt", finished_at as "finishedAt", jobs.*
    from vigil.replay
    cross join lateral (
      select count(*) filter (where replay_job.state = 'waiting')::int as waiting,
        count(*) filter (where replay_job.state = 'dispatched')::int as dispatched,
        count(*) filter (where replay_job.state = 'left')::int as "left"
      from vigil.replay_job where replay_job.replay = replay.id
    ) as jobs
    where authority = ${tx.authority} and (
      state = 'going' or id in (
        select id from vigil.replay where authority = ${tx.authority} and state <> 'going'
        order by created_at desc limit ${limit}
      )
    )
    order by created_at desc`;
  return rows.map(({ choice, ...row }) => ({
    ...row,
    choice: asChosen(choice),
    createdAt: new Date(row.createdAt),
    finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt),
  }));
}

/** As it was before it became JSON. */
function asChosen({ since, until, ...choice }: ReplayChoice): ReplayChoice {
  return { ...choice, ...(since && { since: new Date(since) }), ...(until && { until: new Date(until) }) };
}

/** Whether jobs of a replay still wait for their turn. */
export async function isReplayGoing(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.sql`
    select from vigil.replay where authority = ${tx.authority} and id = ${id} and state = 'going'`;
  return rows.length > 0;
}
