import { and, eq, gt, inArray, ne, sql } from 'drizzle-orm';
import { digestsSource } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';
import { alertEvent, failedStates, notification, slot, stage } from '../schema/index.ts';
import { createStage, dispatchAgain } from '../work/handoff.ts';
import { freshMatters } from './matters.ts';

type Kind = (typeof slot.$inferSelect)['kind'];

/**
 * What is to be told of an authority is decided by one at a time: whoever closes a slot sees what a digest slot that
 * ends at the same moment has left, or the other way round. The turn ends with the transaction.
 */
export async function takeTurnsOnDigests(tx: Transaction): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`digests of ${tx.authority}`}, 0))`;
}

/**
 * Called in the transaction that closes a slot: where anything is untold, a digest slot opens, or the one that waits is
 * woken. Of several slots opened by hand the last to close tells for all.
 */
export async function tellOfClosedSlot(tx: Transaction, closed: { readonly kind: Kind }): Promise<void> {
  await takeTurnsOnDigests(tx);
  if (closed.kind === 'manual' && (await isAnyOpenByHand(tx))) return;
  if (await isAnythingUntold(tx)) await openDigestSlot(tx, closed.kind);
}

async function isAnyOpenByHand(tx: Transaction): Promise<boolean> {
  const others = await tx.orm
    .select({ id: slot.id })
    .from(slot)
    .where(
      and(
        eq(slot.authority, tx.authority),
        eq(slot.state, 'open'),
        eq(slot.kind, 'manual'),
        ne(slot.source, digestsSource),
      ),
    )
    .limit(1);
  return others.length > 0;
}

/** Whether there is anything that nobody has heard of; whether it may be told now is not decided here. */
async function isAnythingUntold(tx: Transaction): Promise<boolean> {
  const untold = await tx.orm
    .select({ id: alertEvent.id })
    .from(alertEvent)
    .where(and(eq(alertEvent.authority, tx.authority), alertEvent.tell, sql`${alertEvent.toldIn} is null`))
    .limit(1);
  const unsent = await tx.orm
    .select({ id: notification.id })
    .from(notification)
    .where(and(eq(notification.authority, tx.authority), inArray(notification.state, ['prepared', 'sending'])))
    .limit(1);
  return untold.length + unsent.length > 0 || (await freshMatters(tx)).length > 0;
}

/**
 * Opens the digest slot of the authority. Of the one that is open already, the stage is made due at once; asked for by
 * hand, it tells on any day. A stage of an earlier slot that failed is taken up: this one sends what it could not.
 *
 * @returns the slot's id
 */
export async function openDigestSlot(tx: Transaction, kind: Kind): Promise<string> {
  await takeTurnsOnDigests(tx);
  const open = await openOne(tx);
  if (!open) return startDigestSlot(tx, kind);
  if (kind === 'manual') await tx.orm.update(slot).set({ kind }).where(eq(slot.id, open.id));
  await wake(tx, open.id, kind === 'manual' ? 'anew' : 'keep');
  return open.id;
}

async function startDigestSlot(tx: Transaction, kind: Kind): Promise<string> {
  await tx.orm
    .update(stage)
    .set({ state: 'cancelled' })
    .where(and(eq(stage.authority, tx.authority), eq(stage.name, 'notify'), inArray(stage.state, failedStates)));
  const [opened] = await tx.orm
    .insert(slot)
    .values({ authority: tx.authority, source: digestsSource, kind, dueAt: sql`now()` })
    .returning({ id: slot.id });
  const { id } = opened!;
  await createStage(tx, { slot: id, run: null, name: 'notify', payload: { slot: id } });
  return id;
}

/** What is at work is not woken: it looks again, in its turn, before it ends or rests. */
async function wake(tx: Transaction, id: string, attempts: 'anew' | 'keep'): Promise<void> {
  const [resting] = await tx.orm
    .select({ id: stage.id })
    .from(stage)
    .where(and(eq(stage.authority, tx.authority), eq(stage.slot, id), eq(stage.state, 'due')))
    .for('update', { skipLocked: true });
  if (resting) await dispatchAgain(tx, { stage: resting.id, attempts });
}

/** Notes until when a digest slot rests, by the domain's clock; it is woken then, or by a slot that closes. */
export async function noteRest(tx: Transaction, id: string, until: Date): Promise<void> {
  await tx.orm
    .update(slot)
    .set({ dueAt: until })
    .where(and(eq(slot.authority, tx.authority), eq(slot.id, id)));
}

/**
 * Sees to what no closing slot announces: a digest slot whose rest is over by the domain's clock, matters of operators
 * that come of nothing happening, a summary that is due, and contributors who are to be chased.
 *
 * @param wanted.operators whether operators may hear of what is new to them now
 * @param wanted.chasers whether anybody is to be chased now
 */
export async function tendDigests(
  tx: Transaction,
  wanted: { readonly now: Date; readonly weekly: boolean; readonly operators: boolean; readonly chasers: boolean },
): Promise<void> {
  await takeTurnsOnDigests(tx);
  const open = await openOne(tx);
  const isAnythingFresh = async () => (await freshMatters(tx)).length > 0;
  if (!open) {
    if (wanted.weekly || wanted.chasers || (await isAnythingFresh())) await startDigestSlot(tx, 'scheduled');
    return;
  }
  const isEarly = open.dueAt > wanted.now && !wanted.chasers;
  if (isEarly && !(wanted.operators && (await isAnythingFresh()))) return;
  const [resting] = await tx.orm
    .select({ id: stage.id })
    .from(stage)
    .where(
      and(
        eq(stage.authority, tx.authority),
        eq(stage.slot, open.id),
        // One that rests after a failed attempt keeps to its own pace.
        eq(stage.attempt, 0),
        gt(stage.dueAt, sql`now()`),
      ),
    );
  if (resting) await wake(tx, open.id, 'keep');
}

async function openOne(tx: Transaction): Promise<Pick<typeof slot.$inferSelect, 'id' | 'dueAt'> | undefined> {
  const [open] = await tx.orm
    .select({ id: slot.id, dueAt: slot.dueAt })
    .from(slot)
    .where(and(eq(slot.authority, tx.authority), eq(slot.source, digestsSource), eq(slot.state, 'open')));
  return open;
}

/** Ends a digest slot with some news left for another, in the last transaction of its stage. */
export async function handOverDigests(tx: Transaction, ended: string, kind: Kind): Promise<void> {
  await tx.orm
    .update(slot)
    .set({ state: 'closed', closedAt: sql`now()` })
    .where(and(eq(slot.authority, tx.authority), eq(slot.id, ended)));
  await startDigestSlot(tx, kind);
}

/** The digest slots by hand that are open, or that closed since a moment: what slots worked through since then led to. */
export async function digestSlotsSince(tx: Transaction, since: Date): Promise<readonly string[]> {
  const rows = await tx.orm
    .select({ id: slot.id })
    .from(slot)
    .where(
      and(
        eq(slot.authority, tx.authority),
        eq(slot.source, digestsSource),
        eq(slot.kind, 'manual'),
        sql`(${slot.closedAt} is null or ${slot.closedAt} >= ${since.toISOString()})`,
      ),
    );
  return rows.map(({ id }) => id);
}
