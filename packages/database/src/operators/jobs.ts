import { and, asc, eq, inArray } from 'drizzle-orm';
import type { StageName } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';
import { attempt, run, slot, stage, type AttemptOutcome, type StageState } from '../schema/index.ts';

/** One attempt of a job. */
export interface AttemptOnRecord {
  readonly startedAt: Date;
  /** When it ended; of a worker that was lost, when that was noticed. */
  readonly finishedAt: Date;
  /** `host/process id/part of a random id`. */
  readonly worker: string;
  readonly outcome: AttemptOutcome;
  /** Why it failed, was lost or given back; null where it did not. */
  readonly kind: string | null;
  readonly message: string | null;
  readonly fingerprint: string | null;
}

/** A job with all that is on record of it. */
export interface JobOnRecord {
  readonly job: string;
  readonly state: StageState;
  readonly stage: StageName;
  readonly subject: string;
  readonly source: string;
  readonly asAt: string | null;
  /** Ids, and nothing else. */
  readonly payload: unknown;
  /** Oldest first; one that goes on this moment is not among them. */
  readonly attempts: readonly AttemptOnRecord[];
}

/** Jobs with all their attempts, by id. */
export async function readJobs(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, JobOnRecord>> {
  const jobs = await tx.orm
    .select({ stage, source: slot.source, runSource: run.source, asAt: run.asAt })
    .from(stage)
    .innerJoin(slot, eq(slot.id, stage.slot))
    .leftJoin(run, eq(run.id, stage.run))
    .where(and(eq(stage.authority, tx.authority), inArray(stage.id, ids)));
  const attempts = await tx.orm
    .select()
    .from(attempt)
    .where(and(eq(attempt.authority, tx.authority), inArray(attempt.stage, ids)))
    .orderBy(asc(attempt.fence));
  return new Map(
    jobs.map(({ stage: { id, state, name, subject, payload }, source, runSource, asAt }) => [
      id,
      {
        job: id,
        state,
        stage: name,
        subject,
        source: runSource ?? source,
        asAt,
        payload,
        attempts: attempts.filter((one) => one.stage === id),
      },
    ]),
  );
}
