import { createReadStream } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import {
  columnMeant,
  formColumns,
  type FormColumn,
  type FormFinding,
  type FormRow,
  type TypedRow,
} from '@vigil/commentary';
import { readTable, type TableRow } from '@vigil/connectors';
import { escapeCell, unescapeCell } from '../quarantine-file.ts';

/** A form as it was handed back, and what is wrong with the file itself. */
export interface HandedBackForm {
  readonly rows: readonly TypedRow[];
  readonly findings: readonly FormFinding[];
}

/** The form as Excel opens it: with the mark by which it knows UTF-8, and no cell that it takes for a formula. */
export function csvForm(rows: readonly FormRow[]): string {
  const lines = [formColumns, ...rows.map((row) => formColumns.map((column) => escapeCell(row[column])))];
  return `\uFEFF${stringify(lines, { record_delimiter: 'windows', quoted_match: /[\r\n]/u })}`;
}

/** Reads a form in whatever encoding and with whatever delimiter a spreadsheet saved it, its columns in any order. */
export async function readCsvForm(path: string): Promise<HandedBackForm> {
  const table = await readTable(async () => createReadStream(path));
  const columns = table.header.map((cell) => columnMeant(unescapeCell(cell)));
  const findings = headerFindings(table.header, columns);
  const rows: TypedRow[] = [];
  for await (const batch of table.rows) {
    for (const row of batch) {
      rows.push(typedRow(row, columns));
      findings.push(...strayCells(row, table.header));
    }
  }
  return { rows, findings };
}

function headerFindings(header: readonly string[], columns: readonly (FormColumn | null)[]): FormFinding[] {
  const unknown = header.flatMap((name, index) =>
    columns[index] === null && name.trim() !== ''
      ? [finding(1, name, name, `one of the columns ${formColumns.join(', ')}`)]
      : [],
  );
  const twice = columns.flatMap((column, index) =>
    column !== null && columns.indexOf(column) < index ? [finding(1, column, column, 'each column once')] : [],
  );
  const missing = (['kind', 'subject', 'text'] as const).flatMap((column) =>
    columns.includes(column) ? [] : [finding(1, column, '', `a column ${column}`)],
  );
  return [...unknown, ...twice, ...missing];
}

function typedRow({ cells, line }: TableRow, columns: readonly (FormColumn | null)[]): TypedRow {
  const typed = columns.flatMap((column, index) =>
    column === null ? [] : [[column, unescapeCell(cells[index] ?? '')] as const],
  );
  return { line, cells: Object.fromEntries(typed) };
}

/** What stands under no header would be lost. */
function strayCells({ cells, line }: TableRow, header: readonly string[]): readonly FormFinding[] {
  const stray = cells.find((cell, index) => cell.trim() !== '' && (header[index] ?? '').trim() === '');
  if (stray === undefined) return [];
  return [finding(line, '', stray, 'no cell without a column above it; a text with commas in it stands in quotes')];
}

function finding(line: number, column: string, value: string, expected: string): FormFinding {
  return { line, subject: '', column, value, expected };
}
