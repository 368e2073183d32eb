import { and, asc, desc, eq, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import type { DeliveredFile } from '../deliveries/files.ts';
import type { Delivery } from '../deliveries/deliveries.ts';
import { delivery, file, run } from '../schema/index.ts';

/** A list as a source's last published delivery for an as-at date has it. */
export interface StandingFile {
  readonly file: DeliveredFile;
  readonly delivery: Delivery;
}

export interface StandingChoice {
  /** The source and as-at date of this run; a later correction of that date is what stands. */
  readonly run?: string;
  readonly list?: string;
}

/** What stands: of each source, as-at date and list the file that was published last. Newest as-at date first. */
export async function standingFiles(tx: Transaction, choice: StandingChoice = {}): Promise<readonly StandingFile[]> {
  const of = choice.run === undefined ? null : await sourceAndDate(tx, choice.run);
  const found = await selectStanding(
    tx,
    and(
      choice.list === undefined ? undefined : eq(file.list, choice.list),
      of === null ? undefined : and(eq(delivery.source, of.source), eq(delivery.asAt, of.asAt)),
    ),
  );
  return found.toSorted(
    (a, b) =>
      compare(b.delivery.asAt, a.delivery.asAt) ||
      compare(a.delivery.source, b.delivery.source) ||
      compare(a.file.list, b.file.list),
  );
}

/** The file that stands for a list of a source at an as-at date. */
export async function standingFileOf(
  tx: Transaction,
  wanted: { source: string; asAt: string; list: string },
): Promise<StandingFile | null> {
  const [found] = await selectStanding(
    tx,
    and(eq(delivery.source, wanted.source), eq(delivery.asAt, wanted.asAt), eq(file.list, wanted.list)),
  );
  return found ?? null;
}

/** A list of a delivery as it was landed, whether it stands or not. */
export async function landedFileOf(tx: Transaction, deliveryId: string, list: string): Promise<StandingFile | null> {
  const [found] = await tx.orm
    .select({ file, delivery })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(and(eq(file.authority, tx.authority), eq(file.delivery, deliveryId), eq(file.list, list)));
  return found ?? null;
}

function selectStanding(tx: Transaction, which: SQL | undefined): Promise<StandingFile[]> {
  return tx.orm
    .selectDistinctOn([delivery.source, delivery.asAt, file.list], { file, delivery })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(and(eq(file.authority, tx.authority), eq(file.state, 'validated'), eq(delivery.state, 'published'), which))
    .orderBy(asc(delivery.source), asc(delivery.asAt), asc(file.list), desc(delivery.publishedAt));
}

async function sourceAndDate(tx: Transaction, id: string): Promise<{ source: string; asAt: string }> {
  const [row] = await tx.orm
    .select({ source: run.source, asAt: run.asAt })
    .from(run)
    .where(and(eq(run.authority, tx.authority), eq(run.id, id)));
  if (!row) throw new Error(`There is no run ${id} for authority ${tx.authority}.`);
  return row;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
