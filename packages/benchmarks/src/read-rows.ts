import { readCell } from './cell.ts';
import { columnName } from './column-name.ts';
import { refusal, type BenchmarkFinding } from './finding.ts';
import type { Level, PublishedRow } from './published-row.ts';
import type { TableColumns } from './recognise.ts';
import { readReportingYear } from './reporting-year.ts';
import type { BenchmarkTable } from './table.ts';

/** A row as a file has it. */
export interface WrittenRow {
  /** 1-based; the header is line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface ReadRows {
  readonly rows: readonly PublishedRow[];
  readonly findings: readonly BenchmarkFinding[];
}

/** After this many refusals a file is known to be broken. */
const findingsAtMost = 20;

const levels: ReadonlyMap<string, Level> = new Map([
  ['national', 'national'],
  ['regional', 'regional'],
  ['local authority', 'authority'],
]);

const england = 'E92000001';

/** Reads all rows of a table: whoever asks publishes them only where no finding refuses the file. */
export async function readRows(
  table: BenchmarkTable,
  columns: TableColumns,
  batches: AsyncIterable<readonly WrittenRow[]>,
): Promise<ReadRows> {
  const reader = new RowReader(table, columns);
  for await (const batch of batches) {
    for (const row of batch) reader.read(row);
    if (reader.refusals >= findingsAtMost) break;
  }
  return reader.end();
}

class RowReader {
  refusals = 0;
  readonly #rows: PublishedRow[] = [];
  readonly #findings: BenchmarkFinding[] = [];
  /** The line on which each year of each place was met. */
  readonly #met = new Map<string, number>();
  readonly #unknownSymbols = new Set<string>();
  /** What stands in the columns that say which rows count. */
  readonly #kinds = new Map<string, Set<string>>();
  readonly #table: BenchmarkTable;
  readonly #columns: TableColumns;
  /** The last column that is read. */
  readonly #last: number;

  constructor(table: BenchmarkTable, columns: TableColumns) {
    this.#table = table;
    this.#columns = columns;
    const { place, measures, only } = columns;
    this.#last = Math.max(...Object.values(place), ...measures.values(), ...only.map(({ at }) => at));
  }

  read({ line, cells }: WrittenRow): void {
    const { place } = this.#columns;
    const cell = (at: number): string => (cells[at] ?? '').trim();
    if (cells.every((one) => one.trim() === '')) return;
    if (cells.length <= this.#last) {
      const message = `The row ends after ${cells.length} cells; expected ${this.#last + 1} or more: the file was cut off, or a cell with a comma is not quoted.`;
      this.#refuse(refusal('ragged-row', message, { line }));
      return;
    }
    if (!this.#counts(cell)) return;
    const level = levels.get(cell(place.level).toLowerCase());
    if (level === undefined || (level === 'national' && cell(place.countryCode) !== england)) return;

    const year = readReportingYear(cell(place.year));
    if (year === null) {
      this.#refuse(
        refusal('unknown-year', `time_period is "${cell(place.year)}"; expected a year such as 2024 or 202324.`, {
          line,
          column: 'time_period',
          value: cell(place.year),
        }),
      );
      return;
    }
    const { code, name } = this.#placeOf(level, cell);
    if (code === '') {
      this.#refuse(refusal('missing-code', `The row of ${name || level} has no code.`, { line }));
      return;
    }
    const key = `${year} ${level} ${code}`;
    const before = this.#met.get(key);
    if (before !== undefined) {
      const message = `${name} ${year} stands on line ${before} already: the table is broken down further than Vigil reads it. Download it without the breakdown.`;
      this.#refuse(refusal('doubled-row', message, { line }));
      return;
    }
    this.#met.set(key, line);
    const region = level === 'authority' ? cell(place.regionCode) || null : null;
    this.#rows.push({ year, level, code, name, region, values: this.#values(cells, line) });
  }

  end(): ReadRows {
    if (this.#rows.length === 0 && this.refusals === 0) {
      const kinds = this.#columns.only.map(({ header, values }) => {
        const found = [...(this.#kinds.get(header) ?? [])].slice(0, 5).map((one) => `"${one}"`);
        return `${header} is ${found.join(', ') || 'blank'}, not "${values[0]}"`;
      });
      const why = kinds.length === 0 ? 'it has no row of England, a region or an authority' : kinds.join('; ');
      this.#refuse(refusal('no-rows', `${this.#table.title} has no row that Vigil reads: ${why}.`));
    }
    return { rows: this.#rows, findings: this.#findings };
  }

  #counts(cell: (at: number) => string): boolean {
    let counts = true;
    for (const { header, at, values } of this.#columns.only) {
      const kinds = this.#kinds.get(header) ?? new Set();
      this.#kinds.set(header, kinds.add(cell(at)));
      counts &&= values.includes(columnName(cell(at)));
    }
    return counts;
  }

  #placeOf(level: Level, cell: (at: number) => string): { code: string; name: string } {
    const { place } = this.#columns;
    switch (level) {
      case 'national':
        return { code: cell(place.countryCode), name: cell(place.countryName) };
      case 'regional':
        return { code: cell(place.regionCode), name: cell(place.regionName) };
      case 'authority':
        return { code: cell(place.code), name: cell(place.name) };
    }
  }

  #values(cells: readonly string[], line: number): PublishedRow['values'] {
    const values: Record<string, number | string> = {};
    for (const [measure, at] of this.#columns.measures) {
      const written = cells[at] ?? '';
      const { column } = this.#table.measures[measure]!;
      const read = readCell(written);
      if (read.is === 'unreadable') {
        const message = `${column} is "${written}"; expected a number or a symbol such as c.`;
        this.#refuse(refusal('unknown-value', message, { line, column, value: written }));
        continue;
      }
      if (read.is === 'unknown symbol' && !this.#unknownSymbols.has(String(read.cell))) {
        this.#unknownSymbols.add(String(read.cell));
        const message = `${column} is "${written}", a symbol that Vigil does not know: taken as withheld.`;
        this.#findings.push({ rule: 'unknown-symbol', severity: 'warning', line, column, value: written, message });
      }
      if (read.cell !== null) values[measure] = read.cell;
    }
    return values;
  }

  #refuse(finding: BenchmarkFinding): void {
    this.refusals += 1;
    if (this.refusals <= findingsAtMost) this.#findings.push(finding);
  }
}
