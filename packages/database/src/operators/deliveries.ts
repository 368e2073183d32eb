import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { filesOf } from '../deliveries/files.ts';
import { setDeliveryState, takeTurnsOnSource, type Delivery } from '../deliveries/deliveries.ts';
import { closeNotices } from '../deliveries/notices.ts';
import { dropStaging } from '../records/staging.ts';
import { delivery, failedStates, file, finding, run, stage, type StageState } from '../schema/index.ts';
import { announceWork, dispatchAgain } from '../work/handoff.ts';
import { reopenSlot, setRunState } from '../work/progress.ts';
import { carryOut, planReplay, setGoing, type SetGoing } from './replay.ts';
import { findCorrection } from './superseded.ts';
import { recordAudit, Refused, type OperatorsWord } from './word.ts';

/** The rules that an operator can overrule: what they judge is only a size. */
const sizeRules = ['empty-file', 'shrunken-file'] as const;

type Stage = typeof stage.$inferSelect;

/**
 * Lets a delivery pass that is held because it would delete too much, or failed because a file of it is too small.
 *
 * @throws {Refused} when it is neither
 */
export async function acceptDelivery(tx: Transaction, id: string, word: OperatorsWord): Promise<SetGoing> {
  const current = await lockDelivery(tx, id);
  const going =
    current.state === 'held'
      ? await releaseHeld(tx, current)
      : current.state === 'failed'
        ? await acceptSize(tx, current, word)
        : refuse(current, 'accept');
  await setDeliveryState(tx, id, { state: 'landed', accepted: true, heldBecause: null });
  await recordAudit(tx, word, {
    action: 'accept',
    subject: `delivery ${id}`,
    detail: { source: current.source, asAt: current.asAt, heldBecause: current.heldBecause },
  });
  return going;
}

async function releaseHeld(tx: Transaction, { id }: Delivery): Promise<SetGoing> {
  const held = await stagesOf(tx, id, ['held']);
  for (const { id: stageId, run: runId, slot } of held) {
    const correction = await findCorrection(tx, runId!);
    if (correction) throw new Refused(`Delivery ${id} ${correction}.`);
    await setRunState(tx, runId!, 'running');
    await reopenSlot(tx, slot);
    await dispatchAgain(tx, { stage: stageId, attempts: 'anew' });
  }
  return setGoing(held);
}

async function acceptSize(tx: Transaction, { id }: Delivery, word: OperatorsWord): Promise<SetGoing> {
  const [newest] = await stagesOf(tx, id, failedStates);
  const tooSmall = await tx.orm
    .select({ rule: finding.rule })
    .from(finding)
    .innerJoin(file, eq(file.id, finding.file))
    .where(
      and(
        eq(finding.authority, tx.authority),
        eq(file.delivery, id),
        eq(file.state, 'rejected'),
        inArray(finding.rule, [...sizeRules]),
      ),
    )
    .limit(1);
  if (!newest || tooSmall.length === 0) {
    throw new Refused(
      `Delivery ${id} failed, but not because of its size, and only that can be accepted. ` +
        'See vigil failed for the cause; then vigil replay, or vigil reject to put it aside.',
    );
  }
  const plan = await planReplay(tx, { by: 'run', run: newest.run! });
  const [refused] = plan.left;
  if (refused) throw new Refused(`Delivery ${id} ${refused.reason}.`);
  return carryOut(tx, plan, word);
}

/**
 * Puts a held or failed delivery aside for good; the last good data stays live. What was landed of it stays in the
 * landing store, what was staged goes.
 *
 * @throws {Refused} when it is neither held nor failed
 */
export async function rejectDelivery(tx: Transaction, id: string, word: OperatorsWord): Promise<void> {
  const current = await lockDelivery(tx, id);
  if (current.state !== 'held' && current.state !== 'failed') refuse(current, 'reject');
  if ((await stagesOf(tx, id, ['due', 'running'])).length > 0) {
    throw new Refused(`Delivery ${id} is still being worked on in part; reject it when that has ended.`);
  }
  const given = await stagesOf(tx, id, ['held', ...failedStates]);
  await tx.orm
    .update(stage)
    .set({ state: 'cancelled' })
    .where(
      and(
        eq(stage.authority, tx.authority),
        inArray(
          stage.id,
          given.map((one) => one.id),
        ),
      ),
    );
  for (const runId of new Set(given.map((one) => one.run!))) await setRunState(tx, runId, 'rejected');
  for (const { id: fileId } of await filesOf(tx, id)) await dropStaging(tx, fileId);
  await tx.orm
    .update(file)
    .set({ staging: null })
    .where(and(eq(file.authority, tx.authority), eq(file.delivery, id)));
  await setDeliveryState(tx, id, { state: 'rejected' });
  await closeNotices(tx, { source: current.source, kinds: ['held'] });
  await closeNotices(tx, {
    source: current.source,
    kinds: ['empty', 'shrunken'],
    lists: (await filesOf(tx, id)).map(({ list }) => list),
  });
  await recordAudit(tx, word, {
    action: 'reject',
    subject: `delivery ${id}`,
    detail: { source: current.source, asAt: current.asAt, heldBecause: current.heldBecause },
  });
  await announceWork(tx);
}

/** Reads a delivery that nobody else can take up in the meantime. */
async function lockDelivery(tx: Transaction, id: string): Promise<Delivery> {
  const read = () =>
    tx.orm
      .select()
      .from(delivery)
      .where(and(eq(delivery.authority, tx.authority), eq(delivery.id, id)));
  const [known] = await read();
  if (!known) throw new Error(`There is no delivery ${id} for authority ${tx.authority}.`);
  await takeTurnsOnSource(tx, known.source);
  const [locked] = await read().for('update');
  return locked!;
}

/** Stages of a delivery's runs that are in some states, the newest run first. */
async function stagesOf(tx: Transaction, id: string, states: readonly StageState[]): Promise<readonly Stage[]> {
  const rows = await tx.orm
    .select({ stage })
    .from(stage)
    .innerJoin(run, eq(run.id, stage.run))
    .where(and(eq(stage.authority, tx.authority), eq(run.delivery, id), inArray(stage.state, [...states])))
    .orderBy(desc(run.createdAt));
  return rows.map((row) => row.stage);
}

function refuse({ id, source, asAt, state, publishedAt }: Delivery, what: 'accept' | 'reject'): never {
  const states: Readonly<Record<typeof state, string>> = {
    found: 'is being worked on',
    landed: 'is being worked on',
    held: 'is held',
    failed: 'failed',
    published: `was published${publishedAt ? ` at ${publishedAt.toISOString()}` : ''}`,
    unchanged: 'is the very same that was published before',
    rejected: 'was rejected',
  };
  const expected =
    what === 'accept'
      ? 'only a delivery that is held, or failed because of its size, can be accepted'
      : 'only a delivery that is held or failed can be rejected';
  throw new Refused(`The delivery of ${source} as at ${asAt} (${id}) ${states[state]}: ${expected}.`);
}
