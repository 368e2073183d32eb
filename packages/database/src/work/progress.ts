import { and, asc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { digestsSource } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';
import { tellOfClosedSlot } from '../mail/digest-slots.ts';
import { run, slot, stage } from '../schema/index.ts';
import { announceWork, createStage } from './handoff.ts';

/**
 * Starts the oldest run that waits in a slot. Runs of a slot go one after the other, oldest as-at date
 * first, so that each is judged against the one before it.
 *
 * @returns false when none was waiting.
 */
export async function startNextRun(tx: Transaction, slotId: string): Promise<boolean> {
  const [next] = await tx.orm
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.authority, tx.authority), eq(run.slot, slotId), eq(run.state, 'waiting')))
    .orderBy(asc(run.asAt), asc(run.createdAt))
    .limit(1);
  if (!next) return false;
  await setRunState(tx, next.id, 'running');
  await createStage(tx, { slot: slotId, run: next.id, name: 'land', payload: { run: next.id } });
  return true;
}

/**
 * Called whenever a stage of a run has ended: when nothing of the run is under way any more, its state is
 * settled and the slot goes on: the next run, or the end.
 */
export async function settleRun(tx: Transaction, runId: string): Promise<void> {
  const [current] = await tx.orm
    .select({ slot: run.slot, state: run.state })
    .from(run)
    .where(and(eq(run.authority, tx.authority), eq(run.id, runId)));
  if (!current) throw new Error(`There is no run ${runId}.`);
  // One at a time per slot: two files that finish together must not both start what comes next.
  await tx.orm.select({ id: slot.id }).from(slot).where(eq(slot.id, current.slot)).for('update');

  if (await isUnderWay(tx, eq(stage.run, runId))) return;
  if (current.state === 'running') await setRunState(tx, runId, 'done');
  // After a replay several runs of a slot are under way at once: the last one to end goes on.
  if (await isUnderWay(tx, eq(stage.slot, current.slot))) return;
  if (await startNextRun(tx, current.slot)) return;
  await closeSlot(tx, current.slot);
}

async function isUnderWay(tx: Transaction, which: SQL): Promise<boolean> {
  const active = await tx.orm
    .select({ id: stage.id })
    .from(stage)
    .where(and(eq(stage.authority, tx.authority), which, inArray(stage.state, ['due', 'running'])))
    .limit(1);
  return active.length > 0;
}

/** Whether a replay that goes on has jobs of a slot still to come: what comes of all of them is told together. */
async function isStillReplayed(tx: Transaction, slotId: string): Promise<boolean> {
  const waiting = await tx.sql`
    select from vigil.replay_job
    join vigil.replay on replay.id = replay_job.replay and replay.state = 'going'
    join vigil.stage on stage.id = replay_job.stage
    where replay_job.authority = ${tx.authority} and replay_job.state = 'waiting' and stage.slot = ${slotId}
    limit 1`;
  return waiting.length > 0;
}

/** A slot is closed when nothing of it is under way or waiting any more; what came of it is then told. */
export async function closeSlot(tx: Transaction, slotId: string): Promise<void> {
  if ((await isUnderWay(tx, eq(stage.slot, slotId))) || (await isStillReplayed(tx, slotId))) return;
  const [closed] = await tx.orm
    .update(slot)
    .set({ state: 'closed', closedAt: sql`now()` })
    .where(and(eq(slot.authority, tx.authority), eq(slot.id, slotId)))
    .returning({ source: slot.source, kind: slot.kind });
  if (closed && closed.source !== digestsSource) await tellOfClosedSlot(tx, closed);
  await announceWork(tx);
}

/** Work on a slot goes on after an operator's word: it is open again until that has ended. */
export async function reopenSlot(tx: Transaction, slotId: string): Promise<void> {
  await tx.orm
    .update(slot)
    .set({ state: 'open', closedAt: null })
    .where(and(eq(slot.authority, tx.authority), eq(slot.id, slotId)));
}

export async function setRunState(
  tx: Transaction,
  runId: string,
  state: 'running' | 'done' | 'failed' | 'held' | 'rejected' | 'unchanged',
): Promise<void> {
  await tx.orm
    .update(run)
    .set({ state, finishedAt: state === 'running' ? null : sql`now()` })
    .where(and(eq(run.authority, tx.authority), eq(run.id, runId)));
}
