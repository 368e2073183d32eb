import type { IsoDate } from '@vigil/calendar';
import { expectation } from './cells.ts';
import type { ColumnContract, ColumnType } from './contract.ts';
import type { Finding, Rule, Severity } from './findings.ts';
import { mask } from './findings.ts';

/** Where a finding stands: the record (1-based, header not counted) and the line it begins on. */
export interface Place {
  readonly record: number;
  readonly line: number;
}

export function columnCount(place: Place, cells: number, headers: number): Finding {
  const message = `The row has ${cells} cells, the header ${headers}. Look for a delimiter, a quote or a line break that stands unquoted in a cell.`;
  return finding(place, null, 'column-count', 'row', null, message);
}

/** @param cell blank, or a placeholder where a real date is needed. */
export function missingRequired(place: Place, column: ColumnContract, cell: string): Finding {
  const message =
    cell === ''
      ? `${column.name} is blank; every row needs one.`
      : `${column.name} holds a placeholder instead of a date; every row needs a real one.`;
  return finding(place, column.name, 'missing-required', 'row', shown(column, cell), message);
}

export function invalidValue(place: Place, column: ColumnContract, cell: string): Finding {
  const rule = column.type === 'date' || column.type === 'period' ? 'invalid-date' : 'invalid-number';
  const message = `${column.name} cannot be read. ${expectation(column)}`;
  return finding(place, column.name, rule, 'row', shown(column, cell), message);
}

/** Quarantines the row where figures depend on the column, else warns. */
export function unknownCodeIn(place: Place, column: ColumnContract, cell: string): Finding {
  const severity = column.decisive ? 'row' : 'warning';
  const effect = column.decisive ? '' : '; it is read as blank';
  const message = `${column.name} holds a value that is not known${effect}. ${expectation(column)}`;
  return finding(place, column.name, 'unknown-code', severity, shown(column, cell), message);
}

export function placeholderDate(place: Place, column: ColumnContract, cell: string): Finding {
  const message = `${column.name} holds a placeholder instead of a date; it is read as blank.`;
  return finding(place, column.name, 'placeholder-date', 'warning', shown(column, cell), message);
}

export function futureDate(place: Place, column: ColumnContract, cell: string, asAt: IsoDate): Finding {
  const message = `${column.name} lies after ${asAt}, the day this delivery is as at.`;
  return finding(place, column.name, 'future-date', 'row', shown(column, cell), message);
}

export function dateOrder(place: Place, before: ColumnContract, after: ColumnContract, cell: string): Finding {
  const message = `${after.name} is earlier than ${before.name}; the same day or later was expected.`;
  return finding(place, after.name, 'date-order', 'row', shown(after, cell), message);
}

/** What a report's figures are called and say is no child's; everything else is masked. */
const shownInClear: ReadonlySet<ColumnType> = new Set<ColumnType>(['indicator', 'period', 'figure']);

function shown(column: ColumnContract, cell: string): string | null {
  if (cell === '') return null;
  return shownInClear.has(column.type) ? cell.slice(0, 60) : mask(cell);
}

function finding(
  { record, line }: Place,
  column: string | null,
  rule: Rule,
  severity: Severity,
  value: string | null,
  message: string,
): Finding {
  return { record, line, column, rule, severity, value, message };
}
