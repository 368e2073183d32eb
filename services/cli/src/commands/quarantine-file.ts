import { createReadStream } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { readTable, UnreadableFile } from '@vigil/connectors';
import { WrongUse } from '../wrong-use.ts';

/** What stands in front of a row's own cells: which row it is, and why it is set aside. */
const placeColumns = ['delivery', 'list', 'record', 'rule', 'message'] as const;

/** A row as it is exported, or handed back. */
export interface ExportedRow {
  readonly delivery: string;
  readonly list: string;
  readonly record: number;
  readonly rule: string;
  readonly message: string;
  readonly cells: readonly string[];
}

/** What a spreadsheet may take for a formula (OWASP, "CSV Injection"), and what escapes it. */
const formula = /^'*[=+\-@\t\r]/u;
/** A negative number is none. */
const negativeNumber = /^-\d+([.,]\d+)*$/u;

/** A cell that no spreadsheet runs; `unescapeCell` gives back what it was. */
export function escapeCell(cell: string): string {
  return formula.test(cell) && !negativeNumber.test(cell) ? `'${cell}` : cell;
}

export function unescapeCell(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}

/** The first line of an export, with the mark by which spreadsheets know UTF-8. */
export function headerLine(header: readonly string[]): string {
  return `\uFEFF${lines([[...placeColumns, ...header]])}`;
}

export function rowLines(rows: readonly ExportedRow[]): string {
  return lines(
    rows.map(({ delivery, list, record, rule, message, cells }) => [
      delivery,
      list,
      String(record),
      rule,
      message,
      ...cells,
    ]),
  );
}

function lines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((cells) => cells.map(escapeCell)),
    { record_delimiter: 'windows', quoted_match: /[\r\n]/u },
  );
}

/** An export that was edited and is handed back. */
export interface HandedBack {
  /** The file's own headers. */
  readonly header: readonly string[];
  readonly rows: readonly ExportedRow[];
}

/**
 * Reads an edited export, in whatever encoding and with whatever delimiter a spreadsheet saved it. Blank cells that a
 * spreadsheet adds behind the last column are none of the row's.
 *
 * @throws {WrongUse} when it is none
 */
export async function readHandedBack(path: string): Promise<HandedBack> {
  try {
    const table = await readTable(async () => createReadStream(path));
    const all = table.header.map(unescapeCell);
    if (placeColumns.some((name, index) => all[index]?.trim().toLowerCase() !== name)) {
      throw new WrongUse(
        `${path} does not begin with the columns ${placeColumns.join(', ')}; expected a file that vigil quarantine export wrote, its rows corrected.`,
      );
    }
    const header = withoutBlanks(all.slice(placeColumns.length), 0);
    const rows: ExportedRow[] = [];
    for await (const batch of table.rows) {
      for (const { cells, line } of batch) {
        const [delivery = '', list = '', record = '', rule = '', message = '', ...own] = cells.map(unescapeCell);
        const number = Number(record);
        if (!/^[0-9a-f-]{36}$/iu.test(delivery) || !Number.isInteger(number) || number < 1) {
          throw new WrongUse(
            `Line ${line} of ${path} does not say which delivery and record it is; leave those columns as they are.`,
          );
        }
        rows.push({ delivery, list, record: number, rule, message, cells: withoutBlanks(own, header.length) });
      }
    }
    return { header, rows };
  } catch (error) {
    if (error instanceof UnreadableFile) throw new WrongUse(`${path} cannot be read: ${error.message}`);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new WrongUse(`There is no file ${path}.`);
    throw error;
  }
}

/** Without blank cells at its end, down to a width. */
export function withoutBlanks(cells: readonly string[], width: number): readonly string[] {
  let end = cells.length;
  while (end > width && (cells[end - 1] ?? '').trim() === '') end -= 1;
  return cells.slice(0, end);
}
