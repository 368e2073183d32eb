import type { Benchmark as Published, BenchmarkValue } from '@vigil/benchmarks';
import type { Period } from '@vigil/calendar';
import { displayAverage, type Benchmark, type Catalogue, type IndicatorDefinition } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { benchmarksFor, type ComparedAuthority } from './compared.ts';

type InWords = (definition: IndicatorDefinition) => Benchmark | null;

/** What is published of others by indicator, of years that had ended by a month, as others had them at its time. */
export function publishedBy(
  tx: Transaction,
  authority: ComparedAuthority,
  catalogue: Pick<Catalogue, 'all'>,
  period: Period,
): Promise<ReadonlyMap<string, Published>> {
  return benchmarksFor(tx, authority, catalogue, { upTo: Number(period.slice(0, 4)) });
}

/** What figures of a month are compared with, in words (`publishedBy`); null where no benchmarks are there at all. */
export async function readBenchmarks(
  tx: Transaction,
  authority: ComparedAuthority,
  catalogue: Pick<Catalogue, 'all'>,
  period: Period,
): Promise<InWords | null> {
  return benchmarksInWords(await publishedBy(tx, authority, catalogue, period));
}

/** Null where there are none. */
export function benchmarksInWords(published: ReadonlyMap<string, Published>): InWords | null {
  if (published.size === 0) return null;
  return (definition) => {
    const found = published.get(definition.id);
    return found ? inWords(definition, found) : null;
  };
}

function inWords(definition: IndicatorDefinition, found: Published): Benchmark {
  const { england, region, neighbours, mixedYears, title, monthly, note, marks } = found;
  const all = [neighbours, england, region].filter((one) => one !== null);
  const years = [...new Set(all.map(({ yearName }) => yearName))];
  const part = (one: BenchmarkValue): string => {
    const value = one.value === null ? 'withheld' : displayAverage(definition, one.value);
    return `${one === neighbours ? 'SN' : one.name} ${value}${mixedYears ? ` (${one.yearName})` : ''}`;
  };
  return {
    parts: [...all.map(part), ...(mixedYears ? [] : years)],
    source: [
      `${title}, ${years.join(' and ')}${monthly ? ', a twelfth of the year' : ''}`,
      ...(neighbours ? [`statistical neighbours of ${neighbours.edition}`] : []),
    ].join('; '),
    caveats: [...(note === '' ? [] : [note]), ...marks],
    neighbours: neighbours && {
      statisticalNeighbourMean: neighbours.value,
      neighbours: neighbours.values.flatMap((one) => one.value ?? []),
    },
  };
}
