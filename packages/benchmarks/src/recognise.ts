import { columnName, likeness } from './column-name.ts';
import { refusal, type BenchmarkFinding } from './finding.ts';
import type { BenchmarkTable } from './table.ts';
import { benchmarkTables } from './tables.ts';
import { notCompared } from './tables/not-compared.ts';

/** The columns that say what a row is about, in every table. */
const place = {
  year: ['time_period'],
  level: ['geographic_level'],
  countryCode: ['country_code'],
  countryName: ['country_name'],
  regionCode: ['region_code'],
  regionName: ['region_name'],
  code: ['old_la_code'],
  name: ['la_name'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type PlaceColumn = keyof typeof place;

/** Where each column of a table stands in a file. */
export interface TableColumns {
  readonly place: Readonly<Record<PlaceColumn, number>>;
  /** By measure. */
  readonly measures: ReadonlyMap<string, number>;
  /** Which rows count: the cell there has one of these names (`columnName`). */
  readonly only: readonly { readonly header: string; readonly at: number; readonly values: readonly string[] }[];
}

export type Recognised =
  | { readonly is: 'table'; readonly table: BenchmarkTable; readonly columns: TableColumns }
  | { readonly is: 'not compared'; readonly reason: string }
  | { readonly is: 'refused'; readonly findings: readonly BenchmarkFinding[] };

/** From here on a file is taken for a table that has changed, and not for another one. */
const alikeEnough = 0.6;

/** Which table a file is, by the columns of its header. */
export function recogniseTable(header: readonly string[]): Recognised {
  const tables = [...benchmarkTables.values()];
  const fitting = tables.filter((table) => missingColumns(table, header).length === 0);
  const [only, ...others] = fitting;
  if (only !== undefined && others.length === 0) return withColumns(only, header);
  if (only !== undefined) {
    const titles = fitting.map(({ title }) => title).join(' and ');
    return {
      is: 'refused',
      findings: [refusal('ambiguous-column', `Its columns are those of ${titles}; expected one.`)],
    };
  }
  const other = notCompared.find(({ columns }) => columns.every((column) => find(header, [column]).length > 0));
  if (other) return { is: 'not compared', reason: `${other.title}: no indicator is compared with it` };
  const [nearest] = tables
    .map((table) => ({ table, alike: alike(table, header) }))
    .toSorted((one, another) => another.alike - one.alike);
  if (nearest === undefined || nearest.alike < alikeEnough) {
    return { is: 'not compared', reason: 'it has the columns of no table that Vigil reads' };
  }
  return {
    is: 'refused',
    findings: missingColumns(nearest.table, header).map((wanted) => missing(nearest.table, wanted, header)),
  };
}

/** The names that each column of a table may have. */
function wantedColumns({ measures, only }: BenchmarkTable): readonly (readonly string[])[] {
  return [
    ...Object.values(place),
    ...Object.keys(only ?? {}).map((column) => [column]),
    ...Object.values(measures).map(({ column, aliases }) => [column, ...(aliases ?? [])]),
  ];
}

function missingColumns(table: BenchmarkTable, header: readonly string[]): readonly (readonly string[])[] {
  return wantedColumns(table).filter((names) => find(header, names).length === 0);
}

/** Positions of the columns that have one of these names. */
function find(header: readonly string[], names: readonly string[]): readonly number[] {
  const wanted = new Set(names.map(columnName));
  return header.flatMap((cell, at) => (wanted.has(columnName(cell)) ? [at] : []));
}

/** How alike a table's own columns and a header are, 0 to 1: of each of its columns the nearest one there. */
function alike(table: BenchmarkTable, header: readonly string[]): number {
  const own = Object.values(table.measures).map(({ column, aliases }) => [column, ...(aliases ?? [])]);
  const likest = own.map((names) =>
    Math.max(0, ...names.flatMap((name) => header.map((cell) => likeness(name, cell)))),
  );
  return likest.reduce((sum, one) => sum + one, 0) / likest.length;
}

function missing(table: BenchmarkTable, names: readonly string[], header: readonly string[]): BenchmarkFinding {
  const [name = ''] = names;
  const taken = new Set(wantedColumns(table).flatMap((wanted) => find(header, wanted)));
  const [nearest] = header
    .filter((cell, at) => cell.trim() !== '' && !taken.has(at))
    .toSorted((one, other) => likeness(name, other) - likeness(name, one));
  return refusal(
    'missing-column',
    `It looks like ${table.title}, but has no column ${name}` +
      `${nearest === undefined ? '' : `; the nearest is ${nearest}`}. ` +
      'If the release renamed it, Vigil has to learn the new name; until then the release before it stands.',
    { line: 1, column: name },
  );
}

function withColumns(table: BenchmarkTable, header: readonly string[]): Recognised {
  const findings: BenchmarkFinding[] = [];
  const at = (names: readonly string[]): number => {
    const found = find(header, names);
    if (found.length > 1) {
      const both = found.map((position) => header[position]).join(' and ');
      findings.push(
        refusal('ambiguous-column', `${both} both say ${names[0]} of ${table.title}; expected one of them.`, {
          line: 1,
          column: names[0] ?? null,
        }),
      );
    }
    return found[0] ?? -1;
  };
  const columns: TableColumns = {
    place: Object.fromEntries(Object.entries(place).map(([key, names]) => [key, at(names)])) as TableColumns['place'],
    measures: new Map(
      Object.entries(table.measures).map(([id, { column, aliases }]) => [id, at([column, ...(aliases ?? [])])]),
    ),
    only: Object.entries(table.only ?? {}).map(([column, values]) => ({
      header: column,
      at: at([column]),
      values: values.map(columnName),
    })),
  };
  return findings.length > 0 ? { is: 'refused', findings } : { is: 'table', table, columns };
}
