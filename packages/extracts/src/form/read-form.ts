import { lastCompletePeriod, periodName, type IsoDate, type Period } from '@vigil/calendar';
import { fileFinding, type Finding } from '../findings.ts';
import { normaliseHeader } from '../headers.ts';
import { reportedFigures } from '../lists/reported-figures.ts';
import { readFormCell } from './cell.ts';
import { commentHeading, formWords, readMark, readMonth, type FormIdentity } from './layout.ts';

/** A row of a sheet: its number, and its cells from column A. */
interface SheetCells {
  readonly number: number;
  readonly cells: readonly string[];
}

/** A figure of a form as a row of `reported_figures`. */
export interface FormRow {
  /** The sheet's row. */
  readonly line: number;
  /** The heading of the month it stands under. */
  readonly column: string;
  /** In the order of `formHeader`. */
  readonly cells: readonly string[];
  /** Why what stands in its cell is no figure; null where it is one. */
  readonly doubt: string | null;
}

export interface Form extends FormIdentity {
  readonly rows: readonly FormRow[];
  /** What there is to say of it as a whole; one of severity `file` keeps it from being read. */
  readonly findings: readonly Finding[];
}

/** The headers of the rows that a form comes to. */
export const formHeader: readonly string[] = reportedFigures.columns.map(({ name }) => name);

/** Whether rows, the first of a sheet, are those of a form: a cell says so. */
export function isForm(rows: readonly SheetCells[]): boolean {
  return markOf(rows) !== null;
}

/**
 * Turns a form into rows of `reported_figures`, one for each cell of a month that holds something. What is empty is no
 * figure, and not zero. Cells are found by their words: by the labels above the table, by the headings of its columns.
 *
 * @throws Error where `isForm` says no
 */
export function readForm(sheet: readonly SheetCells[]): Form {
  const identity = markOf(sheet);
  if (identity === null) throw new Error('The sheet is no form: no cell has its mark.');
  const head = sheet.find(({ cells }) => cells.some((cell) => isCalled(cell, formWords.id)));
  const above = sheet.filter(({ number }) => head === undefined || number < head.number);
  const unsigned = signOffFindings(above);
  if (head === undefined) {
    return { ...identity, rows: [], findings: [missing(formWords.id), ...unsigned] };
  }
  const columns = columnsOf(head.cells, identity.period);
  const source = besides(above, formWords.contributor) || identity.contributor;
  const rows = sheet
    .filter(({ number }) => number > head.number)
    .flatMap((row) => figuresOf(row, columns, identity.period, source));
  return { ...identity, rows, findings: [...columns.findings, ...unsigned] };
}

/**
 * What keeps a form from being that of a delivery.
 *
 * @param awaited who delivers, and the as-at date; without a contributor, none of its forms are awaited
 */
export function misplacedForm(
  form: FormIdentity,
  awaited: { readonly contributor: string | null; readonly asAt: IsoDate },
): Finding | null {
  if (awaited.contributor !== form.contributor) {
    const instead =
      awaited.contributor === null
        ? 'no forms are awaited from this source'
        : `${awaited.contributor}’s is awaited here`;
    return fileFinding(
      'other-form',
      `The form is ${form.contributor}’s, and ${instead}. Put it into the folder of ${form.contributor}.`,
    );
  }
  const period = lastCompletePeriod(awaited.asAt);
  if (form.period === period) return null;
  return fileFinding(
    'other-form',
    `The form is of ${periodName(form.period)}, but the date in its file’s name (${awaited.asAt}) is that of ${periodName(period)}. Leave the name as vigil collect write gave it.`,
  );
}

function markOf(rows: readonly SheetCells[]): FormIdentity | null {
  for (const { cells } of rows) {
    for (const cell of cells) {
      const mark = readMark(cell);
      if (mark !== null) return mark;
    }
  }
  return null;
}

interface Columns {
  readonly id: number;
  readonly title: number;
  readonly member: number;
  readonly unit: number;
  readonly comment: number;
  readonly earlier: number;
  readonly months: readonly { readonly index: number; readonly period: Period; readonly heading: string }[];
  readonly findings: readonly Finding[];
}

function columnsOf(head: readonly string[], period: Period): Columns {
  const at = (words: string): number => head.findIndex((cell) => isCalled(cell, words));
  const months = head.flatMap((cell, index) => {
    const month = readMonth(cell);
    return month === null ? [] : [{ index, period: month, heading: cell.trim() }];
  });
  const named = {
    id: at(formWords.id),
    title: at(formWords.title),
    member: at(formWords.member),
    unit: at(formWords.unit),
    comment: at(commentHeading(period)),
    earlier: at(formWords.earlier),
  };
  const findings: Finding[] = [];
  if (!months.some((month) => month.period === period)) findings.push(missing(periodName(period)));
  if (named.unit === -1) findings.push(missing(formWords.unit));
  for (const month of new Set(months.map((one) => one.period))) {
    if (months.filter((one) => one.period === month).length < 2) continue;
    const message = `Two columns are ${periodName(month)}: leave the one that is meant.`;
    findings.push({ ...fileFinding('ambiguous-column', message), column: periodName(month) });
  }
  const known = new Set([...Object.values(named), at(formWords.meaning), ...months.map(({ index }) => index)]);
  for (const [index, cell] of head.entries()) {
    if (known.has(index) || cell.trim() === '') continue;
    const message = 'It is no column of the form, and is not read.';
    findings.push({
      ...fileFinding('unknown-column', message),
      severity: 'warning',
      column: cell.trim().slice(0, 100),
    });
  }
  return { ...named, months, findings };
}

function figuresOf(
  { number, cells }: SheetCells,
  columns: Columns,
  period: Period,
  source: string,
): readonly FormRow[] {
  const cell = (index: number): string => (cells[index] ?? '').trim();
  const comments = readComments(cell(columns.earlier));
  if (cell(columns.comment) !== '') comments.set(period, cell(columns.comment));
  return columns.months.flatMap((month): readonly FormRow[] => {
    const typed = cell(month.index);
    const note = comments.get(month.period) ?? '';
    if (typed === '' && note === '') return [];
    const read = typed === '' ? nothing : readFormCell(typed, cell(columns.unit));
    const doubt =
      month.period > period
        ? `The form is of ${periodName(period)}: a later month has a form of its own.`
        : 'doubt' in read
          ? read.doubt
          : null;
    const figure = 'doubt' in read ? { ...nothing, value: typed } : read;
    const values: Readonly<Record<string, string>> = {
      indicator: cell(columns.id) || cell(columns.title),
      period: month.period,
      value: figure.value,
      numerator: figure.numerator,
      denominator: figure.denominator,
      member: cell(columns.member),
      source,
      note,
    };
    return [
      {
        line: number,
        column: month.heading,
        cells: reportedFigures.columns.map(({ field }) => values[field] ?? ''),
        doubt,
      },
    ];
  });
}

const nothing = { value: '', numerator: '', denominator: '' };

/** `Nov 2020: a bank holiday`, a line each; a line that begins otherwise goes on with the one before. */
function readComments(text: string): Map<Period, string> {
  const comments = new Map<Period, string>();
  let last: Period | null = null;
  for (const line of text.split(/\r?\n/u)) {
    const [, heading = '', words = ''] = /^([^:]{7,14}):\s*(.*)$/u.exec(line) ?? [];
    const month = readMonth(heading);
    if (month !== null) comments.set(month, words);
    else if (last !== null) comments.set(last, `${comments.get(last)!}\n${line}`);
    last = month ?? last;
  }
  return comments;
}

function signOffFindings(above: readonly SheetCells[]): readonly Finding[] {
  const wanting = [
    ...(besides(above, formWords.signedBy) === '' ? [`a name beside “${formWords.signedBy}”`] : []),
    ...(/^(y|yes|true|x|complete)$/iu.test(besides(above, formWords.complete))
      ? []
      : [`yes beside “${formWords.complete}”`]),
  ];
  if (wanting.length === 0) return [];
  return [
    fileFinding(
      'not-signed-off',
      `Nobody has signed the form off: expected ${wanting.join(' and ')}. It is read once that is there.`,
    ),
  ];
}

/** The first cell behind a label that holds something. */
function besides(rows: readonly SheetCells[], label: string): string {
  for (const { cells } of rows) {
    const at = cells.findIndex((cell) => isCalled(cell, label));
    if (at !== -1)
      return (
        cells
          .slice(at + 1)
          .find((cell) => cell.trim() !== '')
          ?.trim() ?? ''
      );
  }
  return '';
}

function isCalled(cell: string, words: string): boolean {
  return cell !== '' && normaliseHeader(cell) === normaliseHeader(words);
}

function missing(words: string): Finding {
  const message = `The form has no column “${words}” any more. Fill in the form as vigil collect write made it.`;
  return { ...fileFinding('missing-column', message), column: words };
}
