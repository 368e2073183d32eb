import { and, asc, desc, eq, gte, lt, min, sql, type SQL } from 'drizzle-orm';
import type { Coverage, Finding } from '@vigil/extracts';
import type { Transaction } from '../database.ts';
import { dropStaging } from '../records/staging.ts';
import { delivery, file, quarantine, type FileState } from '../schema/index.ts';
import type { SeenDelivery } from './deliveries.ts';
import { clearFindings, FindingBuffer, type FindingPlace } from './findings.ts';
import { stands } from './standing.ts';

export type DeliveredFile = typeof file.$inferSelect;

export interface LandedFile {
  /** As people see it: `contacts.csv`, `Annex_A.xlsx › List 1`. */
  readonly name: string;
  readonly list: string;
  /** The sheet, where the file is a workbook. */
  readonly sheet: string | null;
  readonly bytes: number;
  readonly sha256: string;
  readonly address: string;
  readonly claimedRows: number | null;
  readonly coverage: Coverage;
  readonly state: Extract<FileState, 'landed' | 'rejected'>;
}

/**
 * Puts the landed files of a delivery on record, in place of those of an earlier attempt.
 *
 * @param landed.ignored all that is passed over, where landing has found more of it
 */
export async function recordLanding(
  tx: Transaction,
  landed: {
    delivery: string;
    content: string | null;
    files: readonly LandedFile[];
    ignored?: SeenDelivery['ignored'];
  },
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
    .set({ state: 'landed', content: landed.content, ...(landed.ignored && { ignored: landed.ignored }) })
    .where(and(eq(delivery.authority, tx.authority), eq(delivery.id, landed.delivery)));
  return rows;
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

/** Of files joined with their deliveries: those of a source's list that were published. */
export function publishedOf(tx: Transaction, { source, list }: { source: string; list: string }): SQL | undefined {
  return and(
    eq(file.authority, tx.authority),
    eq(delivery.source, source),
    eq(delivery.state, 'published'),
    eq(file.list, list),
  );
}

/**
 * Rows of the last published file of the same list, source and kind of coverage before this as-at date; of its parts, the
 * smallest, since nothing says which of them this one continues.
 */
export async function rowsBefore(
  tx: Transaction,
  wanted: { source: string; list: string; asAt: string; coverage: Coverage['kind'] },
): Promise<number | null> {
  const [last] = await tx.orm
    .select({ read: min(file.read) })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(
      and(
        publishedOf(tx, wanted),
        lt(delivery.asAt, wanted.asAt),
        sql`${file.coverage} ->> 'kind' = ${wanted.coverage}`,
        stands(),
      ),
    )
    .groupBy(delivery.asAt)
    .orderBy(desc(delivery.asAt))
    .limit(1);
  return last?.read ?? null;
}

/** What published deliveries of a list speak for, as at a date and later ones; oldest first. */
export async function publishedCoverages(
  tx: Transaction,
  wanted: { source: string; list: string; from: string },
): Promise<readonly { asAt: string; coverage: Coverage }[]> {
  return tx.orm
    .selectDistinct({ asAt: delivery.asAt, coverage: file.coverage })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(and(publishedOf(tx, wanted), gte(delivery.asAt, wanted.from)))
    .orderBy(asc(delivery.asAt));
}

/** What validating a file gave. */
export interface ValidatedFile {
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicates: number;
  readonly leftOut?: number;
  readonly encoding: string;
  readonly staging: string;
  /** Official headers of the columns that it has. */
  readonly columns?: string[] | null;
  readonly base?: string | null;
  readonly reading?: string;
  readonly unsettled?: number[] | null;
}

export async function recordValidation(tx: Transaction, id: string, validated: ValidatedFile): Promise<void> {
  await tx.orm
    .update(file)
    .set({ state: 'validated', ...validated })
    .where(and(eq(file.authority, tx.authority), eq(file.id, id)));
}

/** The file is rejected as a whole; the last good data stays live. */
export async function recordRejection(
  tx: Transaction,
  place: FindingPlace,
  findings: readonly Finding[],
): Promise<void> {
  await clearFindings(tx, place.file);
  const buffer = new FindingBuffer(tx, place);
  for (const one of findings) buffer.add(one);
  await buffer.flush();
  await tx.orm
    .update(file)
    .set({ state: 'rejected' })
    .where(and(eq(file.authority, tx.authority), eq(file.id, place.file)));
}

/** @param published.changed as-at dates at which records begin or end because of it */
export async function recordPublication(
  tx: Transaction,
  id: string,
  published: { unchanged: number; changed: readonly string[] },
): Promise<void> {
  await tx.orm
    .update(file)
    .set({ unchanged: published.unchanged, changed: [...published.changed], staging: null })
    .where(and(eq(file.authority, tx.authority), eq(file.id, id)));
}
