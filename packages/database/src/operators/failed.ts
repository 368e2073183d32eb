import type { StageName } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';
import type { FailedState } from '../schema/index.ts';

/** A stage that waits for an operator because its last attempt failed, or cost one worker too many. */
export interface FailedJob {
  /** The stage's id. */
  readonly job: string;
  readonly state: FailedState;
  readonly stage: StageName;
  /** The list of a `validate`; empty for the others, of which a run has one each. */
  readonly subject: string;
  readonly slot: string;
  readonly run: string | null;
  readonly source: string;
  /** Null for a pull: no delivery was found yet. */
  readonly asAt: string | null;
  /** Its delivery, and where that lies; null for a pull. */
  readonly delivery: string | null;
  readonly location: string | null;
  readonly attempts: number;
  readonly failedAt: Date;
  readonly kind: string;
  readonly message: string;
  readonly advice: string;
  readonly fingerprint: string;
}

/** Failed jobs that have the same cause. */
export interface Cause {
  readonly fingerprint: string;
  readonly state: FailedState;
  readonly stage: StageName;
  readonly kind: string;
  /** As the newest of them says it; in the others, numbers may differ. */
  readonly message: string;
  readonly advice: string;
  readonly since: Date;
  /** Oldest first; at least one. */
  readonly jobs: readonly FailedJob[];
}

/** Everything that has failed and was not replayed, superseded or rejected, oldest first. */
export async function listFailedJobs(tx: Transaction): Promise<readonly FailedJob[]> {
  const rows = await tx.sql<(Omit<FailedJob, 'failedAt'> & { failedAt: string })[]>`
    select stage.id as job, stage.state, stage.name as stage, stage.subject, stage.slot, stage.run,
      coalesce(run.source, slot.source) as source, run.as_at::text as "asAt", delivery.id as delivery, delivery.location,
      stage.attempt as attempts, stage.finished_at as "failedAt",
      coalesce(last.kind, 'unknown') as kind, coalesce(last.message, 'It failed without a word.') as message,
      coalesce(last.advice, '') as advice, coalesce(last.fingerprint, 'unknown') as fingerprint
    from vigil.stage
    join vigil.slot on slot.id = stage.slot
    left join vigil.run on run.id = stage.run
    left join vigil.delivery on delivery.id = run.delivery
    left join lateral (
      select kind, message, advice, fingerprint from vigil.attempt
      where attempt.stage = stage.id order by fence desc limit 1
    ) as last on true
    where stage.authority = ${tx.authority} and stage.state in ('failed', 'dead')
    order by stage.finished_at, run.as_at, stage.subject`;
  return rows.map((row) => ({ ...row, failedAt: new Date(row.failedAt) }));
}

/** Groups failed jobs by stage and cause; what has failed longest comes first. */
export function byCause(jobs: readonly FailedJob[]): readonly Cause[] {
  const groups = new Map<string, FailedJob[]>();
  for (const job of jobs) {
    const key = `${job.state} ${job.stage} ${job.fingerprint}`;
    groups.set(key, [...(groups.get(key) ?? []), job]);
  }
  return [...groups.values()].map((own) => {
    const newest = own.at(-1)!;
    const { fingerprint, state, stage, kind, message, advice } = newest;
    return { fingerprint, state, stage, kind, message, advice, since: own[0]!.failedAt, jobs: own };
  });
}
