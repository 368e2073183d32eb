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
  /** The run that settled it by a replay; null as long as it stands. */
  readonly settledBy: string | null;
}

/** Findings of a run, or of files. */
export type FindingsChoice =
  | { readonly by: 'run'; readonly run: string }
  | { readonly by: 'files'; readonly files: readonly string[] };

/**
 * The files whose findings matter now: of each source, as-at date and list the last one that was checked, whether its
 * run is published, held or failed. Newest as-at date first.
 */
export async function filesThatMatter(tx: Transaction): Promise<readonly string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from (
      select distinct on (run.source, run.as_at, file.list) file.id, run.source, run.as_at, file.list
      from vigil.run
      join vigil.file on file.delivery = run.delivery and file.state in ('validated', 'rejected')
      where run.authority = ${tx.authority} and run.state not in ('waiting', 'unchanged', 'rejected')
      order by run.source, run.as_at, file.list, run.created_at desc
    ) as last
    order by as_at desc, source, list`;
  return rows.map(({ id }) => id);
}

/** How many findings are in memory at a time. */
const batchSize = 1000;

/**
 * Findings in the order of their files, then by record; in batches, so that memory does not grow with their number.
 * They can be read for as long as the transaction lasts.
 */
export async function* readFindings(tx: Transaction, choice: FindingsChoice): AsyncGenerator<readonly FindingRow[]> {
  const { run, files } = partsOf(choice);
  yield* tx.sql<FindingRow[]>`
    select run, as_at::text as "asAt", list, file_name as file, record, line, "column", rule, severity, rejected,
      value, message, settled_by as "settledBy"
    from vigil.finding
    where authority = ${tx.authority} and (run = ${run}::uuid or file = any(${files}::uuid[]))
    order by array_position(${files}::uuid[], file), list, record nulls first, id`.cursor(batchSize);
}

export async function countFindings(tx: Transaction, choice: FindingsChoice): Promise<number> {
  const { run, files } = partsOf(choice);
  const [row] = await tx.sql<[{ findings: number }]>`
    select count(*)::int as findings
    from vigil.finding
    where authority = ${tx.authority} and (run = ${run}::uuid or file = any(${files}::uuid[]))`;
  return row.findings;
}

function partsOf(choice: FindingsChoice): { run: string | null; files: string[] } {
  return choice.by === 'run' ? { run: choice.run, files: [] } : { run: null, files: [...choice.files] };
}
