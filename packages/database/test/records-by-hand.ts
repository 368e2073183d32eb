import { createHash, randomUUID } from 'node:crypto';
import { contracts } from '@vigil/extracts';
import type { Transaction } from '../src/index.ts';

/** The pseudonym of a child that a test calls by a name. */
export const childCalled = (name: string): string =>
  createHash('md5')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-');

/**
 * Puts records into a list, as they have stood since `from`. A child is given by name, other fields as they are stored.
 */
export async function putRecords(
  tx: Transaction,
  list: string,
  rows: readonly Readonly<Record<string, string | number | boolean | null>>[],
  from = '2018-01-01',
): Promise<void> {
  if (!contracts.has(list)) throw new Error(`There is no list ${list}.`);
  const records = rows.map(({ child, ...row }) => ({
    authority: tx.authority,
    source_id: 'casework',
    record: randomUUID(),
    valid_from: from,
    digest: randomUUID(),
    ...(child === undefined ? {} : { child: childCalled(String(child)) }),
    ...row,
  }));
  await tx.sql`
    insert into records.${tx.sql(list)}
    select * from jsonb_populate_recordset(null::records.${tx.sql(list)}, ${JSON.stringify(records)}::text::jsonb)`;
}
