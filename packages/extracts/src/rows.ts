import type { IsoDate } from '@vigil/calendar';
import type { CellParser } from './cells.ts';
import { cellParser, FigureText, invalid, placeholder, unknownCode } from './cells.ts';
import { storedColumns } from './contract.ts';
import type { ColumnContract, ListContract } from './contract.ts';
import type { Finding } from './findings.ts';
import { normaliseHeader } from './headers.ts';
import type { HeaderMatch, SourceMapping } from './headers.ts';
import {
  columnCount,
  dateOrder,
  futureDate,
  invalidValue,
  missingRequired,
  placeholderDate,
  unknownCodeIn,
} from './row-findings.ts';

/** A stored value: dates as `YYYY-MM-DD`, numbers as decimal text, identifiers as sent but trimmed. */
export type StoredValue = string | boolean | null;

export type RowResult =
  | {
      readonly outcome: 'record';
      /** One for each of `storedColumns(contract)`. */
      readonly values: readonly StoredValue[];
      /** Whether every part of the key is there; a row without is no duplicate of anything. */
      readonly keyWhole: boolean;
      readonly warnings: readonly Finding[];
    }
  | { readonly outcome: 'quarantined'; readonly finding: Finding };

export interface RowOptions {
  readonly asAt: IsoDate;
  readonly mapping?: SourceMapping;
  /** An indicator's id from its id or code; null where there is none. Without it, every indicator is taken. */
  readonly indicators?: (text: string) => string | null;
}

/** Reads one row: its cells, its record number (1-based, header not counted) and the line it begins on. */
export type RowReader = (cells: readonly string[], record: number, line: number) => RowResult;

/** A column that has something to say of its cells, compiled. */
interface ColumnReader {
  readonly index: number;
  readonly column: ColumnContract;
  readonly parse: CellParser;
  /** Where its value goes; -1 where it is only checked. */
  readonly slot: number;
  readonly required: boolean;
  readonly event: boolean;
  readonly decisive: boolean;
}

/** A `date-order` rule with the slots of its two dates. */
interface OrderReader {
  readonly before: ColumnReader;
  readonly after: ColumnReader;
}

/** What can be wrong with a cell that quarantines its row. Of several, the lowest stands; of equals, the leftmost. */
const blank = 1;
const unreadable = 2;
const unknown = 3;
const future = 4;
const fine = 5;

const noWarnings: readonly Finding[] = Object.freeze([]);

/**
 * Compiles the reader of a file's rows from its list's contract and its matched headers. Built once, hot for each row:
 * a row costs its array of values and the result, no object for a cell.
 *
 * A quarantined row has one finding, the first of: `column-count`, `missing-required`, `invalid-date` /
 * `invalid-number`, `unknown-code`, `future-date`, `date-order`; within one rule the leftmost column's. A record's
 * warnings are `unknown-code` and `placeholder-date`. Source: reference/extracts.md, "Findings".
 *
 * @throws Error where the headers were rejected; {UnusableMapping} where the source's mapping leads to no code.
 */
export function compileRows(contract: ListContract, match: HeaderMatch, options: RowOptions): RowReader {
  if (match.rejected) throw new Error(`The headers of ${contract.list} were rejected: its rows cannot be read`);
  const stored = storedColumns(contract);
  const blankValues: readonly StoredValue[] = stored.map(() => null);
  const slots = new Map(stored.map(({ field }, slot) => [field, slot]));
  const readers = columnReaders(match, options, slots);
  const orders = orderReaders(contract, readers);
  const keySlots = keySlotsOf(contract, slots);
  const width = match.columns.length;
  const { asAt } = options;

  return (cells, record, line) => {
    if (cells.length !== width) return quarantined(columnCount({ record, line }, cells.length, width));
    const values = blankValues.slice();
    let warnings: Finding[] | null = null;
    let worst = fine;
    let worstReader: ColumnReader | null = null;

    for (const reader of readers) {
      const cell = (cells[reader.index] ?? '').trim();
      let problem = fine;
      if (cell === '') {
        if (reader.required) problem = blank;
      } else {
        const parsed = reader.parse(cell);
        if (typeof parsed === 'string') {
          if (reader.event && parsed > asAt) problem = future;
          else if (reader.slot >= 0) values[reader.slot] = parsed;
        } else if (parsed === invalid) {
          problem = unreadable;
        } else if (parsed === placeholder) {
          if (reader.required) problem = blank;
          else (warnings ??= []).push(placeholderDate({ record, line }, reader.column, cell));
        } else if (parsed === unknownCode) {
          if (reader.decisive) problem = unknown;
          else (warnings ??= []).push(unknownCodeIn({ record, line }, reader.column, cell));
        } else if (reader.slot >= 0) {
          // Words go into the column after the number's: see storedColumns.
          if (parsed instanceof FigureText) values[reader.slot + 1] = parsed.text;
          else values[reader.slot] = parsed;
        }
      }
      if (problem < worst) {
        worst = problem;
        worstReader = reader;
      }
    }

    if (worstReader !== null) {
      const { column, index } = worstReader;
      return quarantined(problemFinding(worst, column, cells[index] ?? '', asAt, record, line));
    }
    for (const { before, after } of orders) {
      const first = values[before.slot];
      const second = values[after.slot];
      if (typeof first === 'string' && typeof second === 'string' && second < first) {
        return quarantined(dateOrder({ record, line }, before.column, after.column, second));
      }
    }
    const keyWhole = keySlots.every((slot) => values[slot] !== null);
    return { outcome: 'record', values, keyWhole, warnings: warnings ?? noWarnings };
  };
}

function quarantined(finding: Finding): RowResult {
  return { outcome: 'quarantined', finding };
}

function problemFinding(
  problem: number,
  column: ColumnContract,
  cell: string,
  asAt: IsoDate,
  record: number,
  line: number,
): Finding {
  const place = { record, line };
  const text = cell.trim();
  if (problem === blank) return missingRequired(place, column, text);
  if (problem === unreadable) return invalidValue(place, column, text);
  if (problem === unknown) return unknownCodeIn(place, column, text);
  return futureDate(place, column, text, asAt);
}

function columnReaders(match: HeaderMatch, options: RowOptions, slots: ReadonlyMap<string, number>): ColumnReader[] {
  const codes = new Map(
    Object.entries(options.mapping?.codes ?? {}).map(([header, mapped]) => [normaliseHeader(header), mapped]),
  );
  return match.columns.flatMap((column, index) => {
    if (column === null) return [];
    const mapped = codes.get(normaliseHeader(column.name));
    const parse = cellParser(column, {
      ...(mapped === undefined ? {} : { codes: mapped }),
      ...(options.indicators === undefined ? {} : { indicators: options.indicators }),
    });
    if (parse === null) return [];
    const { required, event, decisive } = column;
    return [{ index, column, parse, slot: slots.get(column.field) ?? -1, required, event, decisive }];
  });
}

function orderReaders(contract: ListContract, readers: readonly ColumnReader[]): OrderReader[] {
  const readerOf = (field: string) => readers.find(({ column }) => column.field === field);
  return contract.orderRules.flatMap((rule) => {
    const before = readerOf(rule.before);
    const after = readerOf(rule.after);
    return before === undefined || after === undefined ? [] : [{ before, after }];
  });
}

/** The slots that must be filled for a key to be whole: not those whose blank says something. */
function keySlotsOf(contract: ListContract, slots: ReadonlyMap<string, number>): number[] {
  const speakingBlanks = new Set(
    contract.columns.filter(({ blankMeans }) => blankMeans !== undefined).map(({ field }) => field),
  );
  return contract.key.filter((field) => !speakingBlanks.has(field)).map((field) => slots.get(field) ?? -1);
}
