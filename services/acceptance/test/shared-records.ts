import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transaction } from '@vigil/database';
import { compileRows, contracts, matchHeaders, storedColumns } from '@vigil/extracts';
import { readTable } from '../../../packages/connectors/src/index.ts';
import { extractsOf, type DataSet } from './shared-data.ts';

const uuidOf = (text: string): string =>
  createHash('md5')
    .update(text)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/u, '$1-$2-$3-$4-');

/**
 * Puts a delivery among the records of an authority, read by its contracts but without the stages of a night: for tests
 * that ask cohorts, and nothing else.
 */
export async function loadRecords(tx: Transaction, set: DataSet, asAt: string): Promise<void> {
  const folder = join(extractsOf(set), asAt);
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.csv'))) {
    const contract = contracts.get(file.slice(0, -4))!;
    const { header, rows } = await readTable(async () => createReadStream(join(folder, file)));
    const read = compileRows(contract, matchHeaders(contract, header), { asAt });
    const stored = storedColumns(contract);
    // The last row of a key counts; a row without a whole key is like no other.
    const records = new Map<string, Record<string, string | boolean | null>>();
    for await (const batch of rows) {
      for (const { record, line, cells } of batch) {
        const result = read(cells, record, line);
        if (result.outcome !== 'record') continue;
        const values = Object.fromEntries(
          stored.map(({ field, identifies }, index) => {
            const value = result.values[index] ?? null;
            return [field, identifies && value !== null ? uuidOf(`${identifies} ${String(value)}`) : value] as const;
          }),
        );
        const key = result.keyWhole ? contract.key.map((field) => String(values[field])) : [JSON.stringify(cells)];
        records.set(uuidOf([contract.list, ...key].join('\n')), values);
      }
    }
    const common = { authority: tx.authority, source_id: 'casework', valid_from: asAt, digest: uuidOf('') };
    const all = [...records].map(([record, values]) => ({ ...common, record, ...values }));
    await tx.sql`
      insert into records.${tx.sql(contract.list)}
      select * from jsonb_populate_recordset(null::records.${tx.sql(contract.list)}, ${JSON.stringify(all)}::text::jsonb)`;
    await tx.sql`analyze records.${tx.sql(contract.list)}`;
  }
}
