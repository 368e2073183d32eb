import { and, eq, sql } from 'drizzle-orm';
import type { StageName, StagePayload } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';
import { outbox, stage } from '../schema/index.ts';

/** Wakes relays and whoever waits for the end of a run; delivered when the transaction commits. */
export async function announceWork(tx: Pick<Transaction, 'sql'>): Promise<void> {
  await tx.sql`select pg_notify('vigil_work', '')`;
}

/**
 * Makes a stage due and writes its hand-off to the outbox, both in the transaction of their cause.
 * A stage that is there already stays as it is.
 */
export async function createStage<Name extends StageName>(
  tx: Transaction,
  wanted: { slot: string; run: string | null; name: Name; subject?: string; payload: StagePayload<Name> },
): Promise<void> {
  const [created] = await tx.orm
    .insert(stage)
    .values({
      authority: tx.authority,
      slot: wanted.slot,
      run: wanted.run,
      name: wanted.name,
      subject: wanted.subject ?? '',
      payload: wanted.payload,
    })
    .onConflictDoNothing()
    .returning({ id: stage.id });
  if (!created) return;
  await tx.orm.insert(outbox).values({ authority: tx.authority, stage: created.id, name: wanted.name, dispatch: 1 });
  await announceWork(tx);
}

/**
 * Makes a stage due again under a new job; the old job, should it still come, finds nothing to do.
 *
 * @param afterSeconds how long to rest first
 * @param attempts `keep` counts on towards the limits of the retry policy and of the crash budget, `anew` is a fresh
 *   start: an operator's, or because there was nothing to do
 */
export async function dispatchAgain(
  tx: Omit<Transaction, 'authority'>,
  wanted: { stage: string; afterSeconds?: number; attempts: 'keep' | 'anew' },
): Promise<void> {
  const [row] = await tx.orm
    .update(stage)
    .set({
      state: 'due',
      dispatch: sql`${stage.dispatch} + 1`,
      dueAt: sql`now() + make_interval(secs => ${wanted.afterSeconds ?? 0})`,
      dispatchedAt: null,
      worker: null,
      leaseUntil: null,
      finishedAt: null,
      ...(wanted.attempts === 'anew' && { attempt: 0, budgetFrom: sql`${stage.fence}` }),
    })
    .where(eq(stage.id, wanted.stage))
    .returning();
  if (!row) throw new Error(`There is no stage ${wanted.stage} to dispatch.`);
  await tx.orm.delete(outbox).where(and(eq(outbox.authority, row.authority), eq(outbox.stage, row.id)));
  await tx.orm.insert(outbox).values({
    authority: row.authority,
    stage: row.id,
    name: row.name,
    dispatch: row.dispatch,
    dueAt: row.dueAt,
  });
  await announceWork(tx);
}
