import { and, asc, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import type { DeliveredFile } from '../deliveries/files.ts';
import type { Delivery } from '../deliveries/deliveries.ts';
import { standingOf } from '../deliveries/standing.ts';
import { delivery, file, run } from '../schema/index.ts';

/** A list, or a part of it, as a source's published deliveries for an as-at date have it. */
export interface StandingFile {
  readonly file: DeliveredFile;
  readonly delivery: Delivery;
}

export interface StandingChoice {
  /** The source and as-at date of this run; a later correction of that date is what stands. */
  readonly run?: string;
  readonly list?: string;
}

/** What stands: of each source, as-at date and list the file published last, or its parts. Newest as-at date first. */
export async function standingFiles(tx: Transaction, choice: StandingChoice = {}): Promise<readonly StandingFile[]> {
  const of = choice.run === undefined ? null : await sourceAndDate(tx, choice.run);
  const found = await tx.orm
    .select({ file, delivery })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(
      and(
        standingOf(tx),
        choice.list === undefined ? undefined : eq(file.list, choice.list),
        of === null ? undefined : and(eq(delivery.source, of.source), eq(delivery.asAt, of.asAt)),
      ),
    )
    .orderBy(asc(delivery.publishedAt));
  return found.toSorted(
    (a, b) =>
      compare(b.delivery.asAt, a.delivery.asAt) ||
      compare(a.delivery.source, b.delivery.source) ||
      compare(a.file.list, b.file.list),
  );
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
