import type { Comparison } from './comparison.ts';
import { derive, type PublishedValue } from './derive.ts';
import type { NeighbourGroup } from './neighbours.ts';
import type { PublishedRow } from './published-row.ts';
import { reportingYearName } from './reporting-year.ts';
import { benchmarkTables } from './tables.ts';

/** A row of the release that stands for its table and year. */
export interface StandingRow extends PublishedRow {
  readonly table: string;
  readonly release: string;
  readonly file: string;
}

/** A published figure with its vintage. A figure over a year is a twelfth of what is published. */
export interface BenchmarkValue extends PublishedValue {
  /** England, a region or an authority. */
  readonly name: string;
  /** The year in which the reporting period ends. */
  readonly year: number;
  /** As people name it: '2018-19'. */
  readonly yearName: string;
  readonly table: string;
  /** The newest year of the file it is from. */
  readonly release: string;
  readonly file: string;
}

export interface NeighboursMean extends BenchmarkValue {
  /** The mean is of so many … */
  readonly n: number;
  /** … of so many neighbours; the others are withheld or missing. */
  readonly of: number;
  /** The year of the model, or 'chosen' where the configuration names the neighbours. */
  readonly edition: string;
  /** In the model's order, the nearest first. */
  readonly values: readonly NeighbourValue[];
}

export interface NeighbourValue extends PublishedValue {
  readonly code: string;
  readonly name: string;
  readonly closeness: string | null;
}

/** What an indicator is compared with, for one authority. */
export interface Benchmark {
  readonly indicator: string;
  readonly table: string;
  /** The table's title. */
  readonly title: string;
  /** Published figures over a year were divided by 12. */
  readonly monthly: boolean;
  readonly england: BenchmarkValue | null;
  readonly region: BenchmarkValue | null;
  readonly neighbours: NeighboursMean | null;
  /** What is published of the authority itself. */
  readonly own: BenchmarkValue | null;
  /** Where the national definition differs from ours. */
  readonly note: string;
  /** One of the figures is older than the newest year loaded. */
  readonly older: boolean;
  /** The figures are not all of one year. */
  readonly mixedYears: boolean;
  /** Both of these and what is withheld, a sentence each. */
  readonly marks: readonly string[];
}

export interface Wanted {
  readonly authority: string;
  readonly neighbours: { readonly edition: string; readonly group: NeighbourGroup } | null;
  /** Rows of England, of regions, of the authority and of its neighbours; of any years. */
  readonly rows: readonly StandingRow[];
  /** The newest year that any table has loaded. */
  readonly newestYear: number | null;
  /** No year after this one. */
  readonly upTo: number | null;
}

/**
 * Compares: for each comparison the newest year that its table has, and where a place has no row in that year, its
 * newest one before, which is marked. Comparisons whose table has nothing are left out: they are "local".
 */
export function compare(comparisons: readonly Comparison[], wanted: Wanted): readonly Benchmark[] {
  const places = byPlace(wanted);
  const region = regionOf(wanted, places);
  return comparisons.flatMap((comparison) => {
    const benchmark = compareOne(comparison, wanted, region, places);
    return benchmark === null ? [] : [benchmark];
  });
}

/** Rows of a table and place, the newest first. */
type Places = ReadonlyMap<string, readonly StandingRow[]>;

const keyOf = (table: string, level: string, code: string): string => `${table} ${level} ${code}`;

function byPlace({ rows, upTo }: Wanted): Places {
  const places = new Map<string, StandingRow[]>();
  for (const row of rows.toSorted((one, other) => other.year - one.year)) {
    if (upTo !== null && row.year > upTo) continue;
    // Two authorities that report together stand in one row.
    for (const code of row.code.split(' / ')) {
      const key = keyOf(row.table, row.level, code);
      const known = places.get(key);
      if (known) known.push(row);
      else places.set(key, [row]);
    }
  }
  return places;
}

function compareOne(comparison: Comparison, wanted: Wanted, region: string | null, places: Places): Benchmark | null {
  const { table, indicator, neighboursOnly, overTheYear, difference } = comparison;
  const figures = new Figures(comparison, places);

  const england = neighboursOnly ? null : figures.at('national', 'E92000001');
  const regional = neighboursOnly || region === null ? null : figures.at('regional', region);
  const own = figures.at('authority', wanted.authority);
  const neighbours = meanOf(figures, wanted.neighbours);
  const shown = [england, regional, neighbours].filter((one) => one !== null);
  if (shown.length === 0) return null;

  const shownYears = new Set(shown.map(({ year }) => year));
  const mixedYears = shownYears.size > 1;
  const older = wanted.newestYear !== null && [...shownYears].some((year) => year < wanted.newestYear!);
  const marks = [
    ...(mixedYears ? [`Years are mixed: ${shown.map(({ name, yearName }) => `${name} ${yearName}`).join(', ')}.`] : []),
    ...(older ? [`Older than the newest year loaded, ${wanted.newestYear}.`] : []),
    ...shown.flatMap(({ name, symbol }) => (symbol === null ? [] : [`${name}: withheld (${symbol}).`])),
    ...(neighbours === null || neighbours.n === neighbours.of
      ? []
      : [`${neighbours.n} of ${neighbours.of} neighbours.`]),
  ];
  return {
    indicator,
    table,
    title: benchmarkTables.get(table)!.title,
    monthly: overTheYear,
    england,
    region: regional,
    neighbours,
    own,
    note: difference,
    older,
    mixedYears,
    marks,
  };
}

class Figures {
  readonly #comparison: Comparison;
  readonly #places: Places;

  constructor(comparison: Comparison, places: Places) {
    this.#comparison = comparison;
    this.#places = places;
  }

  /** The newest figure of a place, or the one of a year. */
  at(level: string, code: string, year?: number): BenchmarkValue | null {
    const rows = this.#places.get(keyOf(this.#comparison.table, level, code)) ?? [];
    for (const row of rows) {
      if (year !== undefined && row.year !== year) continue;
      // A count of two authorities together is that of neither.
      if (this.#comparison.neighboursOnly && row.code !== code) continue;
      const { value, symbol } = derive(this.#comparison.derivation, row);
      if (value === null && symbol === null) continue;
      return { ...this.#vintage(row), name: row.name, value: value === null ? null : this.#aMonth(value), symbol };
    }
    return null;
  }

  #vintage({ year, table, release, file }: StandingRow): Omit<BenchmarkValue, 'name' | 'value' | 'symbol'> {
    return { year, yearName: reportingYearName(year, benchmarkTables.get(table)!.yearEnds), table, release, file };
  }

  #aMonth(value: number): number {
    return this.#comparison.overTheYear ? value / 12 : value;
  }
}

/** The mean of what the neighbours have in one year: the newest in which any of them has something. */
function meanOf(figures: Figures, model: Wanted['neighbours']): NeighboursMean | null {
  if (model === null) return null;
  const { neighbours } = model.group;
  const newestOf = neighbours.map(({ code }) => figures.at('authority', code));
  const years = newestOf.flatMap((one) => (one === null ? [] : [one.year]));
  if (years.length === 0) return null;
  const year = Math.max(...years);
  const found = neighbours.map(({ code, closeness }, index) => {
    const figure = figures.at('authority', code, year);
    return { figure, closeness, code, name: figure?.name ?? newestOf[index]?.name ?? code };
  });
  const sample = found.find(({ figure }) => figure !== null)!.figure!;
  const values = found.map(({ figure, closeness, code, name }) => ({
    code,
    name,
    closeness,
    value: figure?.value ?? null,
    symbol: figure?.symbol ?? null,
  }));
  const numbers = values.flatMap(({ value }) => (value === null ? [] : [value]));
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return {
    ...sample,
    name: 'Statistical neighbours',
    value: numbers.length === 0 ? null : mean,
    symbol: numbers.length === 0 ? (values.find(({ symbol }) => symbol !== null)?.symbol ?? null) : null,
    n: numbers.length,
    of: neighbours.length,
    edition: model.edition,
    values,
  };
}

/** The region that the newest table puts the authority in. */
function regionOf({ authority }: Wanted, places: Places): string | null {
  const own = [...places.values()]
    .flat()
    .filter(
      ({ level, code, region }) => level === 'authority' && region !== null && code.split(' / ').includes(authority),
    )
    .toSorted((one, other) => other.year - one.year);
  return own[0]?.region ?? null;
}
