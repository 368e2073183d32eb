import type { Benchmark, BenchmarkValue } from '@vigil/benchmarks';
import type { IndicatorDefinition } from '@vigil/indicators';

/** A number to 4 decimals, or the symbol of what is withheld; null where there is nothing. */
type Shown = number | string | null;

/** What `vigil benchmarks` prints of an indicator. */
export interface BenchmarkRow {
  readonly indicator: string;
  readonly code: string | null;
  readonly unit: string;
  readonly england: Shown;
  readonly region: Shown;
  readonly regionName: string | null;
  readonly neighbours: Shown;
  /** The mean is of so many of so many neighbours. */
  readonly neighbourCount: number | null;
  readonly neighboursOf: number | null;
  readonly own: Shown;
  /** The newest of the years below; and all of them, as people name them. */
  readonly year: number | null;
  readonly yearName: string | null;
  /** The year in which each one's reporting period ends. */
  readonly englandYear: number | null;
  readonly regionYear: number | null;
  readonly neighboursYear: number | null;
  readonly ownYear: number | null;
  /** What is published counts a year: a twelfth of it is shown. */
  readonly monthly: boolean | null;
  readonly edition: string | null;
  readonly table: string | null;
  readonly release: string | null;
  readonly file: string | null;
  readonly older: boolean | null;
  readonly mixedYears: boolean | null;
  readonly marks: string;
  readonly note: string | null;
  /** No table loaded gives it. */
  readonly local: boolean;
}

export function benchmarkRow({ id, code, unit }: IndicatorDefinition, benchmark: Benchmark | null): BenchmarkRow {
  const { england = null, region = null, neighbours = null, own = null } = benchmark ?? {};
  const places = [england, region, neighbours].filter((one) => one !== null);
  const unique = (read: (place: BenchmarkValue) => string): string | null =>
    [...new Set(places.map(read))].join(', ') || null;
  return {
    indicator: id,
    code,
    unit,
    england: valueOf(england),
    region: valueOf(region),
    regionName: region?.name ?? null,
    neighbours: valueOf(neighbours),
    neighbourCount: neighbours?.n ?? null,
    neighboursOf: neighbours?.of ?? null,
    own: valueOf(own),
    year: places.length === 0 ? null : Math.max(...places.map(({ year }) => year)),
    yearName: unique(({ yearName }) => yearName),
    englandYear: england?.year ?? null,
    regionYear: region?.year ?? null,
    neighboursYear: neighbours?.year ?? null,
    ownYear: own?.year ?? null,
    monthly: benchmark?.monthly ?? null,
    edition: neighbours?.edition ?? null,
    table: benchmark?.table ?? null,
    release: unique(({ release }) => release),
    file: unique(({ file }) => file),
    older: benchmark?.older ?? null,
    mixedYears: benchmark?.mixedYears ?? null,
    marks: benchmark?.marks.join(' ') ?? '',
    note: benchmark?.note ?? null,
    local: benchmark === null,
  };
}

/** One neighbour's figure beside an indicator. */
export interface NeighbourRow {
  readonly indicator: string;
  /** 1 is the nearest. */
  readonly rank: number;
  readonly neighbour: string;
  readonly name: string;
  readonly closeness: string | null;
  readonly value: Shown;
  readonly year: number;
  readonly edition: string;
  readonly table: string;
  readonly release: string;
}

export function neighbourRows(benchmark: Benchmark | undefined): readonly NeighbourRow[] {
  const neighbours = benchmark?.neighbours ?? null;
  if (benchmark === undefined || neighbours === null) return [];
  const { year, edition, table, release } = neighbours;
  return neighbours.values.map((one, index) => ({
    indicator: benchmark.indicator,
    rank: index + 1,
    neighbour: one.code,
    name: one.name,
    closeness: one.closeness,
    value: valueOf(one),
    year,
    edition,
    table,
    release,
  }));
}

function valueOf(figure: Pick<BenchmarkValue, 'value' | 'symbol'> | null): Shown {
  if (figure === null) return null;
  return figure.value === null ? figure.symbol : Number(figure.value.toFixed(4));
}

/** For people: to two decimals, symbols as they are, nothing as a dash. */
export function shownValue(value: Shown): string {
  if (value === null) return '–';
  return typeof value === 'string' ? value : value.toFixed(2).replace(/\.?0+$/, '');
}
