import type { Transaction } from '../database.ts';
import { recordAudit, type OperatorsWord } from './word.ts';

/** Puts on record that past figures are computed once more, by whose word, and which. */
export async function recordBackfill(
  tx: Transaction,
  word: OperatorsWord,
  { from, to, only, asAt }: { from: string; to: string; only: string; asAt: string },
): Promise<void> {
  await recordAudit(tx, word, { action: 'backfill', subject: `${from} to ${to}`, detail: { only, asAt } });
}
