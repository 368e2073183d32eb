import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { correction } from '../schema/index.ts';
import { recordAudit, type OperatorsWord } from '../operators/word.ts';

/** What a correction belongs to: what a source said in a list at an as-at date. */
export interface CorrectedContent {
  readonly source: string;
  readonly asAt: string;
  readonly list: string;
  readonly sha256: string;
}

/** Corrected rows of a file by record number, encrypted. */
export async function readCorrections(
  tx: Transaction,
  content: CorrectedContent,
): Promise<ReadonlyMap<number, Buffer>> {
  const rows = await tx.orm
    .select({ record: correction.record, row: correction.row })
    .from(correction)
    .where(and(eq(correction.authority, tx.authority), whereContent(content)));
  return new Map(rows.map(({ record, row }) => [record, row]));
}

/** Keeps corrected rows, each in place of an earlier correction of the same record, and puts on record by whom. */
export async function keepCorrections(
  tx: Transaction,
  content: CorrectedContent,
  rows: ReadonlyMap<number, Buffer>,
  word: OperatorsWord,
): Promise<void> {
  if (rows.size === 0) return;
  const { source, asAt, list, sha256 } = content;
  for (const [record, row] of rows) {
    await tx.orm
      .insert(correction)
      .values({ authority: tx.authority, source, asAt, list, sha256, record, row, actor: word.actor })
      .onConflictDoUpdate({
        target: [
          correction.authority,
          correction.source,
          correction.asAt,
          correction.list,
          correction.sha256,
          correction.record,
        ],
        set: { row, actor: word.actor, createdAt: sql`now()` },
      });
  }
  await recordAudit(tx, word, {
    action: 'correct',
    subject: `${list} of ${source} as at ${asAt}`,
    detail: { records: [...rows.keys()].toSorted((a, b) => a - b) },
  });
}

function whereContent({ source, asAt, list, sha256 }: CorrectedContent) {
  return and(
    eq(correction.source, source),
    eq(correction.asAt, asAt),
    eq(correction.list, list),
    eq(correction.sha256, sha256),
  );
}
