import { and, asc, desc, eq, gt, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm';
import type { Coverage } from '@vigil/extracts';
import type { Transaction } from '../database.ts';
import { delivery, file, quarantine, run, stage, type FileState } from '../schema/index.ts';
import { createStage } from '../work/handoff.ts';
import { dropStaging } from '../records/staging.ts';
import { startNextRun } from '../work/progress.ts';

export type Delivery = typeof delivery.$inferSelect;
export type DeliveredFile = typeof file.$inferSelect;
export type Run = typeof run.$inferSelect;

/** A delivery as a connector sees it. */
export interface SeenDelivery {
  readonly asAt: string;
  readonly location: string;
  readonly fingerprint: string;
  readonly ignored: readonly { readonly name: string; readonly reason: string }[];
}

/** What Vigil knows of deliveries that a connector sees, by place, as-at date and fingerprint. */
export async function recogniseDelivery(
  tx: Transaction,
  source: string,
  seen: SeenDelivery,
): Promise<Delivery | undefined> {
  const [known] = await tx.orm
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.authority, tx.authority),
        eq(delivery.source, source),
        eq(delivery.asAt, seen.asAt),
        eq(delivery.fingerprint, seen.fingerprint),
        eq(delivery.location, seen.location),
      ),
    );
  return known;
}

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
        eq(stage.state, 'failed'),
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

export interface LandedFile {
  readonly name: string;
  readonly list: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly address: string;
  readonly claimedRows: number | null;
  readonly coverage: Coverage;
  readonly state: Extract<FileState, 'landed' | 'unread' | 'rejected'>;
}

/** Puts the landed files of a delivery on record, in place of those of an earlier attempt. */
export async function recordLanding(
  tx: Transaction,
  landed: { delivery: string; content: string | null; files: readonly LandedFile[] },
): Promise<readonly DeliveredFile[]> {
  const earlier = await tx.orm
    .delete(file)
    .where(and(eq(file.authority, tx.authority), eq(file.delivery, landed.delivery)))
    .returning({ id: file.id });
  for (const { id } of earlier) {
    await dropStaging(tx, id);
    await tx.orm.delete(quarantine).where(and(eq(quarantine.authority, tx.authority), eq(quarantine.file, id)));
  }
  const rows = await tx.orm
    .insert(file)
    .values(landed.files.map((one) => ({ authority: tx.authority, delivery: landed.delivery, ...one })))
    .returning();
  await tx.orm
    .update(delivery)
    .set({ state: 'landed', content: landed.content })
    .where(and(eq(delivery.authority, tx.authority), eq(delivery.id, landed.delivery)));
  return rows;
}

/** A delivery of the same source, as-at date and content that is published or on its way to be. */
export async function findSameContent(
  tx: Transaction,
  wanted: { delivery: Delivery; content: string },
): Promise<Delivery | undefined> {
  const [same] = await tx.orm
    .select()
    .from(delivery)
    .where(
      and(
        eq(delivery.authority, tx.authority),
        eq(delivery.source, wanted.delivery.source),
        eq(delivery.asAt, wanted.delivery.asAt),
        eq(delivery.content, wanted.content),
        eq(delivery.state, 'published'),
        ne(delivery.id, wanted.delivery.id),
      ),
    )
    .orderBy(desc(delivery.publishedAt))
    .limit(1);
  if (!same) return undefined;
  // Should a correction have come in between, the same content once more is a correction in its turn.
  const [newer] = await tx.orm
    .select({ id: delivery.id })
    .from(delivery)
    .where(
      and(
        eq(delivery.authority, tx.authority),
        eq(delivery.source, same.source),
        eq(delivery.asAt, same.asAt),
        eq(delivery.state, 'published'),
        gt(delivery.publishedAt, same.publishedAt!),
      ),
    )
    .limit(1);
  return newer ? undefined : same;
}

export async function setDeliveryState(
  tx: Transaction,
  id: string,
  change: Partial<Pick<Delivery, 'state' | 'heldBecause' | 'accepted' | 'publishedAt'>>,
): Promise<void> {
  await tx.orm
    .update(delivery)
    // The database's clock, as everything that is compared with it.
    .set({ ...(change.state === 'published' && { publishedAt: sql`now()` }), ...change })
    .where(and(eq(delivery.authority, tx.authority), eq(delivery.id, id)));
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

/** The files of a delivery, in the order of their names. */
export async function filesOf(tx: Transaction, deliveryId: string): Promise<readonly DeliveredFile[]> {
  return tx.orm
    .select()
    .from(file)
    .where(and(eq(file.authority, tx.authority), eq(file.delivery, deliveryId)))
    .orderBy(asc(file.name));
}

/** @throws when there is no such file of this authority. */
export async function readFileRow(tx: Transaction, id: string): Promise<DeliveredFile> {
  const [row] = await tx.orm
    .select()
    .from(file)
    .where(and(eq(file.authority, tx.authority), eq(file.id, id)));
  if (!row) throw new Error(`There is no file ${id} for authority ${tx.authority}.`);
  return row;
}

/** Rows of the last published file of the same list, source and kind of coverage before this as-at date. */
export async function rowsBefore(
  tx: Transaction,
  wanted: { source: string; list: string; asAt: string; coverage: Coverage['kind'] },
): Promise<number | null> {
  const [last] = await tx.orm
    .select({ read: file.read })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(
      and(
        eq(file.authority, tx.authority),
        eq(delivery.source, wanted.source),
        eq(delivery.state, 'published'),
        eq(file.list, wanted.list),
        lt(delivery.asAt, wanted.asAt),
        sql`${file.coverage} ->> 'kind' = ${wanted.coverage}`,
      ),
    )
    .orderBy(desc(delivery.asAt), desc(delivery.publishedAt))
    .limit(1);
  return last?.read ?? null;
}

/** Published deliveries of a list after an as-at date, the latest correction of each, oldest first. */
export async function laterDeliveries(
  tx: Transaction,
  wanted: { source: string; list: string; asAt: string },
): Promise<readonly { asAt: string; coverage: Coverage }[]> {
  return tx.orm
    .selectDistinctOn([delivery.asAt], { asAt: delivery.asAt, coverage: file.coverage })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(
      and(
        eq(file.authority, tx.authority),
        eq(delivery.source, wanted.source),
        eq(delivery.state, 'published'),
        isNotNull(delivery.publishedAt),
        eq(file.list, wanted.list),
        gt(delivery.asAt, wanted.asAt),
      ),
    )
    .orderBy(asc(delivery.asAt), desc(delivery.publishedAt));
}

/** Publishing one source's deliveries is done one at a time; the turn ends with the transaction. */
export async function takeTurnsOnSource(tx: Transaction, source: string): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.authority}/${source}`}, 0))`;
}

export async function recordFigureCounts(
  tx: Transaction,
  id: string,
  counts: { fresh: number; restated: number; unchanged: number },
): Promise<void> {
  await tx.orm
    .update(run)
    .set({ newFigures: counts.fresh, restatedFigures: counts.restated, unchangedFigures: counts.unchanged })
    .where(and(eq(run.authority, tx.authority), eq(run.id, id)));
}

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
    .where(and(eq(run.authority, tx.authority), eq(run.id, id)));
}
