import { readCorrections, type DeliveredFile, type Delivery, type Transaction } from '@vigil/database';
import { decryptRow } from './quarantined-row.ts';

/** Cells of corrected rows by record number: they stand in the place of those in the file. */
export type CorrectedRows = ReadonlyMap<number, readonly string[]>;

/** What was corrected of a file. @param key the authority's key of the quarantine */
export async function correctedRows(
  tx: Transaction,
  key: Buffer,
  { delivery, file }: { readonly delivery: Delivery; readonly file: DeliveredFile },
): Promise<CorrectedRows> {
  const { source, asAt } = delivery;
  const kept = await readCorrections(tx, { source, asAt, list: file.list, sha256: file.sha256 });
  return new Map([...kept].map(([record, row]) => [record, decryptRow(key, row)]));
}
