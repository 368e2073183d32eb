import type { Benchmark } from '@vigil/benchmarks';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { BenchmarkLine } from './pack.ts';
import { benchmarkValue } from './printed.ts';
import { sentence } from './wording.ts';

const neighbours = 'Statistical neighbours';

/** Statistical neighbours, England and the region; 'Local' where nobody publishes it of them (behaviours B8, B9). */
export function benchmarkLines(
  definition: IndicatorDefinition,
  benchmark: Benchmark | undefined,
  region: string,
): readonly BenchmarkLine[] {
  const lines = [
    [neighbours, benchmark?.neighbours],
    ['England', benchmark?.england],
    [region, benchmark?.region],
  ] as const;
  return lines.map(([name, found]) =>
    found
      ? { name, value: benchmarkValue(definition, found), year: found.yearName }
      : { name, value: 'Local', year: null },
  );
}

/** Of what table they are, and where what is counted there differs. */
export function benchmarkNotes(benchmark: Benchmark | undefined): readonly string[] {
  if (benchmark === undefined) return [];
  const { title, monthly, neighbours: mean, note, marks } = benchmark;
  return [
    sentence(`${title}${monthly ? '; a twelfth of the year' : ''}${mean ? `; neighbours of ${mean.edition}` : ''}`),
    ...(note === '' ? [] : [sentence(note)]),
    ...(marks.length === 0 ? [] : [marks.join(' ')]),
  ];
}

/** What of them is drawn as a line, the most important first. */
export function benchmarksDrawn(
  benchmark: Benchmark | undefined,
): readonly { readonly name: string; readonly value: number }[] {
  const found = benchmark ? [benchmark.neighbours, benchmark.england, benchmark.region] : [];
  return found.flatMap((one) =>
    one === null || one.value === null
      ? []
      : [{ name: one === benchmark?.neighbours ? neighbours : one.name, value: one.value }],
  );
}

/** What the authority's region is called, as far as any table says. */
export function regionIn(benchmarks: ReadonlyMap<string, Benchmark>): string {
  for (const { region } of benchmarks.values()) if (region !== null) return region.name;
  return 'Region';
}
