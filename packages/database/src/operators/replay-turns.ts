import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../database.ts';
import { replay, replayJob, stage } from '../schema/index.ts';
import { announceWork } from '../work/handoff.ts';
import { closeSlot } from '../work/progress.ts';
import { tryTurnOnSource } from '../deliveries/deliveries.ts';
import { carryOut, planReplay, sourcesOf, type ReplayPlan, type SetGoing } from './replay.ts';
import type { OperatorsWord } from './word.ts';

/**
 * Takes the turns of replays whose rate allows it: the next run's jobs of each, as long as they may still be replayed;
 * what may not is left with the reason. Who dispatches calls this again and again; two at once take different ones.
 *
 * @returns how many jobs were made due, and in how many milliseconds the next may be (null: none waits)
 */
export async function dispatchReplays(
  database: Database,
): Promise<{ dispatched: number; nextInMilliseconds: number | null }> {
  let dispatched = 0;
  const going = await goingReplays(database);
  // The rule: nobody replays anything, and this is asked whenever anything is handed over.
  if (going.length === 0) return { dispatched, nextInMilliseconds: null };
  const due = going.filter(({ wait }) => wait <= 0);
  for (const { id, authority } of due) {
    dispatched += await database.forAuthority(authority).transaction((tx) => takeTurn(tx, id));
  }
  const [next] = await goingReplays(database);
  if (!next) return { dispatched, nextInMilliseconds: null };
  return { dispatched, nextInMilliseconds: Math.max(dispatched > 0 ? 0 : leastMilliseconds, next.wait) };
}

/** The replays that go on, and in how many milliseconds the next turn of each is; those that are due first come first. */
async function goingReplays(
  database: Database,
): Promise<readonly { readonly id: string; readonly authority: string; readonly wait: number }[]> {
  return database.acrossAuthorities(
    ({ sql: query }) => query<{ id: string; authority: string; wait: number }[]>`
      select id, authority, ceil(extract(epoch from next_at - now()) * 1000)::float8 as wait
      from vigil.replay where state = 'going' order by next_at limit 100`,
  );
}

/** A turn that is due and could not be taken is another's, or waits for a source: it is looked at again after this. */
const leastMilliseconds = 250;

async function takeTurn(tx: Transaction, id: string): Promise<number> {
  const [own] = await tx.orm
    .select()
    .from(replay)
    .where(
      and(
        eq(replay.authority, tx.authority),
        eq(replay.id, id),
        eq(replay.state, 'going'),
        sql`${replay.nextAt} <= now()`,
      ),
    )
    .for('update', { skipLocked: true });
  if (!own || (own.ratePerMinute === null && (await isUnderWay(tx, id)))) return 0;
  // Who dispatches has others to dispatch: a source that is being published is not waited for.
  for (const source of await sourcesOf(tx)) if (!(await tryTurnOnSource(tx, source))) return 0;
  const jobs = await nextJobs(tx, id);
  const plan = await planReplay(tx, { by: 'jobs', jobs });
  await makeDue(tx, id, plan, own);
  const made = new Set(plan.replayed.map(({ job }) => job));
  for (const job of jobs.filter((one) => !made.has(one))) {
    const reason = plan.left.find((one) => one.job === job)?.reason ?? 'is no longer there';
    await tx.orm
      .update(replayJob)
      .set({ state: 'left', reason })
      .where(and(eq(replayJob.replay, id), eq(replayJob.stage, job)));
  }
  const seconds = own.ratePerMinute === null ? 0 : (made.size * 60) / own.ratePerMinute;
  await tx.orm
    .update(replay)
    .set({ nextAt: sql`now() + make_interval(secs => ${seconds})` })
    .where(eq(replay.id, id));
  await finishIfNoneWaits(tx, id);
  return made.size;
}

/** Whether a run of the replay, or a job that is of none, has not ended yet. */
async function isUnderWay(tx: Transaction, id: string): Promise<boolean> {
  const open = await tx.sql`
    select from vigil.replay_job
    join vigil.stage on stage.id = replay_job.stage
    left join vigil.run on run.id = stage.run
    where replay_job.replay = ${id} and replay_job.state = 'dispatched'
      and (run.state = 'running' or (run.id is null and stage.state in ('due', 'running')))
    limit 1`;
  return open.length > 0;
}

/** Of the first job that waits, and all others of its run: a run goes on as a whole. */
async function nextJobs(tx: Transaction, id: string): Promise<readonly string[]> {
  const waiting = await tx.orm
    .select({ job: replayJob.stage, run: stage.run })
    .from(replayJob)
    .leftJoin(stage, eq(stage.id, replayJob.stage))
    .where(and(eq(replayJob.replay, id), eq(replayJob.state, 'waiting')))
    .orderBy(asc(replayJob.position));
  const [first] = waiting;
  if (!first) return [];
  return waiting
    .filter(({ job, run }) => job === first.job || (run !== null && run === first.run))
    .map(({ job }) => job);
}

/** Makes jobs of a replay due, those that came along with their run among them. */
export async function makeDue(
  tx: Transaction,
  id: string,
  plan: Pick<ReplayPlan, 'replayed'>,
  word: OperatorsWord,
): Promise<SetGoing> {
  const going = await carryOut(tx, plan, word, { replay: id });
  for (const { job } of plan.replayed) {
    await tx.orm
      .insert(replayJob)
      .values({
        replay: id,
        stage: job,
        authority: tx.authority,
        position: 0,
        state: 'dispatched',
        dispatchedAt: sql`now()`,
      })
      .onConflictDoUpdate({
        target: [replayJob.replay, replayJob.stage],
        set: { state: 'dispatched', dispatchedAt: sql`now()` },
      });
  }
  return going;
}

/** Slots that were kept open for what was still to come of a replay are closed where nothing comes any more. */
export async function closeIdleSlots(tx: Transaction, id: string): Promise<void> {
  const open = await tx.sql<{ slot: string }[]>`
    select distinct stage.slot from vigil.replay_job
    join vigil.stage on stage.id = replay_job.stage
    join vigil.slot on slot.id = stage.slot and slot.state = 'open'
    where replay_job.authority = ${tx.authority} and replay_job.replay = ${id}`;
  for (const { slot } of open) await closeSlot(tx, slot);
}

/** A replay is done when none of its jobs waits any more. */
export async function finishIfNoneWaits(tx: Transaction, id: string): Promise<void> {
  await tx.sql`
    update vigil.replay set state = 'done', finished_at = now()
    where id = ${id} and state = 'going'
      and not exists (select from vigil.replay_job where replay_job.replay = replay.id and replay_job.state = 'waiting')`;
  await closeIdleSlots(tx, id);
  await announceWork(tx);
}
