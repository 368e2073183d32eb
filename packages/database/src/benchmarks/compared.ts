import { and, desc, eq } from 'drizzle-orm';
import { compare, comparisons, type Benchmark, type NeighbourGroup, type StandingRow } from '@vigil/benchmarks';
import type { Transaction } from '../database.ts';
import { benchmarkFile, benchmarkNeighbours } from '../schema/index.ts';

/** Whose benchmarks, and beside which neighbours. */
export interface ComparedAuthority {
  readonly code: string;
  /** Null where no benchmarks are configured: what was loaded before still stands. */
  readonly benchmarks: { readonly neighbours: ChosenNeighbours } | null;
}

/** The year of an edition of the model; the codes of authorities; null: the newest edition loaded. */
export type ChosenNeighbours = string | readonly string[] | null;

export interface BenchmarkChoice {
  /** No reporting year after this one (the year in which it ends). */
  readonly upTo?: number;
  /** Only releases whose newest year is this. */
  readonly release?: string;
}

/**
 * What an authority's indicators are compared with: England, its region and the mean of its statistical neighbours, by
 * the indicator's id; an indicator that is not there is compared with nothing ("local").
 *
 * @param catalogue the indicators wanted
 */
export async function benchmarksFor(
  tx: Transaction,
  authority: ComparedAuthority,
  catalogue: { all(): readonly { readonly id: string }[] },
  choice: BenchmarkChoice = {},
): Promise<ReadonlyMap<string, Benchmark>> {
  const known = new Set(catalogue.all().map(({ id }) => id));
  const neighbours = await neighboursOf(tx, authority);
  const codes = [authority.code, ...(neighbours?.group.neighbours ?? []).map(({ code }) => code)];
  const benchmarks = compare(
    comparisons.filter(({ indicator }) => known.has(indicator)),
    {
      authority: authority.code,
      neighbours,
      rows: await standingRows(tx, codes, choice),
      newestYear: await newestYear(tx),
      upTo: choice.upTo ?? null,
    },
  );
  return new Map(benchmarks.map((benchmark) => [benchmark.indicator, benchmark]));
}

async function neighboursOf(
  tx: Transaction,
  { code, benchmarks }: ComparedAuthority,
): Promise<{ readonly edition: string; readonly group: NeighbourGroup } | null> {
  const chosen = benchmarks?.neighbours ?? null;
  if (chosen !== null && typeof chosen !== 'string') {
    const neighbours = chosen.map((one) => ({ code: one, closeness: null }));
    return { edition: 'chosen', group: { authority: code, neighbours } };
  }
  const [model] = await tx.orm
    .select({ edition: benchmarkFile.release, neighbours: benchmarkNeighbours.neighbours })
    .from(benchmarkNeighbours)
    .innerJoin(benchmarkFile, eq(benchmarkFile.id, benchmarkNeighbours.file))
    .where(
      and(
        eq(benchmarkNeighbours.authority, tx.authority),
        eq(benchmarkNeighbours.code, code),
        chosen === null ? undefined : eq(benchmarkFile.release, chosen),
      ),
    )
    .orderBy(desc(benchmarkFile.release), desc(benchmarkFile.createdAt), desc(benchmarkFile.id))
    .limit(1);
  return model ? { edition: model.edition ?? '', group: { authority: code, neighbours: model.neighbours } } : null;
}

/**
 * Of England, the regions and these authorities what stands: for each table and year the newest release that has it, of
 * two of the same year the one loaded last.
 */
function standingRows(
  tx: Transaction,
  codes: readonly string[],
  { upTo, release }: BenchmarkChoice,
): Promise<readonly StandingRow[]> {
  return tx.sql<StandingRow[]>`
    with standing as (
      select distinct on (file."table", year) file.id, file."table", file.release, file.name, year
      from vigil.benchmark_file as file, unnest(file.years) as year
      where file.authority = ${tx.authority} and file.kind = 'table'
        and ${release === undefined ? tx.sql`true` : tx.sql`file.release = ${release}`}
        and ${upTo === undefined ? tx.sql`true` : tx.sql`year <= ${upTo}`}
      order by file."table", year, file.release desc, file.created_at desc, file.id desc
    )
    select standing."table", standing.release, standing.name as file,
      said.year, said.level, said.code, said.name, said.region, said."values"
    from standing
    join vigil.benchmark_row as said on said.file = standing.id and said.year = standing.year
    where said.authority = ${tx.authority}
      and (said.level <> 'authority' or string_to_array(said.code, ' / ') && ${[...codes]}::text[])`;
}

/** The newest year of the tables that something is compared with. */
async function newestYear(tx: Transaction): Promise<number | null> {
  const compared = [...new Set(comparisons.map(({ table }) => table))];
  const [row] = await tx.sql<{ newest: number | null }[]>`
    select max(year) as newest
    from vigil.benchmark_file as file, unnest(file.years) as year
    where file.authority = ${tx.authority} and file.kind = 'table' and file."table" = any(${compared})`;
  return row?.newest ?? null;
}
