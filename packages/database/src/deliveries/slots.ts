import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { benchmarksSource } from '@vigil/benchmarks';
import type { Transaction } from '../database.ts';
import { slot, source } from '../schema/index.ts';
import { createStage } from '../work/handoff.ts';

export type Slot = typeof slot.$inferSelect;

/** Opens a slot by hand and makes its first stage due. */
export async function openManualSlot(
  tx: Transaction,
  wanted: { source: string; location: string | null; asAt: string | null; requestedBy: string },
): Promise<string> {
  const [opened] = await tx.orm
    .insert(slot)
    .values({ authority: tx.authority, kind: 'manual', dueAt: sql`now()`, ...wanted })
    .returning({ id: slot.id });
  await startSlot(tx, { id: opened!.id, source: wanted.source });
  return opened!.id;
}

/** Benchmarks are no deliveries: they have one stage, which does all. */
async function startSlot(tx: Transaction, opened: Pick<Slot, 'id' | 'source'>): Promise<void> {
  const name = opened.source === benchmarksSource ? 'benchmarks' : 'pull';
  await createStage(tx, { slot: opened.id, run: null, name, payload: { slot: opened.id } });
}

/**
 * Opens the slot that a schedule asks for. The unique row, not a lock, keeps two schedulers from opening it twice.
 *
 * @returns false when it had been opened before.
 */
export async function openScheduledSlot(
  tx: Transaction,
  wanted: { source: string; dueAt: Date; expectedBy: Date | null; late: boolean },
): Promise<boolean> {
  const [opened] = await tx.orm
    .insert(slot)
    .values({ authority: tx.authority, kind: 'scheduled', ...wanted })
    .onConflictDoNothing()
    .returning({ id: slot.id });
  if (!opened) return false;
  await startSlot(tx, { id: opened.id, source: wanted.source });
  return true;
}

/** The last time a source's schedule was followed: its newest slot, or the moment it was first seen, which may be now. */
export async function lastScheduled(tx: Transaction, sourceId: string, now: Date): Promise<Date> {
  await tx.orm
    .insert(source)
    .values({ authority: tx.authority, id: sourceId, scheduledFrom: now })
    .onConflictDoNothing();
  return (await scheduleFollowedTo(tx, sourceId)) ?? now;
}

/** The same of a source that may never have been seen: null. */
export async function scheduleFollowedTo(tx: Transaction, sourceId: string): Promise<Date | null> {
  const [newest] = await tx.orm
    .select({ dueAt: slot.dueAt })
    .from(slot)
    .where(and(eq(slot.authority, tx.authority), eq(slot.source, sourceId), eq(slot.kind, 'scheduled')))
    .orderBy(desc(slot.dueAt))
    .limit(1);
  if (newest) return newest.dueAt;
  const [known] = await tx.orm
    .select({ from: source.scheduledFrom })
    .from(source)
    .where(and(eq(source.authority, tx.authority), eq(source.id, sourceId)));
  return known?.from ?? null;
}

/** Notes that everything up to this moment was considered, where nothing of it is to be caught up. */
export async function skipSchedule(tx: Transaction, sourceId: string, until: Date): Promise<void> {
  await tx.orm
    .insert(slot)
    .values({
      authority: tx.authority,
      source: sourceId,
      kind: 'scheduled',
      dueAt: until,
      late: true,
      state: 'closed',
      problems: ['Vigil was not running at that time, and the source is not caught up (catchUp: none).'],
      closedAt: sql`now()`,
    })
    .onConflictDoNothing();
}

/** @throws when there is no such slot of this authority. */
export async function readSlot(tx: Transaction, id: string): Promise<Slot> {
  const [row] = await tx.orm
    .select()
    .from(slot)
    .where(and(eq(slot.authority, tx.authority), eq(slot.id, id)));
  if (!row) throw new Error(`There is no slot ${id} for authority ${tx.authority}.`);
  return row;
}

/** Whether a later slot of the same source has opened, which then does the looking. */
export async function hasLaterSlot(tx: Transaction, earlier: Slot): Promise<boolean> {
  const later = await tx.orm
    .select({ id: slot.id })
    .from(slot)
    .where(
      and(
        eq(slot.authority, tx.authority),
        eq(slot.source, earlier.source),
        eq(slot.kind, 'scheduled'),
        gt(slot.dueAt, earlier.dueAt),
      ),
    )
    .limit(1);
  return later.length > 0;
}

/** Writes down what a pull saw that kept it from finding a delivery, and whether the time for it has passed. */
export async function noteSearch(
  tx: Transaction,
  id: string,
  seen: { problems: readonly string[]; missed: boolean },
): Promise<void> {
  await tx.orm
    .update(slot)
    .set({
      problems: seen.problems,
      ...(seen.missed && { missedAt: sql`coalesce(${slot.missedAt}, now())` }),
    })
    .where(and(eq(slot.authority, tx.authority), eq(slot.id, id)));
}

/** What time it is by the clock that slots go by. */
export async function readClock(tx: Pick<Transaction, 'sql'>): Promise<Date> {
  const [row] = await tx.sql<[{ at: string }]>`select clock_timestamp()::text as at`;
  return new Date(row.at);
}

/** Slots that are still open, oldest first. */
export async function openSlots(tx: Transaction): Promise<readonly Slot[]> {
  return tx.orm
    .select()
    .from(slot)
    .where(and(eq(slot.authority, tx.authority), eq(slot.state, 'open')))
    .orderBy(slot.createdAt);
}
