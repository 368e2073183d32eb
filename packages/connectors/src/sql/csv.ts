import { stringify } from 'csv-stringify/sync';
import type { SqlRows } from './session.ts';

/** The rows of a query as the CSV file that an export would have made: UTF-8, a header, nulls empty. */
export async function* csvOf({ columns, batches }: SqlRows): AsyncGenerator<Buffer> {
  yield csv([columns]);
  for await (const rows of batches) yield csv(rows);
}

function csv(rows: readonly (readonly (string | null)[])[]): Buffer {
  return Buffer.from(stringify(rows as (string | null)[][], { quoted_match: /[\r\n]|^\s|\s$/ }), 'utf8');
}
