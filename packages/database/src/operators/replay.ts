import { and, asc, eq, inArray, or, type SQL } from 'drizzle-orm';
import { parsePayload, type StageName } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';
import { delivery, file, run, slot, stage, type StageState } from '../schema/index.ts';
import { takeTurnsOnSource } from '../deliveries/deliveries.ts';
import { dispatchAgain } from '../work/handoff.ts';
import { reopenSlot, setRunState } from '../work/progress.ts';
import { listFailedJobs } from './failed.ts';
import { findCorrection } from './superseded.ts';
import { recordAudit, type OperatorsWord } from './word.ts';

/** Which failed jobs are meant. */
export type ReplayChoice =
  | { readonly by: 'jobs'; readonly jobs: readonly string[] }
  | { readonly by: 'run'; readonly run: string }
  | { readonly by: 'stage'; readonly stage: StageName }
  | { readonly by: 'error'; readonly fingerprint: string };

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
  readonly replayed: readonly ReplayedJob[];
  /** What was meant, yet is left as it is, with the reason. */
  readonly left: readonly LeftAlone[];
}

export interface LeftAlone {
  readonly job: string;
  readonly stage: StageName;
  /** `done` is no complaint: replaying what succeeded changes nothing. */
  readonly because: Exclude<StageState, 'failed'> | 'corrected';
  readonly reason: string;
}

type Stage = typeof stage.$inferSelect;

/**
 * Works out what to replay. A run goes on as a whole, from wherever it failed: what else failed in the run of a job
 * that is meant comes along.
 */
export async function planReplay(tx: Transaction, choice: ReplayChoice): Promise<ReplayPlan> {
  // A pull may be about to take up a failed delivery again; whoever comes second sees what the first has done.
  for (const source of await sourcesOf(tx)) await takeTurnsOnSource(tx, source);
  const meant = await stagesMeant(tx, choice);
  const failed = await withSiblings(
    tx,
    meant.filter(({ state }) => state === 'failed'),
  );
  const replayed: ReplayedJob[] = [];
  const left: LeftAlone[] = meant.flatMap((one) =>
    one.state === 'failed' ? [] : [{ job: one.id, stage: one.name, because: one.state, reason: reasons[one.state] }],
  );
  for (const { id: job, name, subject, slot: slotId, run: runId, payload } of failed) {
    const correction = runId !== null && beforePublication.has(name) ? await findCorrection(tx, runId) : null;
    if (correction) left.push({ job, stage: name, because: 'corrected', reason: correction });
    else replayed.push({ job, stage: name, subject, slot: slotId, run: runId, payload });
  }
  return { replayed, left };
}

const beforePublication: ReadonlySet<StageName> = new Set(['land', 'validate', 'publish']);

const reasons: Readonly<Record<Exclude<StageState, 'failed'>, string>> = {
  done: 'is done: replaying what succeeded changes nothing',
  due: 'is due already: it will be worked on as soon as a worker is free',
  running: 'is being worked on',
  held: 'is held: say vigil accept or vigil reject to its delivery',
  cancelled: 'was given up: its delivery was taken up again by a later run, or rejected',
};

async function sourcesOf(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.orm
    .selectDistinct({ source: slot.source })
    .from(slot)
    .where(eq(slot.authority, tx.authority))
    .orderBy(asc(slot.source));
  return rows.map(({ source }) => source);
}

async function stagesMeant(tx: Transaction, choice: ReplayChoice): Promise<readonly Stage[]> {
  if (choice.by === 'jobs') return selectStages(tx, inArray(stage.id, [...choice.jobs]));
  if (choice.by === 'stage') return selectStages(tx, and(eq(stage.name, choice.stage), eq(stage.state, 'failed')));
  if (choice.by === 'run') {
    const all = await selectStages(tx, eq(stage.run, choice.run));
    const failed = all.filter(({ state }) => state === 'failed');
    return failed.length > 0 ? failed : all;
  }
  const failed = await listFailedJobs(tx);
  const same = failed.filter(({ fingerprint }) => fingerprint === choice.fingerprint).map(({ job }) => job);
  return selectStages(tx, inArray(stage.id, same));
}

/** The failed ones among them and in their runs, locked. */
async function withSiblings(tx: Transaction, failed: readonly Stage[]): Promise<readonly Stage[]> {
  const ids = failed.map(({ id }) => id);
  const runs = failed.flatMap((one) => one.run ?? []);
  return selectStages(tx, and(eq(stage.state, 'failed'), or(inArray(stage.id, ids), inArray(stage.run, runs)))).for(
    'update',
  );
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

/** Makes the stages of a plan due again, with fresh attempts, and puts on record who had it done and why. */
export async function carryOut(tx: Transaction, { replayed }: ReplayPlan, word: OperatorsWord): Promise<SetGoing> {
  for (const one of replayed) {
    if (one.run !== null) await takeBackFailure(tx, one.run, one);
    await reopenSlot(tx, one.slot);
    await dispatchAgain(tx, { stage: one.job, attempts: 'anew' });
    await recordAudit(tx, word, {
      action: 'replay',
      subject: `${one.stage} ${one.job}`,
      detail: { run: one.run, list: one.subject },
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
