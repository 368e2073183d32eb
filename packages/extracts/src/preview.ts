import type { IsoDate } from '@vigil/calendar';
import { cellParser, expectation, invalid, placeholder } from './cells.ts';
import type { CellParser } from './cells.ts';
import { codeMatcher, expectedCodes } from './codes.ts';
import type { CodeMatcher } from './codes.ts';
import type { ColumnContract, ListContract } from './contract.ts';
import { parseDate } from './dates.ts';
import { mask } from './findings.ts';
import type { Rule } from './findings.ts';
import { matchHeaders, normaliseHeader } from './headers.ts';
import type { SourceMapping } from './headers.ts';
import { compileRows } from './rows.ts';

/** How a column of a file is understood, and what its cells hold. No value of a child is in it. */
export interface ColumnPreview {
  /** As the file has it; masked where the first line holds a record instead of headers. */
  readonly header: string;
  readonly column: ColumnContract | null;
  /** By what the column was known. */
  readonly because: 'name' | 'mapping' | 'pattern' | null;
  readonly blank: number;
  /** Of a column of codes: each value, the most frequent first. */
  readonly values: readonly ValuePreview[];
  /** How many cells more hold values that are not listed, since there are too many. */
  readonly unlisted: number;
  /** Of a column of dates or numbers: the shapes of cells that are none, the most frequent first. */
  readonly unread: readonly { readonly shape: string; readonly times: number }[];
  /** Where something of the column is not understood: what is, in a sentence. */
  readonly expected: string | null;
}

export interface ValuePreview {
  readonly value: string;
  /** Whether only the value's shape is given, since it might be more than a code. */
  readonly masked: boolean;
  readonly times: number;
  /** The official code it means; null where it means none. */
  readonly code: string | null;
}

/** What would become of a list, were it loaded. */
export interface ListPreview {
  readonly columns: readonly ColumnPreview[];
  /** Required columns that are not there, as official headers. */
  readonly missing: readonly string[];
  /** What else rejects the file, in sentences. */
  readonly rejectedBecause: readonly string[];
  readonly rows: number;
  /** Rows that would be quarantined, by rule; not known for a file that is rejected. */
  readonly quarantined: Readonly<Partial<Record<Rule, number>>>;
}

export interface PreviewReader {
  /** Takes in the next row. */
  add(cells: readonly string[]): void;
  preview(): ListPreview;
}

/** Past so many different values a column is hardly one of codes; memory must not grow with the file. */
const countedValues = 500;
/** So many unknown values of one column are hardly codes: what stands there is not for showing. */
const shownUnknownValues = 40;

/**
 * Reads a list only to show how it would be understood: columns, codes, dates, rows that would be set aside.
 *
 * @param options.asAt events later than this would be quarantined; null where the date is not known yet
 * @throws Error where the source's mapping leads to no code
 */
export function previewList(
  contract: ListContract,
  header: readonly string[],
  options: { readonly asAt: IsoDate | null; readonly mapping?: SourceMapping },
): PreviewReader {
  const { mapping } = options;
  const match = matchHeaders(contract, header, mapping);
  const shown = isRecord(header) && match.columns.every((column) => column === null) ? header.map(mask) : header;
  const counters = match.columns.map((column) => counterOf(column, mapping));
  const readRow = match.rejected
    ? null
    : compileRows(contract, match, { asAt: options.asAt ?? '9999-12-30', ...(mapping && { mapping }) });
  const quarantined: Partial<Record<Rule, number>> = {};
  let rows = 0;

  return {
    add: (cells) => {
      rows += 1;
      for (const [index, counter] of counters.entries()) counter.add((cells[index] ?? '').trim());
      const result = readRow?.(cells, rows, rows + 1);
      if (result?.outcome === 'quarantined') {
        quarantined[result.finding.rule] = (quarantined[result.finding.rule] ?? 0) + 1;
      }
    },
    preview: () => ({
      columns: match.columns.map((column, index) => {
        const counted = counters[index]!.counted();
        const wanting = counted.unread.length > 0 || counted.values.some(({ code }) => code === null);
        return {
          header: (shown[index] ?? '').replaceAll(/\s+/g, ' ').trim(),
          column,
          because: column === null ? null : becauseOf(column, header[index] ?? '', mapping),
          ...counted,
          expected: column === null || !wanting ? null : expectedOf(column),
        };
      }),
      missing: contract.columns
        .filter((column) => column.required && !match.columns.includes(column))
        .map(({ name }) => name),
      rejectedBecause: match.findings
        .filter(({ severity, rule }) => severity === 'file' && rule !== 'missing-column')
        .map(({ message }) => message),
      rows,
      quarantined,
    }),
  };
}

/** Dates and long numbers stand in records, not in headers. */
function isRecord(header: readonly string[]): boolean {
  return header.some((cell) => parseDate(cell.trim()) !== null || /^\D{0,3}\d{4,}\D{0,3}$/.test(cell.trim()));
}

function expectedOf(column: ColumnContract): string {
  return column.codes === undefined ? expectation(column) : expectedCodes(column);
}

function becauseOf(column: ColumnContract, cell: string, mapping?: SourceMapping): ColumnPreview['because'] {
  const header = normaliseHeader(cell);
  if (header === normaliseHeader(column.name)) return 'name';
  return Object.keys(mapping?.headers ?? {}).some((from) => normaliseHeader(from) === header) ? 'mapping' : 'pattern';
}

interface Counter {
  /** Takes in a trimmed cell. */
  add(cell: string): void;
  counted(): Pick<ColumnPreview, 'blank' | 'values' | 'unlisted' | 'unread'>;
}

function counterOf(column: ColumnContract | null, mapping?: SourceMapping): Counter {
  if (column?.codes !== undefined) return codeCounter(codeMatcher(column, codesFor(column, mapping)));
  const parse = column === null ? null : cellParser(column, {});
  return shapeCounter(parse);
}

function codesFor(column: ColumnContract, mapping?: SourceMapping): Readonly<Record<string, string>> | undefined {
  const own = Object.entries(mapping?.codes ?? {});
  return own.find(([header]) => normaliseHeader(header) === normaliseHeader(column.name))?.[1];
}

function codeCounter(match: CodeMatcher): Counter {
  const times = new Map<string, number>();
  let blank = 0;
  let uncounted = 0;
  return {
    add: (cell) => {
      if (cell === '') blank += 1;
      else if (times.has(cell) || times.size < countedValues) times.set(cell, (times.get(cell) ?? 0) + 1);
      else uncounted += 1;
    },
    counted: () => {
      const values = byFrequency(times).map(([value, count]) => ({ value, times: count, code: match(value) }));
      const unknown = values.filter(({ code }) => code === null);
      const tooMany = unknown.length > shownUnknownValues;
      return {
        blank,
        unread: [],
        unlisted: uncounted,
        values: values.map((one) => {
          const masked = one.code === null && (tooMany || !looksLikeACode(one.value));
          return { ...one, masked, value: masked ? mask(one.value) : one.value };
        }),
      };
    },
  };
}

/** Not a number of somebody, not an address, not a sentence. */
function looksLikeACode(value: string): boolean {
  return value.length <= 60 && !/\d{4}|@/.test(value) && value.split(/\s+/).length <= 8;
}

function shapeCounter(parse: CellParser | null): Counter {
  const shapes = new Map<string, number>();
  let blank = 0;
  let uncounted = 0;
  return {
    add: (cell) => {
      if (cell === '') blank += 1;
      else {
        const parsed = parse?.(cell);
        if (parsed !== invalid && parsed !== placeholder) return;
        const shape = parsed === placeholder ? 'a placeholder (01/01/1900 or 31/12/9999)' : shapeOf(cell);
        if (shapes.has(shape) || shapes.size < countedValues) shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
        else uncounted += 1;
      }
    },
    counted: () => ({
      blank,
      values: [],
      unlisted: uncounted,
      unread: byFrequency(shapes).map(([shape, times]) => ({ shape, times })),
    }),
  };
}

/** What is wrong with a date is most often the order of its parts, which a mask alone does not show. */
function shapeOf(cell: string): string {
  const monthFirst =
    parseDate(cell.replace(/^(\d{1,2})([/-])(\d{1,2})(?=\2)/, '$3$2$1')) !== null && parseDate(cell) === null;
  return monthFirst ? `${mask(cell)} with the month first` : mask(cell);
}

function byFrequency(times: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...times].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}
