import { finished } from 'node:stream/promises';
import type { Finding, FormIdentity } from '@vigil/extracts';
import { CsvError, Parser } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import { detectDialect } from './dialect.ts';
import type { Delimiter, Dialect } from './dialect.ts';
import { decoded, inspect, longestRecord } from './encoding.ts';
import type { Encoding, Inspection, OpenFile } from './encoding.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** A record as written: its cells untouched, however many there are. */
export interface TableRow {
  /** 1-based; the header and blank lines are not counted. */
  readonly record: number;
  /** The line the record begins on, 1-based; the header and blank lines are counted. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Of a form, the heading of the month that its figure stands under. */
  readonly column?: string;
  /** Of a form, why what stands in the cell is no figure. */
  readonly doubt?: string;
}

export interface Table {
  readonly header: readonly string[];
  /** `workbook` for a sheet, which has no encoding of its own. */
  readonly encoding: Encoding | 'workbook';
  /** Null for a sheet. */
  readonly delimiter: Delimiter | null;
  /** In batches of about a thousand, in order; to be gone through once. Throws UnreadableFile as it meets a reason. */
  readonly rows: AsyncIterable<readonly TableRow[]>;
  /** Of a contributor's form, whose it is and what there is to say of it; its rows are those it comes to. */
  readonly form?: FormIdentity & { readonly findings: readonly Finding[] };
}

const batchSize = 1000;

/**
 * Reads a delimited text file: encoding and delimiter detected, quoted cells with delimiters, quotes and line breaks in
 * them, CRLF or LF, ragged rows as they are, blank lines passed over. Memory does not grow with the file.
 * Source: reference/extracts.md, "Reading".
 *
 * @param open is called twice: once to know the encoding for certain (see `inspect`), once to read.
 * @throws UnreadableFile where there is no header, or where the file is no text; from `rows`, where a quote is never
 * closed or a record is longer than 1 MiB.
 */
export async function readTable(open: OpenFile): Promise<Table> {
  const inspection = await inspect(open);
  const { encoding } = inspection;
  const dialect = detectDialect(inspection.beginning);
  const { delimiter } = dialect;
  return { header: headerOf(inspection, dialect), encoding, delimiter, rows: readRows(open, encoding, dialect) };
}

/** The header cells alone, from the first part of a file. @throws UnreadableFile as far as that shows a reason. */
export async function readHeader(open: OpenFile): Promise<readonly string[]> {
  const inspection = await inspect(open, 'beginning');
  return headerOf(inspection, detectDialect(inspection.beginning));
}

function headerOf({ beginning, complete }: Inspection, dialect: Dialect): readonly string[] {
  const first = firstRecord(beginning, dialect);
  if (first === undefined) {
    throw new UnreadableFile('The file is empty: it has no header line. Export it again.');
  }
  if (!complete && first.end >= Buffer.byteLength(beginning)) {
    throw new UnreadableFile(
      'The header line is longer than 64 KiB: this is no CSV file, or a quote in its header is never closed.',
    );
  }
  return first.cells;
}

/** The first record that is not blank, and where in the text's bytes it ends. */
function firstRecord(beginning: string, dialect: Dialect): { cells: readonly string[]; end: number } | undefined {
  let end = 0;
  try {
    const [cells] = parseSync(beginning, {
      delimiter: dialect.delimiter,
      record_delimiter: [...dialect.lineEnds],
      relax_column_count: true,
      bom: true,
      skip_records_with_empty_values: true,
      to: 1,
      on_record: (record: string[], { bytes }) => {
        end = bytes;
        return record;
      },
    });
    return cells && { cells, end };
  } catch (error) {
    throw readable(error, 1);
  }
}

/** The rows of a file whose encoding and dialect are known. Throws as `Table.rows` does. */
export async function* readRows(
  open: OpenFile,
  encoding: Encoding,
  dialect: Dialect,
): AsyncGenerator<readonly TableRow[]> {
  const records = new RecordCollector(dialect);
  try {
    for await (const chunk of decoded(await open(), encoding)) {
      await write(records, chunk);
      if (records.batch.length >= batchSize) yield records.takeBatch();
    }
    await finish(records);
  } catch (error) {
    throw readable(error, records.line);
  } finally {
    records.destroy();
  }
  if (records.batch.length > 0) yield records.takeBatch();
}

/**
 * csv-parse, collecting its records in batches instead of handing them on one by one: as a stream of records, or with
 * `on_record`, the same file takes half as long again. Counts lines itself, since csv-parse counts CRLF in a quoted
 * cell twice.
 */
class RecordCollector extends Parser {
  batch: TableRow[] = [];
  /** The line the next record begins on. */
  line = 1;

  #record: number | null = null;
  readonly #lineEnd: string;

  constructor(dialect: Dialect) {
    super({
      delimiter: dialect.delimiter,
      record_delimiter: [...dialect.lineEnds],
      relax_column_count: true,
      bom: true,
      max_record_size: longestRecord,
    });
    this.#lineEnd = dialect.lineEnds.at(-1) ?? '\n';
    // The failure is told to the write that caused it.
    this.on('error', () => undefined);
  }

  override push(cells: string[] | null): boolean {
    if (cells === null) return super.push(null);
    // Even when told to let ragged rows pass, csv-parse builds an error with a stack for each, which takes ten times as
    // long as the row. What it takes for the first record sets the width instead.
    (this.info as { records: number }).records = 0;
    const line = this.line;
    this.line += 1 + lineEndsIn(cells, this.#lineEnd);
    if (this.#record === null) {
      if (!cells.every(isBlank)) this.#record = 0;
    } else if (cells.length !== 1 || !isBlank(cells[0])) {
      this.#record += 1;
      this.batch.push({ record: this.#record, line, cells });
    }
    return true;
  }

  takeBatch(): readonly TableRow[] {
    const { batch } = this;
    this.batch = [];
    return batch;
  }
}

function write(parser: Parser, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
}

function finish(parser: Parser): Promise<void> {
  const done = finished(parser, { readable: false });
  parser.end();
  return done;
}

function isBlank(cell: string | undefined): boolean {
  return cell === undefined || cell.trim() === '';
}

function lineEndsIn(cells: readonly string[], lineEnd: string): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf(lineEnd); at >= 0; at = cell.indexOf(lineEnd, at + 1)) count += 1;
  }
  return count;
}

/** Why the record that begins on a line cannot be read. */
const reasons: Readonly<Partial<Record<CsvError['code'], string>>> = {
  CSV_QUOTE_NOT_CLOSED:
    'opens a quote that is never closed: the file was cut off, or a cell that begins with a quote is not quoted',
  CSV_MAX_RECORD_SIZE: 'is longer than 1 MiB: a quote is not closed, or this is no CSV file',
  CSV_INVALID_CLOSING_QUOTE: 'has a quote where none may stand: quotes in a quoted cell are doubled',
  INVALID_OPENING_QUOTE: 'has a quote where none may stand: a cell that holds quotes is quoted, and they are doubled',
};

/** The parser's own messages quote cells, so they are replaced and left behind. */
function readable(error: unknown, line: number): unknown {
  const reason = error instanceof CsvError ? reasons[error.code] : undefined;
  if (reason === undefined) return error;
  return new UnreadableFile(`The record that begins on line ${line} ${reason}. Export the file again.`);
}
