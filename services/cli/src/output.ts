import { stringify } from 'csv-stringify/sync';
import type { CommandContext } from './session.ts';

export const formats = ['table', 'json', 'csv'] as const;
export type Format = (typeof formats)[number];

/** A column of a result: its name in JSON and CSV, and how people see it in a table; without a heading, they do not. */
export interface Column<Row> {
  readonly name: keyof Row & string;
  readonly heading?: string;
  readonly show?: (row: Row) => string;
  readonly align?: 'right';
}

/**
 * Prints rows on standard output: JSON as an array of objects, CSV with a header line (formulas made harmless),
 * or a table for people. `nothing` is said on standard error when there are no rows and people are reading.
 */
export function printRows<Row extends object>(
  context: CommandContext,
  format: Format,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  nothing: string,
): void {
  switch (format) {
    case 'json':
      context.out(
        `${JSON.stringify(
          rows.map((row) => pick(row, columns)),
          null,
          2,
        )}\n`,
      );
      break;
    case 'csv':
      context.out(csvText(columns, rows));
      break;
    case 'table':
      if (rows.length === 0) context.say(nothing);
      else context.out(table(columns, rows));
      break;
  }
}

/** The same for machines, with rows that come in batches: memory does not grow with their number. */
export async function printBatches<Row extends object>(
  context: CommandContext,
  format: Exclude<Format, 'table'>,
  columns: readonly Column<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): Promise<void> {
  if (format === 'csv') context.out(csvText(columns, []));
  let separator = '[\n';
  for await (const rows of batches) {
    if (format === 'csv') context.out(csvText(columns, rows, { header: false }));
    else {
      for (const row of rows) {
        context.out(`${separator}  ${JSON.stringify(pick(row, columns))}`);
        separator = ',\n';
      }
    }
  }
  if (format === 'json') context.out(separator === '[\n' ? '[]\n' : '\n]\n');
}

function pick<Row extends object>(row: Row, columns: readonly Column<Row>[]): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]));
}

/** Rows as CSV; what a spreadsheet would take for a formula is made harmless. */
export function csvText<Row extends object>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { header }: { readonly header: boolean } = { header: true },
): string {
  return stringify(
    // A number is none that could be a formula: -3.5 stays what it is.
    rows.map((row) => columns.map(({ name }) => (typeof row[name] === 'number' ? row[name] : cell(row[name])))),
    { header, columns: columns.map(({ name }) => name), escape_formulas: true },
  );
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function table<Row extends object>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const shown = columns.filter(({ heading }) => heading !== undefined);
  const lines = [
    shown.map(({ heading }) => heading!),
    ...rows.map((row) => shown.map(({ name, show }) => (show ? show(row) : cell(row[name])))),
  ];
  return printColumns(
    lines,
    shown.map(({ align }) => align === 'right'),
  );
}

/** Lines of cells as text columns, as wide as their widest cell. */
export function printColumns(lines: readonly (readonly string[])[], right: readonly boolean[] = []): string {
  const widths = lines.reduce<number[]>(
    (all, line) => line.map((text, index) => Math.max(all[index] ?? 0, text.length)),
    [],
  );
  return lines
    .map((line) =>
      line
        .map((text, index) => (right[index] ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
