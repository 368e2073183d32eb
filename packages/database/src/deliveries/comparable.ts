import { and, countDistinct, desc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { delivery, file, finding, stage } from '../schema/index.ts';
import { dispatchAgain } from '../work/handoff.ts';
import { publishedOf, type DeliveredFile } from './files.ts';

/** A published file that a newer one of the same list may be compared with. */
interface ComparableFile {
  readonly file: DeliveredFile;
  /** YYYY-MM-DD. */
  readonly asAt: string;
}

/**
 * The file that says what a list's records are now: that of the newest published delivery, provided that nothing of the
 * list was published after it, and nothing with another coverage for the same as-at date. History that arrived late, or
 * another part, may have changed records that it says nothing of.
 */
export async function comparableFile(
  tx: Transaction,
  wanted: { source: string; list: string },
): Promise<ComparableFile | null> {
  const published = await tx.orm
    .select({ file, asAt: delivery.asAt })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(publishedOf(tx, wanted))
    .orderBy(desc(delivery.publishedAt))
    .limit(1);
  const [last] = published;
  if (!last) return null;
  const [newest] = await tx.orm
    .select({ asAt: delivery.asAt, coverages: countDistinct(file.coverage) })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(publishedOf(tx, wanted))
    .groupBy(delivery.asAt)
    .orderBy(desc(delivery.asAt))
    .limit(1);
  return newest?.asAt === last.asAt && newest.coverages === 1 ? last : null;
}

/** Those of some files that were compared with one that is not the last word on their list any more. */
export async function overtakenFiles(
  tx: Transaction,
  wanted: { source: string; files: readonly DeliveredFile[] },
): Promise<readonly DeliveredFile[]> {
  const overtaken: DeliveredFile[] = [];
  for (const one of wanted.files) {
    if (one.base === null) continue;
    const last = await comparableFile(tx, { source: wanted.source, list: one.list });
    if (last?.file.id !== one.base) overtaken.push(one);
  }
  return overtaken;
}

/** Has files of a run validated once more. */
export async function validateAgain(tx: Transaction, run: string, files: readonly DeliveredFile[]): Promise<void> {
  const ids = files.map(({ id }) => id);
  await tx.orm
    .update(file)
    .set({ state: 'landed', base: null })
    .where(and(eq(file.authority, tx.authority), inArray(file.id, ids)));
  const lists = files.map(({ list }) => list);
  const stages = await tx.orm
    .select({ id: stage.id })
    .from(stage)
    .where(
      and(
        eq(stage.authority, tx.authority),
        eq(stage.run, run),
        eq(stage.name, 'validate'),
        inArray(stage.subject, lists),
      ),
    );
  for (const { id } of stages) await dispatchAgain(tx, { stage: id, attempts: 'anew' });
}

/** Whether rows of a file were set aside because of dates that may have passed by a later as-at date. */
export async function hasFutureDates(tx: Transaction, fileId: string): Promise<boolean> {
  const found = await tx.orm
    .select({ id: finding.id })
    .from(finding)
    .where(and(eq(finding.authority, tx.authority), eq(finding.file, fileId), eq(finding.rule, 'future-date')))
    .limit(1);
  return found.length > 0;
}

/** Puts what was found in a file on record for another one of the very same content. */
export async function copyFindings(
  tx: Transaction,
  from: string,
  to: { readonly run: string; readonly file: string; readonly asAt: string; readonly fileName: string },
): Promise<void> {
  await tx.sql`
    insert into vigil.finding
      (authority, run, file, as_at, list, file_name, record, line, "column", rule, severity, rejected, value, message)
    select authority, ${to.run}, ${to.file}, ${to.asAt}, list, ${to.fileName},
      record, line, "column", rule, severity, rejected, value, message
    from vigil.finding where authority = ${tx.authority} and file = ${from} order by id`;
  await tx.sql`
    insert into vigil.quarantine (authority, file, record, line, row)
    select authority, ${to.file}, record, line, row
    from vigil.quarantine where authority = ${tx.authority} and file = ${from}`;
}
