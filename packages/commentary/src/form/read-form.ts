import type { Period } from '@vigil/calendar';
import { nameOf, type Said } from '../word.ts';
import { monthIn } from './cells.ts';
import { type FormColumn, writtenColumns } from './columns.ts';
import { type IndicatorMeant, readRow, type Wrong } from './read-row.ts';

/** A row as it was handed back; a column that is not there is an empty one. */
export interface TypedRow {
  /** That it begins on in its file, 1-based. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<FormColumn, string>>>;
}

/** What is wrong with a form; nothing of the form is then put on record. */
export interface FormFinding {
  /** Of the file; a spreadsheet counts otherwise where a cell has several lines, so that the subject is named, too. */
  readonly line: number;
  /** As it was typed; empty where the file as a whole is meant. */
  readonly subject: string;
  readonly column: string;
  /** As it was typed; shortened where it is long. */
  readonly value: string;
  readonly expected: string;
}

/** A word, and the line it was typed on. */
export interface TypedWord {
  readonly line: number;
  readonly said: Said;
}

export interface FormRead {
  /** Null where no row says one. */
  readonly period: Period | null;
  readonly words: readonly TypedWord[];
  /** How many rows nobody has filled in. */
  readonly leftEmpty: number;
  /** All that is wrong, not only the first of it. */
  readonly findings: readonly FormFinding[];
}

export interface FormQuestion {
  /** That all rows must be of; null: that of the first row. */
  readonly period: Period | null;
  readonly indicator: IndicatorMeant;
}

/** Reads a form that was handed back. Rows that nobody has filled in are left; all others must be right. */
export function readForm(rows: readonly TypedRow[], question: FormQuestion): FormRead {
  const findings: FormFinding[] = [];
  const words: TypedWord[] = [];
  const lines = new Map<string, number>();
  const filled = rows.filter(isFilledIn);
  let { period } = question;
  for (const row of filled) {
    const { line } = row;
    const before = findings.length;
    const wrong: Wrong = (column, expected) =>
      void findings.push({
        line,
        subject: shortened(cellOf(row, 'subject')),
        column,
        value: shortened(cellOf(row, column)),
        expected,
      });
    const month = monthOf(row, period, wrong);
    period ??= month;
    const said = readRow((column) => cellOf(row, column), question.indicator, wrong);
    if (said === null || month === null || findings.length > before) continue;
    const earlier = lines.get(nameOf(said));
    if (earlier === undefined) {
      lines.set(nameOf(said), line);
      words.push({ line, said: { ...said, period: month } });
    } else wrong('subject', `one row for each kind and subject; line ${String(earlier)} has it already`);
  }
  return { period, words, leftEmpty: rows.length - filled.length, findings };
}

/** By these it is known which row it is; they stand in rows that are to be filled in, too. */
const named: ReadonlySet<FormColumn> = new Set(['period', 'kind', 'subject']);

function isFilledIn(row: TypedRow): boolean {
  return writtenColumns.some((column) => !named.has(column) && cellOf(row, column) !== '');
}

function monthOf(row: TypedRow, period: Period | null, wrong: Wrong): Period | null {
  const typed = cellOf(row, 'period');
  const month = typed === '' ? period : monthIn(typed);
  if (month === null) wrong('period', 'a month, such as 2020-12 or December 2020');
  else if (period !== null && month !== period) wrong('period', `${period}: a form is of one month`);
  return month;
}

/** Without the white space around it, and with one kind of line end. */
function cellOf({ cells }: TypedRow, column: FormColumn): string {
  return (cells[column] ?? '').replaceAll(/\r\n?/g, '\n').trim();
}

function shortened(value: string): string {
  return value.length <= 60 ? value : `${value.slice(0, 60)}…`;
}
