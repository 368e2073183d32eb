import { and, eq, inArray, sql } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import type { FailureRecord, RetryDecision } from '@vigil/pipeline';
import type { Database, Transaction } from '../database.ts';
import {
  attempt,
  delivery,
  run,
  stage,
  type AttemptOutcome,
  type FailedState,
  type StageState,
} from '../schema/index.ts';
import { holdFence, underFence, type Claim } from './claim.ts';
import { announceWork, dispatchAgain } from './handoff.ts';
import { closeSlot, setRunState, settleRun } from './progress.ts';

/**
 * Ends a stage: its effect, the record of the attempt, its new state and whatever comes next are one
 * transaction, so that a crash leaves either all of it or nothing.
 *
 * @throws {ClaimLost} when another worker has taken over; nothing is written then.
 */
export async function finishStage(
  database: Database,
  claim: Claim,
  workerName: string,
  effect: (tx: Transaction) => Promise<void | 'held'>,
): Promise<void> {
  await underFence(database, claim, async (tx) => {
    const state = (await effect(tx)) === 'held' ? 'held' : 'done';
    await endStage(tx, claim, workerName, state);
    await goOn(tx, claim);
  });
}

/**
 * The stage found nothing to do yet: it rests and comes again, which counts as no attempt.
 *
 * @param effect may find that another rest is right than was thought before its transaction, in seconds
 */
export async function postponeStage(
  database: Database,
  claim: Claim,
  workerName: string,
  afterSeconds: number,
  effect: (tx: Transaction) => Promise<number | void>,
): Promise<void> {
  await underFence(database, claim, async (tx) => {
    const rest = (await effect(tx)) ?? afterSeconds;
    await recordAttempt(tx, claim, workerName, 'postponed');
    await dispatchAgain(tx, { stage: claim.stage, afterSeconds: rest, attempts: 'anew' });
  });
}

/** Puts a failed attempt on record and, as decided, lets the stage rest or leaves it to an operator. */
export async function failStage(
  database: Database,
  claim: Claim,
  workerName: string,
  failure: FailureRecord,
  decision: RetryDecision,
): Promise<void> {
  await database.forAuthority(claim.authority).transaction(async (tx) => {
    await holdFence(tx, claim);
    await recordAttempt(tx, claim, workerName, 'failed', failure);
    switch (decision.outcome) {
      case 'retry':
        await dispatchAgain(tx, { stage: claim.stage, afterSeconds: decision.afterSeconds, attempts: 'keep' });
        break;
      case 'fail':
        await failForGood(tx, claim);
        break;
    }
  });
}

/** A stage that nobody but an operator can mend: its run fails, and the next run of its slot may start. */
export async function failForGood(
  tx: Transaction,
  failed: Pick<Claim, 'stage' | 'slot' | 'run'>,
  state: FailedState = 'failed',
): Promise<void> {
  await setState(tx, failed.stage, state);
  if (failed.run !== null) {
    await setRunState(tx, failed.run, 'failed');
    await tx.orm
      .update(delivery)
      .set({ state: 'failed' })
      .where(
        and(
          eq(delivery.authority, tx.authority),
          inArray(delivery.state, ['found', 'landed']),
          inArray(delivery.id, tx.orm.select({ id: run.delivery }).from(run).where(eq(run.id, failed.run))),
        ),
      );
  }
  await announceWork(tx);
  await goOn(tx, failed);
}

async function goOn(tx: Transaction, ended: Pick<Claim, 'slot' | 'run'>): Promise<void> {
  if (ended.run === null) await closeSlot(tx, ended.slot);
  else await settleRun(tx, ended.run);
}

async function endStage(
  tx: Transaction,
  claim: Claim,
  workerName: string,
  state: Extract<StageState, 'done' | 'held'>,
): Promise<void> {
  await recordAttempt(tx, claim, workerName, state);
  await setState(tx, claim.stage, state);
  await announceWork(tx);
}

async function setState(tx: Transaction, id: string, state: StageState): Promise<void> {
  await tx.orm
    .update(stage)
    .set({ state, worker: null, leaseUntil: null, finishedAt: sql`now()` })
    .where(and(eq(stage.authority, tx.authority), eq(stage.id, id)));
}

/** Puts on record how an attempt ended. */
export async function recordAttempt(
  tx: Transaction,
  claim: Pick<Claim, 'stage' | 'fence' | 'name' | 'startedAt'>,
  workerName: string,
  outcome: AttemptOutcome,
  failure?: FailureRecord,
): Promise<void> {
  await tx.orm.insert(attempt).values({
    stage: claim.stage,
    fence: claim.fence,
    authority: tx.authority,
    worker: workerName,
    startedAt: claim.startedAt,
    outcome,
    ...(failure && {
      kind: failure.kind,
      message: failure.message,
      advice: failure.advice,
      fingerprint: fingerprintOf(claim.name, failure),
    }),
  });
}

/** The same cause has the same print: stage, kind and message without the numbers in it. */
export function fingerprintOf(stageName: string, failure: Pick<FailureRecord, 'kind' | 'message'>): string {
  const shape = failure.message.replaceAll(/\d+/gu, '#');
  return createHash('sha256').update(`${stageName}\n${failure.kind}\n${shape}`).digest('hex').slice(0, 8);
}
