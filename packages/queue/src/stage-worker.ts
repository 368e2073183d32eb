import type { Logger } from 'pino';
import { decideRetry, parsePayload, recordFailure, stages, type StageName, type StagePayload } from '@vigil/pipeline';
import {
  claimStage,
  ClaimLost,
  failStage,
  finishStage,
  postponeStage,
  underFence,
  type AttemptOutcome,
  type AuthorityDatabase,
  type Claim,
  type Database,
  type Transaction,
  type WorkerRegistration,
} from '@vigil/database';
import { about } from '@vigil/runtime';
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
  /** For reading, and for nothing else: whoever has lost the stage must not write round the fence. */
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

/** How an attempt came out. */
export interface AttemptResult {
  readonly outcome: AttemptOutcome;
  /** The failure's short word where there is one. */
  readonly kind: string | null;
}

/** Looks on while stages are worked on: measures and traces. What it is given to do it does, once, and hands back. */
export interface StageObserver {
  attempt(claim: Claim, work: () => Promise<AttemptResult>): Promise<AttemptResult>;
  transaction<T>(claim: Claim, kind: 'step' | 'finish' | 'postpone', work: () => Promise<T>): Promise<T>;
}

const nobody: StageObserver = { attempt: (_, work) => work(), transaction: (_claim, _kind, work) => work() };

export interface StageWorkerDeps {
  readonly database: Database;
  readonly registration: WorkerRegistration;
  readonly handlers: StageHandlers;
  readonly log: Logger;
  readonly observe?: StageObserver;
}

/**
 * Works on one dispatched job: claim, perform, and record what came of it. Never throws for what the stage did;
 * it throws only when not even that could be recorded, and then the reconciler will find the stage.
 */
export async function workOn(deps: StageWorkerDeps, job: DispatchedStage): Promise<void> {
  const { working } = deps.registration;
  working.push(job.stage);
  try {
    await workOnClaimed(deps, job);
  } finally {
    working.splice(working.indexOf(job.stage), 1);
  }
}

async function workOnClaimed(deps: StageWorkerDeps, job: DispatchedStage): Promise<void> {
  const { number, dropped } = deps.registration;
  const claim = await claimStage(deps.database, { ...job, worker: number }).catch((error: unknown) => {
    dropped.add(job.stage);
    throw error;
  });
  if (claim === null) return;
  const { authority, run, name: stage } = claim;
  // Whatever is logged from here on says what it is about, whoever logs it.
  await about({ authority, ...(run === null ? {} : { run }), stage, job: claim.stage }, () =>
    (deps.observe ?? nobody).attempt(claim, () => attempt(deps, claim)),
  );
}

async function attempt(deps: StageWorkerDeps, claim: Claim): Promise<AttemptResult> {
  const { log } = deps;
  log.debug({ attempt: claim.attempt }, 'started');
  try {
    const outcome = await perform(deps, claim);
    log.info({ milliseconds: Date.now() - claim.startedAt.getTime() }, 'done');
    return { outcome, kind: null };
  } catch (error) {
    if (error instanceof ClaimLost) {
      log.warn('another worker has taken this over; nothing was written');
      return { outcome: 'lost', kind: null };
    }
    return { outcome: 'failed', kind: await recordFailed(deps, claim, error) };
  }
}

async function perform(deps: StageWorkerDeps, claim: Claim): Promise<AttemptOutcome> {
  const handler = deps.handlers[claim.name] as StageHandler<StageName> | undefined;
  if (!handler) throw new Error(`This process has no handler for ${claim.name}, yet it was given such a job.`);
  let ended: AttemptOutcome | null = null;
  const { database, registration, log, observe = nobody } = deps;
  await handler({
    name: claim.name,
    authority: claim.authority,
    slot: claim.slot,
    payload: parsePayload(claim.name, claim.payload),
    fence: claim.fence,
    attempt: claim.attempt,
    database: forReading(database.forAuthority(claim.authority)),
    log,
    step: (work) => observe.transaction(claim, 'step', () => underFence(database, claim, work)),
    finish: async (effect) => {
      let outcome: AttemptOutcome = 'done';
      const noting = async (tx: Transaction): Promise<void | 'held'> => {
        const said = await effect(tx);
        outcome = said ?? 'done';
        return said;
      };
      await observe.transaction(claim, 'finish', () => finishStage(database, claim, registration.name, noting));
      ended = outcome;
    },
    postpone: async (afterSeconds, effect) => {
      const { name } = registration;
      await observe.transaction(claim, 'postpone', () => postponeStage(database, claim, name, afterSeconds, effect));
      ended = 'postponed';
    },
  });
  if (ended === null) throw new Error(`The handler of ${claim.name} returned without finishing its stage.`);
  return ended;
}

function forReading({ authority, transaction }: AuthorityDatabase): AuthorityDatabase {
  return {
    authority,
    transaction: (work) =>
      transaction(async (tx) => {
        await tx.sql`set transaction read only`;
        return work(tx);
      }),
  };
}

/** @returns the failure's short word */
async function recordFailed(deps: StageWorkerDeps, claim: Claim, error: unknown): Promise<string> {
  const { log } = deps;
  const failure = recordFailure(error);
  const decision = decideRetry(stages[claim.name].retry, claim.attempt, failure);
  log.error({ kind: failure.kind, attempt: claim.attempt, decision: decision.outcome }, failure.message);
  try {
    await failStage(deps.database, claim, deps.registration.name, failure, decision);
  } catch (unrecorded) {
    if (unrecorded instanceof ClaimLost) return failure.kind;
    log.error(
      { kind: recordFailure(unrecorded).kind },
      'the failure could not be recorded; the reconciler will find it',
    );
    throw unrecorded;
  }
  return failure.kind;
}
