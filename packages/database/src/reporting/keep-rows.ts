import { createHash } from 'node:crypto';
import { and, eq, getTableColumns, getTableName, inArray, sql } from 'drizzle-orm';
import { CopyBuffer, type CopyValue } from '../copy.ts';
import type { Transaction } from '../database.ts';
import { reportingDigest, type definition, type standingBenchmark, type standingFigure } from '../schema/index.ts';

/**
 * Makes a table hold these rows of the authority and no others. What is the same of an indicator is known by its digest
 * and not touched: a night costs what it changed.
 */
export async function keepRows<Table extends typeof definition | typeof standingFigure | typeof standingBenchmark>(
  tx: Transaction,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  const name = getTableName(table);
  const columns = Object.entries(getTableColumns(table));
  const given = new Map<string, (readonly CopyValue[])[]>();
  for (const row of rows) {
    const values = columns.map(([property]) => (row[property as keyof typeof row] ?? null) as CopyValue);
    const own = given.get(row.indicator);
    if (own) own.push(values);
    else given.set(row.indicator, [values]);
  }
  const digests = new Map([...given].map(([indicator, own]) => [indicator, digestOf(own)]));
  const before = await tx.orm
    .select()
    .from(reportingDigest)
    .where(and(eq(reportingDigest.authority, tx.authority), eq(reportingDigest.place, name)));
  const known = new Map(before.map(({ indicator, digest }) => [indicator, digest]));
  const changed = [...digests].filter(([indicator, digest]) => known.get(indicator) !== digest);
  const gone = [...known.keys()].filter((indicator) => !digests.has(indicator));
  const touched = [...changed.map(([indicator]) => indicator), ...gone];
  if (touched.length === 0) return;

  await tx.orm.delete(table).where(and(eq(table.authority, tx.authority), inArray(table.indicator, touched)));
  const copy = new CopyBuffer(
    tx.sql,
    `vigil.${name}`,
    columns.map(([, column]) => column.name),
  );
  for (const [indicator] of changed) {
    for (const values of given.get(indicator)!) copy.add(values);
    await copy.flushIfLarge();
  }
  await copy.flush();
  if (gone.length > 0) {
    await tx.orm
      .delete(reportingDigest)
      .where(
        and(
          eq(reportingDigest.authority, tx.authority),
          eq(reportingDigest.place, name),
          inArray(reportingDigest.indicator, gone),
        ),
      );
  }
  if (changed.length > 0) {
    await tx.orm
      .insert(reportingDigest)
      .values(changed.map(([indicator, digest]) => ({ authority: tx.authority, place: name, indicator, digest })))
      .onConflictDoUpdate({
        target: [reportingDigest.authority, reportingDigest.place, reportingDigest.indicator],
        set: { digest: sql`excluded.digest` },
      });
  }
}

function digestOf(rows: readonly (readonly CopyValue[])[]): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('base64');
}
