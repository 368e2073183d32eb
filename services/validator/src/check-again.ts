import { openLanded, UnreadableFile, type LandingStore } from '@vigil/connectors';
import type { DeliveredFile } from '@vigil/database';
import { compileRows, contracts, matchHeaders, type RowResult, type SourceMapping } from '@vigil/extracts';
import type { SourceConfig } from '@vigil/runtime';
import type { CorrectedRows } from './corrected-rows.ts';
import { FileRejected } from './reading/file-rejected.ts';
import { doubtIn, formReading } from './reading/form.ts';

/** What a file would come to if it were read again. */
export type CheckedAgain =
  | {
      readonly outcome: 'read';
      /** Records in quarantine that would pass. */
      readonly passing: ReadonlySet<number>;
      /** Records in quarantine that would not, by what is wrong with them. */
      readonly failing: readonly { readonly rule: string; readonly column: string | null; readonly rows: number }[];
      /** Rows that are used now and would be set aside. */
      readonly newlyFailing: number;
    }
  /** The whole file would be refused, or is no longer there: in words. */
  | { readonly outcome: 'refused'; readonly reason: string };

/**
 * Reads a landed file as a replay would, and writes nothing: the very reader of the nightly validation, over corrected
 * rows and under the mapping of now.
 *
 * @param of.quarantined the records that are set aside now
 */
export async function checkAgain(
  landing: LandingStore,
  of: {
    readonly file: DeliveredFile;
    /** YYYY-MM-DD. */
    readonly asAt: string;
    readonly mapping: SourceMapping | undefined;
    readonly contributor?: SourceConfig['contributor'];
    readonly corrected: CorrectedRows;
    readonly quarantined: ReadonlySet<number>;
  },
  indicatorId: (text: string) => string | null,
): Promise<CheckedAgain> {
  const { file, asAt, mapping, contributor = null, corrected, quarantined } = of;
  const contract = contracts.get(file.list);
  if (!contract) return { outcome: 'refused', reason: `this version does not read the list ${file.list}.` };
  try {
    const table = await openLanded(landing, file, mapping);
    try {
      const match = matchHeaders(contract, table.header, mapping);
      if (match.rejected)
        return { outcome: 'refused', reason: match.findings[0]?.message ?? 'its headers do not fit.' };
      const form = formReading(table, { asAt, contributor }, indicatorId);
      const indicators = form?.indicators ?? indicatorId;
      const check = compileRows(contract, match, { asAt, indicators, ...(mapping && { mapping }) });
      const figureAt = match.columns.findIndex((column) => column?.type === 'figure');
      const passing = new Set<number>();
      const failing = new Map<string, { rule: string; column: string | null; rows: number }>();
      let newlyFailing = 0;
      for await (const batch of table.rows) {
        for (const row of batch) {
          const { record, line } = row;
          const correction = corrected.get(record);
          const doubt = correction === undefined ? doubtIn(row, figureAt) : null;
          const result: RowResult =
            doubt === null ? check(correction ?? row.cells, record, line) : { outcome: 'quarantined', finding: doubt };
          if (result.outcome === 'record') {
            if (quarantined.has(record)) passing.add(record);
          } else if (quarantined.has(record)) {
            const { rule, column } = result.finding;
            const key = `${rule}\n${column ?? ''}`;
            const same = failing.get(key) ?? { rule, column, rows: 0 };
            same.rows += 1;
            failing.set(key, same);
          } else {
            newlyFailing += 1;
          }
        }
      }
      return { outcome: 'read', passing, failing: [...failing.values()], newlyFailing };
    } finally {
      await table.close();
    }
  } catch (error) {
    if (error instanceof UnreadableFile || error instanceof FileRejected) {
      return { outcome: 'refused', reason: error.message };
    }
    throw error;
  }
}

/** The header cells of a landed file, as they were delivered. */
export async function landedHeader(
  landing: LandingStore,
  file: DeliveredFile,
  mapping: SourceMapping | undefined,
): Promise<readonly string[]> {
  const table = await openLanded(landing, file, mapping);
  await table.close();
  return table.header;
}
