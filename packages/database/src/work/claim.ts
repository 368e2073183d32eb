import { and, eq, sql } from 'drizzle-orm';
import type { StageName } from '@vigil/pipeline';
import type { Database, Transaction } from '../database.ts';
import { stage } from '../schema/index.ts';

/** The right to work on a stage, until another claim takes it over. */
export interface Claim {
  readonly stage: string;
  readonly authority: string;
  readonly slot: string;
  readonly run: string | null;
  readonly name: StageName;
  readonly payload: unknown;
  readonly attempt: number;
  readonly fence: number;
  readonly worker: number;
  readonly startedAt: Date;
}

/** The claim was taken over: another worker has the stage now, and nothing this one does may count. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/** How long a claim holds without being renewed, in seconds. */
export const leaseSeconds = 60;

/**
 * Claims a stage for a worker, if the job that asks is the latest one dispatched and the stage is still due.
 *
 * @returns null when there is nothing to do: an old job, or somebody else was faster.
 */
export async function claimStage(
  database: Database,
  wanted: { stage: string; dispatch: number; worker: number },
): Promise<Claim | null> {
  return database.acrossAuthorities(async ({ orm }) => {
    const [row] = await orm
      .update(stage)
      .set({
        state: 'running',
        worker: wanted.worker,
        fence: sql`${stage.fence} + 1`,
        attempt: sql`${stage.attempt} + 1`,
        leaseUntil: sql`now() + make_interval(secs => ${leaseSeconds})`,
        startedAt: sql`now()`,
      })
      .where(
        and(
          eq(stage.id, wanted.stage),
          eq(stage.dispatch, wanted.dispatch),
          eq(stage.state, 'due'),
          sql`${stage.dueAt} <= now()`,
        ),
      )
      .returning();
    if (!row) return null;
    return {
      stage: row.id,
      authority: row.authority,
      slot: row.slot,
      run: row.run,
      name: row.name,
      payload: row.payload,
      attempt: row.attempt,
      fence: row.fence,
      worker: wanted.worker,
      startedAt: row.startedAt!,
    };
  });
}

/**
 * Locks the claimed stage for the rest of the transaction.
 *
 * @throws {ClaimLost} when the claim was taken over: the transaction must not commit.
 */
export async function holdFence(tx: Transaction, claim: Claim): Promise<void> {
  if (await lockClaim(tx, claim)) return;
  throw new ClaimLost(`Another worker has taken over ${claim.name} ${claim.stage}.`);
}

/** Locks a stage, if it is claimed as somebody believes it to be, and says whether it is. */
export async function lockClaim(
  tx: Transaction,
  claim: Pick<Claim, 'stage' | 'fence'>,
  wait: { skipLocked?: true } = {},
): Promise<boolean> {
  const [row] = await tx.orm
    .select({ id: stage.id })
    .from(stage)
    .where(
      and(
        eq(stage.authority, tx.authority),
        eq(stage.id, claim.stage),
        eq(stage.fence, claim.fence),
        eq(stage.state, 'running'),
      ),
    )
    .for('update', wait);
  return row !== undefined;
}

/** Runs one step of a stage in a transaction that only commits while the claim holds. */
export function underFence<T>(database: Database, claim: Claim, step: (tx: Transaction) => Promise<T>): Promise<T> {
  return database.forAuthority(claim.authority).transaction(async (tx) => {
    await holdFence(tx, claim);
    return step(tx);
  });
}

/** Prolongs every claim of a worker that is alive; one whose last transaction is under way needs no prolonging. */
export async function renewLeases(database: Database, worker: number): Promise<void> {
  await database.acrossAuthorities(
    ({ sql: query }) => query`
      update vigil.stage set lease_until = now() + make_interval(secs => ${leaseSeconds})
      where id in (
        select id from vigil.stage where worker = ${worker} and state = 'running' for update skip locked
      )`,
  );
}
