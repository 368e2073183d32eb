import { and, eq } from 'drizzle-orm';
import type { Finding } from '@vigil/extracts';
import type { Transaction } from '../database.ts';
import { file } from '../schema/index.ts';
import { clearFindings, FindingBuffer, type FindingPlace } from './findings.ts';

/** What validating a file gave. */
export interface ValidatedFile {
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicates: number;
  readonly encoding: string;
  readonly staging: string;
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

export async function recordPublication(tx: Transaction, id: string, unchanged: number): Promise<void> {
  await tx.orm
    .update(file)
    .set({ unchanged, staging: null })
    .where(and(eq(file.authority, tx.authority), eq(file.id, id)));
}
