import { asc, inArray, lte, sql } from 'drizzle-orm';
import type { StageName } from '@vigil/pipeline';
import type { Database } from '../database.ts';
import { outbox, stage } from '../schema/index.ts';

/** A job: which stage may be claimed, and under which dispatch. */
export interface QueuedJob {
  readonly stage: string;
  readonly name: StageName;
  readonly dispatch: number;
}

/** A hand-off that is to be put into the queue. */
export interface Handoff extends QueuedJob {
  /** Whose trace it is part of. */
  readonly slot: string;
}

/**
 * Relays what is due from the outbox: `send` puts it into the queue, and only when that worked does the row go.
 * A crash in between sends it twice, which does no harm: the second job finds the stage claimed.
 *
 * @returns how many were relayed, and in how many milliseconds the next one is due (null: none waits).
 */
export async function relayOutbox(
  database: Database,
  send: (handoffs: readonly Handoff[]) => Promise<void>,
): Promise<{ relayed: number; nextInMilliseconds: number | null }> {
  return database.acrossAuthorities(async ({ orm }) => {
    const due = await orm
      .select({
        id: outbox.id,
        stage: outbox.stage,
        name: outbox.name,
        dispatch: outbox.dispatch,
        slot: sql<string>`(select slot from vigil.stage where stage.id = ${outbox.stage})`,
      })
      .from(outbox)
      .where(lte(outbox.dueAt, sql`now()`))
      .orderBy(asc(outbox.id))
      .limit(500)
      .for('update', { skipLocked: true });
    if (due.length > 0) {
      await send(due.map(({ stage: id, name, dispatch, slot }) => ({ stage: id, name, dispatch, slot })));
      // Whoever holds a stage is making it due anew, and waits for this hand-off to end: it is not waited for in turn.
      const free = await orm
        .select({ id: stage.id })
        .from(stage)
        .where(
          inArray(
            stage.id,
            due.map((row) => row.stage),
          ),
        )
        .for('no key update', { skipLocked: true });
      await orm
        .update(stage)
        .set({ dispatchedAt: sql`now()` })
        .where(
          inArray(
            stage.id,
            free.map(({ id }) => id),
          ),
        );
      await orm.delete(outbox).where(
        inArray(
          outbox.id,
          due.map((row) => row.id),
        ),
      );
    }
    const [next] = await orm
      .select({ wait: sql<string | null>`ceil(extract(epoch from min(${outbox.dueAt}) - clock_timestamp()) * 1000)` })
      .from(outbox);
    const wait = next?.wait ?? null;
    return { relayed: due.length, nextInMilliseconds: wait === null ? null : Math.max(0, Number(wait)) };
  });
}
