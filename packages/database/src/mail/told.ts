import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { told } from '../schema/index.ts';

/** Which of these keys have been told. */
export async function toldAmong(tx: Transaction, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await tx.orm
    .select({ key: told.key })
    .from(told)
    .where(and(eq(told.authority, tx.authority), inArray(told.key, [...keys])));
  return new Set(rows.map(({ key }) => key));
}

export async function keepTold(tx: Transaction, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.orm
    .insert(told)
    .values(keys.map((key) => ({ authority: tx.authority, key })))
    .onConflictDoNothing();
}
