import {
  openLanded,
  readChangedRows,
  UnreadableFile,
  type ChangedRows,
  type LandedTable,
  type LandingStore,
  type TableRow,
} from '@vigil/connectors';
import { matchHeaders, type HeaderMatch } from '@vigil/extracts';
import { FileRejected, rejectUnreadable } from './file-rejected.ts';
import { formReading } from './form.ts';
import { NotComparable, type OpenedFile, type ReadBatch, type ReadingTask } from './reading-task.ts';
import { batchReader, contractOf, keyReader } from './row-readers.ts';

const nothing = new Uint8Array();

/**
 * Opens a landed file: what comes out are records ready for COPY, identifiers as pseudonyms, findings with masked
 * values, and rows set aside, encrypted. Nothing else of a child leaves this room. Memory does not grow with the file.
 *
 * @param indicatorId the id of an indicator from its id or code, for lists that name indicators
 * @throws FileRejected where the header does not fit the list, or the file is no table
 */
export async function openFile(
  landing: LandingStore,
  task: ReadingTask,
  indicatorId?: (text: string) => string | null,
): Promise<OpenedFile> {
  return (await openChanges(landing, task)) ?? openWhole(landing, task, indicatorId);
}

async function openWhole(
  landing: LandingStore,
  task: ReadingTask,
  indicatorId: ((text: string) => string | null) | undefined,
): Promise<OpenedFile> {
  const { file, mapping } = task;
  const table = await openLanded(landing, file, mapping).catch(rejectUnreadable);
  try {
    const form = formReading(table, task, indicatorId);
    const match = matched(task, table.header);
    return {
      encoding: table.encoding,
      findings: [...match.findings, ...(table.form?.findings ?? [])],
      columns: columnsOf(match),
      unchanged: null,
      batches: batchesOf(table, batchReader(task, match, indicatorId, form)),
      close: () => table.close(),
    };
  } catch (error) {
    await table.close();
    throw error;
  }
}

/** Null where the file has no base, or is better read whole. */
async function openChanges(landing: LandingStore, task: ReadingTask): Promise<OpenedFile | null> {
  const { base, file } = task;
  if (base === null) return null;
  const earlier = {
    open: () => landing.open(base.address),
    encoding: base.encoding,
    unsettled: new Set(base.unsettled),
  };
  const changes = await readChangedRows(earlier, () => landing.open(file.address)).catch(rejectUnreadable);
  if (changes === null) return null;
  const match = matched(task, changes.header);
  return {
    encoding: changes.encoding,
    findings: match.findings,
    columns: columnsOf(match),
    unchanged: changes.unchanged,
    batches: changedBatches(changes, keyReader({ ...task, asAt: base.asAt }, match), batchReader(task, match)),
    close: async () => {},
  };
}

function matched({ file, mapping }: ReadingTask, header: readonly string[]): HeaderMatch {
  const match = matchHeaders(contractOf(file.list), header, mapping);
  if (match.rejected) throw new FileRejected(match.findings);
  return match;
}

const columnsOf = ({ columns }: HeaderMatch): string[] => columns.flatMap((column) => column?.name ?? []);

async function* changedBatches(
  { removed, added }: ChangedRows,
  keysOf: (rows: readonly TableRow[]) => Uint8Array,
  readBatch: (rows: readonly TableRow[]) => ReadBatch,
): AsyncGenerator<ReadBatch> {
  try {
    for await (const rows of removed) {
      yield {
        read: 0,
        staged: nothing,
        touched: keysOf(rows),
        identities: nothing,
        withoutKey: 0,
        leftOut: [],
        findings: [],
        quarantined: [],
      };
    }
    for await (const rows of added) yield readBatch(rows);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new NotComparable(error.message);
    throw error;
  }
}

async function* batchesOf(
  table: LandedTable,
  readBatch: (rows: readonly TableRow[]) => ReadBatch,
): AsyncGenerator<ReadBatch> {
  try {
    for await (const rows of table.rows) yield readBatch(rows);
  } catch (error) {
    rejectUnreadable(error);
  }
}
