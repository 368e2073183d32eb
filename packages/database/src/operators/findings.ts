import type { Severity } from '@vigil/extracts';
import type { Transaction } from '../database.ts';

export interface FindingRow {
  readonly run: string;
  readonly asAt: string;
  readonly list: string;
  readonly file: string;
  /** 1-based, header not counted; null where the whole file is meant. */
  readonly record: number | null;
  readonly line: number | null;
  readonly column: string | null;
  readonly rule: string;
  readonly severity: Severity;
  /** Whether the row, or the file, is not used because of it. */
  readonly rejected: boolean;
  /** Masked. */
  readonly value: string | null;
  readonly message: string;
}

/**
 * The runs whose findings matter now: of each source and as-at date the last one that is published, held or failed.
 * Newest as-at date first.
 */
export async function runsThatMatter(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from (
      select distinct on (source, as_at) id, source, as_at
      from vigil.run
      where authority = ${tx.authority} and state not in ('waiting', 'unchanged', 'rejected')
      order by source, as_at, created_at desc
    ) as last
    order by as_at desc, source`;
  return rows.map(({ id }) => id);
}

/** How many findings are in memory at a time. */
const batchSize = 1000;

/**
 * The findings of some runs, in the order of the runs, then by list and record; in batches, so that memory does not
 * grow with their number. They can be read for as long as the transaction lasts.
 */
export async function* readFindings(tx: Transaction, runs: readonly string[]): AsyncGenerator<readonly FindingRow[]> {
  yield* tx.sql<FindingRow[]>`
    select run, as_at::text as "asAt", list, file_name as file, record, line, "column", rule, severity, rejected,
      value, message
    from vigil.finding
    where authority = ${tx.authority} and run = any(${[...runs]}::uuid[])
    order by array_position(${[...runs]}::uuid[], run), list, record nulls first, id`.cursor(batchSize);
}

export async function countFindings(tx: Transaction, runs: readonly string[]): Promise<number> {
  const [row] = await tx.sql<[{ findings: number }]>`
    select count(*)::int as findings
    from vigil.finding
    where authority = ${tx.authority} and run = any(${[...runs]}::uuid[])`;
  return row.findings;
}
