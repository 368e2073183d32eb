import { and, asc, eq } from 'drizzle-orm';
import { stageNames, type StageName } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';
import { delivery, run, slot, stage } from '../schema/index.ts';

/** A stage that would be worked on next. */
export interface StageToRehearse {
  readonly id: string;
  readonly slot: string;
  readonly name: StageName;
  readonly subject: string;
  readonly payload: unknown;
}

/** The stage of a run that would be worked on next, in the order of the night; null when none is due. */
export async function nextStageOf(tx: Transaction, runId: string): Promise<StageToRehearse | null> {
  const due = await tx.orm
    .select({ id: stage.id, slot: stage.slot, name: stage.name, subject: stage.subject, payload: stage.payload })
    .from(stage)
    .where(and(eq(stage.authority, tx.authority), eq(stage.run, runId), eq(stage.state, 'due')))
    .orderBy(asc(stage.subject));
  const order = ({ name }: StageToRehearse): number => stageNames.indexOf(name);
  return due.toSorted((a, b) => order(a) - order(b))[0] ?? null;
}

/** Ends a stage without a claim: in a rehearsal alone, whose transaction is undone. */
export async function endRehearsed(tx: Transaction, id: string, state: 'done' | 'held' | 'failed'): Promise<void> {
  await tx.orm
    .update(stage)
    .set({ state })
    .where(and(eq(stage.authority, tx.authority), eq(stage.id, id)));
}

/**
 * Does what a stage does in its transaction. What was tried is taken back when it fails, and the rehearsal goes on; what
 * is there for a transaction alone is gone for the next stage, as it would be.
 */
export async function tryOut<T>(tx: Transaction, work: (own: Transaction) => Promise<T>): Promise<T> {
  await tx.sql.unsafe('savepoint rehearsal');
  try {
    // Another object, so that nothing is remembered of what an earlier stage had put at hand.
    const result = await work({ ...tx });
    await tx.sql.unsafe(dropTemporaryTables);
    await tx.sql.unsafe('release savepoint rehearsal');
    return result;
  } catch (error) {
    await tx.sql.unsafe('rollback to savepoint rehearsal');
    throw error;
  }
}

const dropTemporaryTables = `
  do $$
  declare own text;
  begin
    for own in select relname from pg_class where relnamespace = pg_my_temp_schema() and relkind = 'r' loop
      execute format('drop table pg_temp.%I', own);
    end loop;
  end
  $$`;

/** A figure that a transaction has published. */
export interface PublishedFigure {
  readonly indicator: string;
  readonly period: string;
  readonly member: string | null;
  readonly before: number | null;
  readonly now: number | null;
  /** Null where it is new. */
  readonly reason: string | null;
}

/** The figures that this transaction has published for a run, each beside what stood before. */
export async function figuresPublishedHere(tx: Transaction, runId: string): Promise<readonly PublishedFigure[]> {
  return tx.sql<PublishedFigure[]>`
    select fresh.indicator, fresh.period, fresh.member, before.value::float8 as before, fresh.value::float8 as now,
      fresh.reason
    from vigil.snapshot as fresh
    left join vigil.snapshot as before
      on before.authority = fresh.authority and before.indicator = fresh.indicator and before.period = fresh.period
        and before.member is not distinct from fresh.member and before.origin = fresh.origin
        and before.version = coalesce(fresh.differs_from, fresh.version - 1)
    where fresh.authority = ${tx.authority} and fresh.run = ${runId} and fresh.created_at = now()
    order by fresh.indicator, fresh.period, fresh.member, fresh.version`;
}

/** What a run is, for whoever reads of a replay. */
export interface RunBehind {
  readonly run: string;
  readonly source: string;
  readonly asAt: string;
  /** Where its source has it. */
  readonly location: string;
}

export async function runBehind(tx: Transaction, runId: string): Promise<RunBehind> {
  const [row] = await tx.orm
    .select({ run: run.id, source: run.source, asAt: run.asAt, location: delivery.location })
    .from(run)
    .innerJoin(delivery, eq(delivery.id, run.delivery))
    .where(and(eq(run.authority, tx.authority), eq(run.id, runId)));
  if (!row) throw new Error(`There is no run ${runId}.`);
  return row;
}

/** The source of a slot, for a stage that belongs to no run. */
export async function sourceOfSlot(tx: Transaction, slotId: string): Promise<string> {
  const [row] = await tx.orm
    .select({ source: slot.source })
    .from(slot)
    .where(and(eq(slot.authority, tx.authority), eq(slot.id, slotId)));
  return row?.source ?? 'unknown';
}
