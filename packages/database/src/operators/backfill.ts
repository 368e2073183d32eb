import { and, eq, isNull, sql } from 'drizzle-orm';
import { mayRest, type AuthorityDatabase, type Transaction } from '../database.ts';
import { backfill, backfillIndicator, slot, type BackfillState } from '../schema/index.ts';
import { lockKinds, locksHeld } from '../work/advisory-locks.ts';
import { createStage } from '../work/handoff.ts';
import { recordAudit, Refused, type OperatorsWord } from './word.ts';

type Row = typeof backfill.$inferSelect;

/** What is asked of a backfill. */
export type WantedBackfill = Pick<Row, 'from' | 'to' | 'only' | 'concurrency' | 'tell'>;

/** Puts on record that past figures are computed once more, by whose word, and which. @returns its id */
export async function startBackfill(
  tx: Transaction,
  wanted: WantedBackfill & { readonly asAt: string },
  word: OperatorsWord,
): Promise<string> {
  const [started] = await tx.orm
    .insert(backfill)
    .values({ authority: tx.authority, ...word, ...wanted })
    .returning({ id: backfill.id });
  const { id } = started!;
  const { from, to, ...detail } = wanted;
  await recordAudit(tx, word, { action: 'backfill', subject: `${from} to ${to}`, detail: { backfill: id, ...detail } });
  return id;
}

/**
 * Takes up a backfill that was paused or cut off.
 *
 * @param asAt of the newest delivery: what is still to be computed is computed as at then
 * @throws {Refused} where there is nothing left to do
 */
export async function resumeBackfill(
  tx: Transaction,
  id: string,
  asAt: string,
  word: OperatorsWord,
): Promise<WantedBackfill> {
  const own = await locked(tx, id);
  if (own.state === 'done') throw new Refused(`Backfill ${id.slice(0, 8)} is done: there is nothing to resume.`);
  await setState(tx, id, 'going');
  await tx.orm.update(backfill).set({ asAt }).where(eq(backfill.id, id));
  await recordAudit(tx, word, { action: 'resume backfill', subject: `backfill ${id}`, detail: { asAt } });
  return own;
}

/**
 * Has whoever works on a backfill stop after the indicators that are under way.
 *
 * @throws {Refused} where it is not going on
 */
export async function pauseBackfill(tx: Transaction, id: string, word: OperatorsWord): Promise<void> {
  const { state } = await locked(tx, id);
  if (state !== 'going') {
    throw new Refused(
      `Backfill ${id.slice(0, 8)} is ${state === 'done' ? 'done' : 'paused already'}: there is nothing to pause.`,
    );
  }
  await setState(tx, id, 'paused');
  await recordAudit(tx, word, { action: 'pause backfill', subject: `backfill ${id}` });
}

async function locked(tx: Transaction, id: string): Promise<Row> {
  const [own] = await tx.orm
    .select()
    .from(backfill)
    .where(and(eq(backfill.authority, tx.authority), eq(backfill.id, id)))
    .for('update');
  if (!own) throw new Error(`There is no backfill ${id}.`);
  return own;
}

async function setState(tx: Transaction, id: string, state: BackfillState): Promise<void> {
  await tx.orm
    .update(backfill)
    .set({ state, finishedAt: state === 'done' ? sql`now()` : null })
    .where(and(eq(backfill.authority, tx.authority), eq(backfill.id, id)));
}

/** Whether a backfill is to go on, as whoever works on it asks before each indicator. */
export async function isBackfillGoing(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.sql`
    select from vigil.backfill where authority = ${tx.authority} and id = ${id} and state = 'going'`;
  return rows.length > 0;
}

/**
 * Works on a backfill as the only one who does: the lock lives as long as a connection of its own is held, and a process
 * that dies gives it up.
 *
 * @throws {Refused} when another process works on it
 */
export async function whileHoldingBackfill<T>(
  database: AuthorityDatabase,
  id: string,
  work: () => Promise<T>,
): Promise<T> {
  return database.transaction(async (tx) => {
    const [row] = await tx.sql<[{ held: boolean }]>`
      select pg_try_advisory_xact_lock(${lockKinds.backfill}, hashtext(${id})) as held`;
    if (!row.held) {
      throw new Refused(
        `Backfill ${id.slice(0, 8)} is being worked on by another process; vigil backfill --list shows how far it is.`,
      );
    }
    await mayRest(tx);
    return work();
  });
}

/** What became of one indicator of a backfill. */
type BackfilledIndicator = Omit<typeof backfillIndicator.$inferSelect, 'authority' | 'backfill' | 'at'>;

/** The indicators that a backfill is done with; those that could not be computed are not among them. */
export async function backfilledIndicators(tx: Transaction, id: string): Promise<readonly BackfilledIndicator[]> {
  return tx.orm
    .select({
      indicator: backfillIndicator.indicator,
      asAt: backfillIndicator.asAt,
      months: backfillIndicator.months,
      fresh: backfillIndicator.fresh,
      restated: backfillIndicator.restated,
      unchanged: backfillIndicator.unchanged,
      failure: backfillIndicator.failure,
    })
    .from(backfillIndicator)
    .where(
      and(
        eq(backfillIndicator.authority, tx.authority),
        eq(backfillIndicator.backfill, id),
        isNull(backfillIndicator.failure),
      ),
    );
}

/** Puts on record, in the transaction that publishes its figures, that an indicator is done. */
export async function recordBackfilled(tx: Transaction, id: string, done: BackfilledIndicator): Promise<void> {
  await tx.orm
    .insert(backfillIndicator)
    .values({ backfill: id, authority: tx.authority, ...done })
    .onConflictDoUpdate({ target: [backfillIndicator.backfill, backfillIndicator.indicator], set: done });
}

/** Ends a backfill whose every indicator was tried, unless it was paused meanwhile: then its resumption ends it. */
export async function finishBackfill(tx: Transaction, id: string): Promise<void> {
  const { state } = await locked(tx, id);
  if (state === 'going') await setState(tx, id, 'done');
}

/**
 * Has the figures judged once more, in a slot of its own: what is news by them is told when it closes.
 *
 * @param run as whose work they are judged
 * @returns the slot
 */
export async function judgeBackfilled(
  tx: Transaction,
  run: { readonly id: string; readonly source: string },
  requestedBy: string,
): Promise<string> {
  const [opened] = await tx.orm
    .insert(slot)
    .values({ authority: tx.authority, kind: 'manual', source: run.source, dueAt: sql`now()`, requestedBy })
    .returning({ id: slot.id });
  const { id } = opened!;
  await createStage(tx, { slot: id, run: null, name: 'evaluate', payload: { run: run.id } });
  return id;
}

/** A backfill as it stands. */
export interface BackfillOnRecord extends Omit<Row, 'authority' | 'createdAt' | 'finishedAt'> {
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  /** Whether any process works on it; one that is going on without was cut off. */
  readonly isWorkedOn: boolean;
  /** Indicators that are done, and those that could not be computed. */
  readonly done: number;
  readonly failed: number;
  readonly fresh: number;
  readonly restated: number;
  readonly unchanged: number;
}

/** The newest backfills, newest first; those that have not ended are always among them. */
export async function listBackfills(tx: Transaction, limit = 20): Promise<readonly BackfillOnRecord[]> {
  const rows = await tx.sql<
    (Omit<BackfillOnRecord, 'createdAt' | 'finishedAt'> & { createdAt: string; finishedAt: string | null })[]
  >`
    select id, "from", "to", "only", as_at::text as "asAt", actor, reason, concurrency, tell, state,
      created_at as "createdAt", finished_at as "finishedAt", indicators.*,
      exists (
        ${locksHeld(tx.sql, 'backfill')} and objid::bigint = hashtext(id::text)::bigint & 4294967295
      ) as "isWorkedOn"
    from vigil.backfill
    cross join lateral (
      select count(*) filter (where failure is null)::int as done, count(failure)::int as failed,
        coalesce(sum("new"), 0)::int as fresh, coalesce(sum(restated), 0)::int as restated,
        coalesce(sum(unchanged), 0)::int as unchanged
      from vigil.backfill_indicator where backfill_indicator.backfill = backfill.id
    ) as indicators
    where authority = ${tx.authority} and (
      state <> 'done' or id in (
        select id from vigil.backfill where authority = ${tx.authority} and state = 'done'
        order by created_at desc limit ${limit}
      )
    )
    order by created_at desc`;
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
    finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt),
  }));
}
