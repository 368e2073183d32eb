import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { delivery, failedStates, file, run, stage } from '../schema/index.ts';
import { createStage } from '../work/handoff.ts';
import { startNextRun } from '../work/progress.ts';
import { recogniseDelivery, takeTurnsOnSource, type Delivery, type SeenDelivery } from './deliveries.ts';
import type { DeliveredFile } from './files.ts';

export type Run = typeof run.$inferSelect;

/**
 * Makes a run of each delivery, in the order of their as-at dates, and starts the first. Looking and starting are not
 * one step, so each delivery is looked up once more here: whoever was faster has it.
 *
 * @param wanted.again whether a delivery that failed before is tried anew; its failed stages are then no longer an
 *   operator's concern
 */
export async function startRuns(
  tx: Transaction,
  wanted: { slot: string; source: string; late: boolean; again: boolean; deliveries: readonly SeenDelivery[] },
): Promise<void> {
  await takeTurnsOnSource(tx, wanted.source);
  for (const seen of wanted.deliveries.toSorted((a, b) => (a.asAt < b.asAt ? -1 : 1))) {
    const known = await recogniseDelivery(tx, wanted.source, seen);
    if (known && !(known.state === 'failed' && wanted.again)) continue;
    const id = known ? await takeUpAgain(tx, known) : await addDelivery(tx, wanted.source, seen);
    await tx.orm.insert(run).values({
      authority: tx.authority,
      source: wanted.source,
      slot: wanted.slot,
      delivery: id,
      asAt: seen.asAt,
      late: wanted.late,
    });
  }
  await startNextRun(tx, wanted.slot);
}

async function addDelivery(tx: Transaction, source: string, seen: SeenDelivery): Promise<string> {
  const [added] = await tx.orm
    .insert(delivery)
    .values({ authority: tx.authority, source, ...seen })
    .returning({ id: delivery.id });
  return added!.id;
}

async function takeUpAgain(tx: Transaction, known: Delivery): Promise<string> {
  const earlier = await tx.orm
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.authority, tx.authority), eq(run.delivery, known.id)));
  await tx.orm
    .update(stage)
    .set({ state: 'cancelled' })
    .where(
      and(
        eq(stage.authority, tx.authority),
        inArray(
          stage.run,
          earlier.map(({ id }) => id),
        ),
        inArray(stage.state, failedStates),
      ),
    );
  await tx.orm.update(delivery).set({ state: 'found' }).where(eq(delivery.id, known.id));
  return known.id;
}

/** @throws when there is no such run of this authority. */
export async function readRun(tx: Transaction, id: string): Promise<{ run: Run; delivery: Delivery }> {
  const [row] = await tx.orm
    .select({ run, delivery })
    .from(run)
    .innerJoin(delivery, eq(delivery.id, run.delivery))
    .where(and(eq(run.authority, tx.authority), eq(run.id, id)));
  if (!row) throw new Error(`There is no run ${id} for authority ${tx.authority}.`);
  return row;
}

/** Makes the validation of each landed file due. */
export async function handOverToValidate(
  tx: Transaction,
  { id, slot }: Pick<Run, 'id' | 'slot'>,
  files: readonly DeliveredFile[],
): Promise<void> {
  for (const landed of files) {
    const payload = { run: id, file: landed.id };
    await createStage(tx, { slot, run: id, name: 'validate', subject: landed.list, payload });
  }
}

/** Hands a validated file over: when it was the last one of its run, publishing is due. */
export async function handOverToPublish(
  tx: Transaction,
  current: { run: string; slot: string; file: string },
): Promise<void> {
  // Two files that finish at the same moment must see each other: the run's row makes them take turns.
  const [row] = await tx.orm
    .select({ state: run.state, delivery: run.delivery })
    .from(run)
    .where(and(eq(run.authority, tx.authority), eq(run.id, current.run)))
    .for('update');
  if (row?.state !== 'running') return;
  const open = await tx.orm
    .select({ id: file.id })
    .from(file)
    .where(
      and(
        eq(file.authority, tx.authority),
        eq(file.delivery, row.delivery),
        inArray(file.state, ['landed', 'rejected']),
        ne(file.id, current.file),
      ),
    )
    .limit(1);
  if (open.length > 0) return;
  await createStage(tx, { slot: current.slot, run: current.run, name: 'publish', payload: { run: current.run } });
}

export async function recordFigureCounts(
  tx: Transaction,
  id: string,
  counts: { fresh: number; restated: number; unchanged: number; computed: number; reused: number },
): Promise<void> {
  await tx.orm
    .update(run)
    .set({
      newFigures: counts.fresh,
      restatedFigures: counts.restated,
      unchangedFigures: counts.unchanged,
      computedIndicators: counts.computed,
      reusedIndicators: counts.reused,
    })
    .where(and(eq(run.authority, tx.authority), eq(run.id, id)));
}

/** What the figures of a run were judged to be; judged once more by hand, what the run itself came to stays. */
export async function recordEvaluation(
  tx: Transaction,
  id: string,
  counts: { opened: number; continuing: number; recovered: number },
): Promise<void> {
  await tx.orm
    .update(run)
    .set({
      alertsOpened: counts.opened,
      alertsContinuing: counts.continuing,
      alertsRecovered: counts.recovered,
      evaluatedAt: sql`now()`,
    })
    .where(and(eq(run.authority, tx.authority), eq(run.id, id), isNull(run.evaluatedAt)));
}
