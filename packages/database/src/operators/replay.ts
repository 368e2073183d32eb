import { and, asc, eq, gte, inArray, lte, or, type SQL } from 'drizzle-orm';
import { parsePayload, type StageName } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';
import {
  delivery,
  failedStates,
  file,
  hasFailed,
  run,
  slot,
  stage,
  type FailedState,
  type StageState,
} from '../schema/index.ts';
import { takeTurnsOnSource } from '../deliveries/deliveries.ts';
import { dispatchAgain } from '../work/handoff.ts';
import { reopenSlot, setRunState } from '../work/progress.ts';
import { listFailedJobs } from './failed.ts';
import { correctionOf } from './superseded.ts';
import { recordAudit, type OperatorsWord } from './word.ts';

/** Which failed jobs are meant. */
export type ReplayChoice = (
  | { readonly by: 'jobs'; readonly jobs: readonly string[] }
  | { readonly by: 'run'; readonly run: string }
  | { readonly by: 'stage'; readonly stage: StageName }
  | { readonly by: 'error'; readonly fingerprint: string }
  | { readonly by: 'time' }
) & {
  /** Of those only the ones that failed in this time, both ends included. */
  readonly since?: Date;
  readonly until?: Date;
};

/** A stage that a replay makes due again. */
export interface ReplayedJob {
  readonly job: string;
  readonly stage: StageName;
  readonly subject: string;
  readonly slot: string;
  readonly run: string | null;
  readonly payload: unknown;
}

/** What a replay would do; it holds as long as its transaction, which has locked what is replayed. */
export interface ReplayPlan {
  /** Those of a run stand together, runs in the order in which they go. */
  readonly replayed: readonly ReplayedJob[];
  /** What was meant, yet is left as it is, with the reason. */
  readonly left: readonly LeftAlone[];
}

export interface LeftAlone {
  readonly job: string;
  readonly stage: StageName;
  /** `done` is no complaint: replaying what succeeded changes nothing. `dead` is one that was not asked for by name. */
  readonly because: Exclude<StageState, 'failed'> | 'corrected' | 'no mapping';
  readonly reason: string;
}

type Stage = typeof stage.$inferSelect;

const isReplayable = ({ state }: Stage): boolean => hasFailed(state);
const replayable = inArray(stage.state, failedStates);

/**
 * Works out what to replay. A run goes on as a whole, from wherever it failed: what else failed in the run of a job
 * that is meant comes along. A job that killed its workers is never part of a sweep; it must be meant by its own id, by
 * its run or by its cause, and as long as it is not, its run is left alone.
 */
export async function planReplay(tx: Transaction, choice: ReplayChoice): Promise<ReplayPlan> {
  // A pull may be about to take up a failed delivery again; whoever comes second sees what the first has done.
  for (const source of await sourcesOf(tx)) await takeTurnsOnSource(tx, source);
  const meant = await stagesMeant(tx, choice);
  const replayed: ReplayedJob[] = [];
  const left: LeftAlone[] = meant.flatMap((one) => (isReplayable(one) ? [] : [leftAsItIs(one)]));
  const named = new Set(choice.by === 'stage' || choice.by === 'time' ? [] : meant.map(({ id }) => id));
  for (const together of byRun(await withSiblings(tx, meant.filter(isReplayable)))) {
    const deadly = together.find(({ id, state }) => state === 'dead' && !named.has(id));
    if (deadly) left.push(...together.filter(({ id }) => isAmong(meant, id)).map((one) => leftForDead(one, deadly)));
    else {
      for (const one of together) {
        const correction = await correctionOf(tx, { run: one.run, stage: one.name });
        if (correction !== null) left.push({ ...briefly(one), because: 'corrected', reason: correction });
        else replayed.push(replayedJob(one));
      }
    }
  }
  return { replayed, left };
}

const isAmong = (stages: readonly Stage[], wanted: string): boolean => stages.some(({ id }) => id === wanted);

const briefly = ({ id: job, name }: Stage) => ({ job, stage: name });

function replayedJob({ id: job, name, subject, slot: slotId, run: runId, payload }: Stage): ReplayedJob {
  return { job, stage: name, subject, slot: slotId, run: runId, payload };
}

const reasons: Readonly<Record<Exclude<StageState, FailedState>, string>> = {
  done: 'is done: replaying what succeeded changes nothing',
  due: 'is due already: it will be worked on as soon as a worker is free',
  running: 'is being worked on',
  held: 'is held: say vigil accept or vigil reject to its delivery',
  cancelled: 'was given up: its delivery was taken up again by a later run, or rejected',
};

function leftAsItIs(one: Stage): LeftAlone {
  const state = one.state as keyof typeof reasons;
  return { ...briefly(one), because: state, reason: reasons[state] };
}

function leftForDead(one: Stage, deadly: Stage): LeftAlone {
  const short = deadly.id.slice(0, 8);
  const reason =
    one.id === deadly.id
      ? 'killed its worker again and again, and is replayed by its own name alone: give its id, its run or its cause'
      : `cannot go on without ${deadly.name} (job ${short}) of its run, which killed its worker again and again: name that too, or say --run`;
  return { ...briefly(one), because: 'dead', reason };
}

/** Every source that has had a slot, in an order in which all who wait for several take them. */
export async function sourcesOf(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.orm
    .selectDistinct({ source: slot.source })
    .from(slot)
    .where(eq(slot.authority, tx.authority))
    .orderBy(asc(slot.source));
  return rows.map(({ source }) => source);
}

async function stagesMeant(tx: Transaction, choice: ReplayChoice): Promise<readonly Stage[]> {
  const time = and(
    choice.since && gte(stage.finishedAt, choice.since),
    choice.until && lte(stage.finishedAt, choice.until),
  );
  switch (choice.by) {
    case 'jobs':
      return selectStages(tx, and(inArray(stage.id, [...choice.jobs]), time));
    case 'stage':
      return selectStages(tx, and(eq(stage.name, choice.stage), replayable, time));
    case 'time':
      return selectStages(tx, and(replayable, time));
    case 'run': {
      const all = await selectStages(tx, and(eq(stage.run, choice.run), time));
      const failed = all.filter(isReplayable);
      return failed.length > 0 ? failed : all;
    }
    case 'error': {
      const failed = await listFailedJobs(tx);
      const same = failed.filter(({ fingerprint }) => fingerprint === choice.fingerprint).map(({ job }) => job);
      return selectStages(tx, and(inArray(stage.id, same), time));
    }
  }
}

/** The replayable ones among them and in their runs, locked. */
async function withSiblings(tx: Transaction, meant: readonly Stage[]): Promise<readonly Stage[]> {
  const ids = meant.map(({ id }) => id);
  const runs = meant.flatMap((one) => one.run ?? []);
  return selectStages(tx, and(replayable, or(inArray(stage.id, ids), inArray(stage.run, runs)))).for('update');
}

/** Those of a run together, in the order of the first of each. */
function byRun(stages: readonly Stage[]): readonly (readonly Stage[])[] {
  const groups = new Map<string, Stage[]>();
  for (const one of stages) {
    const key = one.run ?? one.id;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function selectStages(tx: Transaction, which: SQL | undefined) {
  return tx.orm
    .select()
    .from(stage)
    .where(and(eq(stage.authority, tx.authority), which))
    .orderBy(asc(stage.createdAt), asc(stage.subject))
    .$dynamic();
}

/** What goes on after an operator's word: the slots are open again until these runs have ended. */
export interface SetGoing {
  readonly slots: readonly string[];
  readonly runs: readonly string[];
}

/**
 * Makes stages due again, with fresh attempts, and puts on record who had it done and why.
 *
 * @param detail what goes on record beside each
 */
export async function carryOut(
  tx: Transaction,
  { replayed }: Pick<ReplayPlan, 'replayed'>,
  word: OperatorsWord,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<SetGoing> {
  for (const one of replayed) {
    if (one.run !== null) await takeBackFailure(tx, one.run, one);
    await reopenSlot(tx, one.slot);
    await dispatchAgain(tx, { stage: one.job, attempts: 'anew' });
    await recordAudit(tx, word, {
      action: 'replay',
      subject: `${one.stage} ${one.job}`,
      detail: { run: one.run, list: one.subject, ...detail },
    });
  }
  return setGoing(replayed);
}

export function setGoing(stages: readonly { readonly slot: string; readonly run: string | null }[]): SetGoing {
  return {
    slots: [...new Set(stages.map((one) => one.slot))],
    runs: [...new Set(stages.flatMap(({ run: id }) => id ?? []))],
  };
}

/** What the failure did to run, delivery and file; the failed stage itself is dispatched by the caller. */
async function takeBackFailure(
  tx: Transaction,
  runId: string,
  { stage: name, payload }: Pick<ReplayedJob, 'stage' | 'payload'>,
): Promise<void> {
  await setRunState(tx, runId, 'running');
  await tx.orm
    .update(delivery)
    .set({ state: name === 'land' ? 'found' : 'landed' })
    .where(
      and(
        eq(delivery.authority, tx.authority),
        eq(delivery.state, 'failed'),
        inArray(delivery.id, tx.orm.select({ id: run.delivery }).from(run).where(eq(run.id, runId))),
      ),
    );
  if (name !== 'validate') return;
  await tx.orm
    .update(file)
    .set({ state: 'landed' })
    .where(
      and(
        eq(file.authority, tx.authority),
        eq(file.id, parsePayload('validate', payload).file),
        eq(file.state, 'rejected'),
      ),
    );
}
