import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { recordAudit, type OperatorsWord } from '../operators/word.ts';
import { quarantine } from '../schema/index.ts';
import type { StandingFile } from './standing.ts';

/** How many rows of some files are set aside for the same reason. */
export interface QuarantineGroup {
  readonly file: string;
  readonly rule: string;
  readonly column: string | null;
  /** Masked. */
  readonly value: string | null;
  readonly rows: number;
  /** What was expected, of one of them. */
  readonly message: string;
}

/** What is set aside of some files, by rule, column and value; files in the order given, then what is most frequent. */
export async function groupQuarantine(
  tx: Transaction,
  files: readonly string[],
  rule: string | null = null,
): Promise<readonly QuarantineGroup[]> {
  return tx.sql<QuarantineGroup[]>`
    select file, rule, "column", value, count(*)::int as rows, min(message) as message
    from vigil.finding
    where authority = ${tx.authority} and file = any(${[...files]}::uuid[]) and severity = 'row'
      and settled_by is null and (${rule}::text is null or rule = ${rule})
    group by file, rule, "column", value
    order by array_position(${[...files]}::uuid[], file), rows desc, rule, "column", value`;
}

/** A row that is set aside, as it is kept: encrypted. */
export interface QuarantinedRow {
  readonly record: number;
  readonly line: number;
  readonly row: Buffer;
  readonly rule: string;
  readonly column: string | null;
  readonly message: string;
}

const batchSize = 500;

/** The rows that are set aside of a file, in its order and in batches; they can be read while the transaction lasts. */
export async function* readQuarantine(
  tx: Transaction,
  fileId: string,
  rule: string | null = null,
): AsyncGenerator<readonly QuarantinedRow[]> {
  yield* tx.sql<QuarantinedRow[]>`
    select quarantine.record, quarantine.line, quarantine.row, finding.rule, finding."column", finding.message
    from vigil.quarantine
    join vigil.finding on finding.file = quarantine.file and finding.record = quarantine.record
      and finding.severity = 'row' and finding.authority = quarantine.authority
    where quarantine.authority = ${tx.authority} and quarantine.file = ${fileId}
      and (${rule}::text is null or finding.rule = ${rule})
    order by quarantine.record`.cursor(batchSize);
}

/** The numbers of the records that are set aside of a file. */
export async function quarantinedRecords(tx: Transaction, fileId: string): Promise<ReadonlySet<number>> {
  const rows = await tx.orm
    .select({ record: quarantine.record })
    .from(quarantine)
    .where(and(eq(quarantine.authority, tx.authority), eq(quarantine.file, fileId)));
  return new Set(rows.map(({ record }) => record));
}

/** Puts on record who takes quarantined rows out in clear, of which files, and why. */
export async function recordExport(
  tx: Transaction,
  files: readonly StandingFile[],
  word: OperatorsWord,
  { withRestricted = false }: { readonly withRestricted?: boolean } = {},
): Promise<void> {
  for (const { file, delivery } of files) {
    await recordAudit(tx, word, {
      action: 'export quarantine',
      subject: `delivery ${delivery.id}`,
      detail: {
        source: delivery.source,
        asAt: delivery.asAt,
        list: file.list,
        inQuarantine: file.quarantined,
        ...(withRestricted && { withRestricted }),
      },
    });
  }
}
