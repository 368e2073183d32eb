import { count, desc, eq } from 'drizzle-orm';
import type { Run } from '../deliveries/runs.ts';
import type { Transaction } from '../database.ts';
import { run, type RunState } from '../schema/index.ts';

/** The last runs, newest first. */
export async function recentRuns(tx: Transaction, limit: number): Promise<readonly Run[]> {
  return tx.orm
    .select()
    .from(run)
    .where(eq(run.authority, tx.authority))
    .orderBy(desc(run.createdAt), desc(run.asAt))
    .limit(limit);
}

/** How many runs are in each state that any is in. */
export async function countRuns(tx: Transaction): Promise<ReadonlyMap<RunState, number>> {
  const rows = await tx.orm
    .select({ state: run.state, runs: count() })
    .from(run)
    .where(eq(run.authority, tx.authority))
    .groupBy(run.state);
  return new Map(rows.map(({ state, runs }) => [state, runs]));
}
