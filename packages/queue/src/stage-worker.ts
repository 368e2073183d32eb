import type { Logger } from 'pino';
import { decideRetry, parsePayload, recordFailure, stages, type StageName, type StagePayload } from '@vigil/pipeline';
import {
  claimStage,
  ClaimLost,
  failStage,
  finishStage,
  postponeStage,
  underFence,
  type AuthorityDatabase,
  type Claim,
  type Database,
  type Transaction,
  type WorkerRegistration,
} from '@vigil/database';
import type { DispatchedStage } from './backend.ts';

/** A claimed stage, as its handler sees it. Exactly one of `finish` and `postpone` ends it. */
export interface StageJob<Name extends StageName> {
  readonly name: Name;
  readonly authority: string;
  readonly slot: string;
  readonly payload: StagePayload<Name>;
  /** Which claim this is; grows each time the stage is claimed. */
  readonly fence: number;
  /** Which attempt, counted from 1 since it was last made due by hand, or rested because there was nothing to do. */
  readonly attempt: number;
  readonly database: AuthorityDatabase;
  readonly log: Logger;
  /** A transaction on the way; it commits only while this worker holds the stage. */
  step<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The last transaction: the effect, the end of the stage and what comes next. `held` waits for an operator. */
  finish(effect: (tx: Transaction) => Promise<void | 'held'>): Promise<void>;
  /** Nothing to do yet: come again later, or after as many seconds as `effect` finds to be right. */
  postpone(afterSeconds: number, effect: (tx: Transaction) => Promise<number | void>): Promise<void>;
}

export type StageHandler<Name extends StageName> = (job: StageJob<Name>) => Promise<void>;
export type StageHandlers = { readonly [Name in StageName]?: StageHandler<Name> };

export interface StageWorkerDeps {
  readonly database: Database;
  readonly registration: WorkerRegistration;
  readonly handlers: StageHandlers;
  readonly log: Logger;
}

/**
 * Works on one dispatched job: claim, perform, and record what came of it. Never throws for what the stage did;
 * it throws only when not even that could be recorded, and then the reconciler will find the stage.
 */
export async function workOn(deps: StageWorkerDeps, job: DispatchedStage): Promise<void> {
  const { working } = deps.registration;
  working.add(job.stage);
  try {
    await workOnClaimed(deps, job);
  } finally {
    working.delete(job.stage);
  }
}

async function workOnClaimed(deps: StageWorkerDeps, job: DispatchedStage): Promise<void> {
  const { number, dropped } = deps.registration;
  const claim = await claimStage(deps.database, { ...job, worker: number }).catch((error: unknown) => {
    dropped.add(job.stage);
    throw error;
  });
  if (claim === null) return;
  const log = deps.log.child({ authority: claim.authority, run: claim.run, stage: claim.name, job: claim.stage });
  log.debug({ attempt: claim.attempt }, 'started');
  try {
    await perform(deps, claim, log);
    log.info({ milliseconds: Date.now() - claim.startedAt.getTime() }, 'done');
  } catch (error) {
    if (error instanceof ClaimLost) {
      log.warn('another worker has taken this over; nothing was written');
      return;
    }
    await recordFailed(deps, claim, error, log);
  }
}

async function perform(deps: StageWorkerDeps, claim: Claim, log: Logger): Promise<void> {
  const handler = deps.handlers[claim.name] as StageHandler<StageName> | undefined;
  if (!handler) throw new Error(`This process has no handler for ${claim.name}, yet it was given such a job.`);
  let ended = false;
  const { database, registration } = deps;
  await handler({
    name: claim.name,
    authority: claim.authority,
    slot: claim.slot,
    payload: parsePayload(claim.name, claim.payload),
    fence: claim.fence,
    attempt: claim.attempt,
    database: database.forAuthority(claim.authority),
    log,
    step: (work) => underFence(database, claim, work),
    finish: async (effect) => {
      await finishStage(database, claim, registration.name, effect);
      ended = true;
    },
    postpone: async (afterSeconds, effect) => {
      await postponeStage(database, claim, registration.name, afterSeconds, effect);
      ended = true;
    },
  });
  if (!ended) throw new Error(`The handler of ${claim.name} returned without finishing its stage.`);
}

async function recordFailed(deps: StageWorkerDeps, claim: Claim, error: unknown, log: Logger): Promise<void> {
  const failure = recordFailure(error);
  const decision = decideRetry(stages[claim.name].retry, claim.attempt, failure);
  log.error({ kind: failure.kind, attempt: claim.attempt, decision: decision.outcome }, failure.message);
  try {
    await failStage(deps.database, claim, deps.registration.name, failure, decision);
  } catch (unrecorded) {
    if (unrecorded instanceof ClaimLost) return;
    log.error(
      { kind: recordFailure(unrecorded).kind },
      'the failure could not be recorded; the reconciler will find it',
    );
    throw unrecorded;
  }
}
