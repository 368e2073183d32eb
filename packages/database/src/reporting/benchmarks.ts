import {
  comparisons,
  symbolInWords,
  type Benchmark,
  type BenchmarkValue,
  type NeighboursMean,
} from '@vigil/benchmarks';
import { benchmarksFor, type ComparedAuthority } from '../benchmarks/compared.ts';
import type { Transaction } from '../database.ts';
import { standingBenchmark, type ComparedWith } from '../schema/index.ts';
import { keepRows } from './keep-rows.ts';

/** What somebody else has, beside one of the authority's figures. */
export type StandingBenchmark = Omit<typeof standingBenchmark.$inferSelect, 'authority'>;

const compared = { all: () => comparisons.map(({ indicator }) => ({ id: indicator })) };

/** Brings the benchmarks that the views show up to date: where releases were loaded, or other neighbours are chosen. */
export async function keepBenchmarks(tx: Transaction, authority: ComparedAuthority): Promise<void> {
  const benchmarks = await benchmarksFor(tx, authority, compared);
  await keepRows(
    tx,
    standingBenchmark,
    [...benchmarks.values()].flatMap(comparedFigures).map((one) => ({ authority: tx.authority, ...one })),
  );
}

/** Those with whom an indicator is compared, one by one. */
export function comparedFigures(benchmark: Benchmark): readonly StandingBenchmark[] {
  const { england, region, neighbours, own } = benchmark;
  return [
    ...figure(benchmark, 'England', england),
    ...figure(benchmark, 'region', region),
    ...figure(benchmark, 'statistical neighbours', neighbours, neighbours),
    ...figure(benchmark, 'itself', own),
  ];
}

function figure(
  { indicator, monthly, older, mixedYears, note }: Benchmark,
  comparedWith: ComparedWith,
  published: BenchmarkValue | null,
  mean: NeighboursMean | null = null,
): readonly StandingBenchmark[] {
  if (published === null) return [];
  const { name, value, symbol, year, yearName, table, release } = published;
  return [
    {
      indicator,
      comparedWith,
      name,
      value,
      withheld: symbol === null ? null : symbolInWords(symbol),
      year,
      yearName,
      sourceTable: table,
      release,
      monthly,
      edition: mean && mean.edition,
      neighboursCounted: mean && mean.n,
      neighboursAll: mean && mean.of,
      older,
      mixedYears,
      difference: note,
    },
  ];
}
