import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { SourceMapping } from '@vigil/extracts';
import type { Transaction } from '../database.ts';
import { attempt, replay, replayJob, stage } from '../schema/index.ts';
import type { ReplayedJob, ReplayPlan } from './replay.ts';

/** What a file is refused for when its headers or codes are not understood. */
const mappingFailures: ReadonlySet<string> = new Set(['missing-column', 'ambiguous-column', 'unusable-mapping']);

/** Of a plan only the runs that a mapping can help: those of which a file failed on its headers or codes. */
export async function onlyMappingFailures(tx: Transaction, { replayed, left }: ReplayPlan): Promise<ReplayPlan> {
  const kinds = await lastKinds(
    tx,
    replayed.map(({ job }) => job),
  );
  const helped = new Set(
    replayed.filter(({ job }) => mappingFailures.has(kinds.get(job) ?? '')).map(({ job, run }) => run ?? job),
  );
  const isHelped = ({ job, run }: ReplayedJob): boolean => helped.has(run ?? job);
  const because = 'no mapping';
  const others = replayed
    .filter((one) => !isHelped(one))
    .map(({ job, stage: name }) => {
      const reason = `failed on ${kinds.get(job)}, which no mapping mends: replay it without --with-mapping`;
      return { job, stage: name, because, reason } as const;
    });
  return { replayed: replayed.filter(isHelped), left: [...left, ...others] };
}

async function lastKinds(tx: Transaction, stages: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.orm
    .selectDistinctOn([attempt.stage], { stage: attempt.stage, kind: attempt.kind })
    .from(attempt)
    .where(and(eq(attempt.authority, tx.authority), inArray(attempt.stage, [...stages])))
    .orderBy(attempt.stage, desc(attempt.fence));
  return new Map(rows.map(({ stage: id, kind }) => [id, kind ?? 'unknown']));
}

/**
 * How a file is to be read, over what is configured: as the operator who replayed its `validate` last has said. A replay
 * without a mapping takes the one before it back.
 */
export async function mappingOfReplay(
  tx: Transaction,
  { run, file }: { readonly run: { readonly id: string; readonly slot: string }; readonly file: string },
): Promise<SourceMapping | null> {
  const [last] = await tx.orm
    .select({ mapping: replay.mapping })
    .from(stage)
    .innerJoin(replayJob, and(eq(replayJob.stage, stage.id), eq(replayJob.state, 'dispatched')))
    .innerJoin(replay, eq(replay.id, replayJob.replay))
    .where(
      and(
        eq(stage.authority, tx.authority),
        eq(stage.slot, run.slot),
        eq(stage.run, run.id),
        eq(stage.name, 'validate'),
        sql`${stage.payload}->>'file' = ${file}`,
      ),
    )
    .orderBy(sql`${replayJob.dispatchedAt} desc`)
    .limit(1);
  return last?.mapping ?? null;
}
