import type { Benchmark as Published, BenchmarkValue } from '@vigil/benchmarks';
import type { IsoDate, Period } from '@vigil/calendar';
import {
  displayAverage,
  type Benchmark,
  type Catalogue,
  type IndicatorDefinition,
  type ScorecardContext,
} from '@vigil/indicators';
import { benchmarksFor, type ComparedAuthority } from '../benchmarks/compared.ts';
import type { Transaction } from '../database.ts';
import { readJudgements, readReportedNotes } from './judgements.ts';
import { readRebases } from './rebases.ts';

export interface ScorecardQuestion {
  readonly period: Period;
  readonly asAt: IsoDate;
  /** What was decided and said by then; without it, by now. */
  readonly knownAt?: Date;
  readonly catalogue: Catalogue;
  readonly authority: ComparedAuthority & { readonly population0to17: ReadonlyMap<number, number> };
}

/** What a scorecard says besides the figures: benchmarks, people's words, decisions on limits, populations, notes. */
export async function readScorecardContext(
  tx: Transaction,
  { period, asAt, knownAt, catalogue, authority }: ScorecardQuestion,
): Promise<ScorecardContext> {
  const indicators = catalogue.all().map(({ id }) => id);
  const rebases = await readRebases(tx, indicators, knownAt);
  const notes = await readReportedNotes(tx, period, asAt);
  // Of years that had ended by then: a figure is compared with what others had at its time.
  const published = await benchmarksFor(tx, authority, catalogue, { upTo: Number(period.slice(0, 4)) });
  return {
    rebases: (indicator, member) => rebases.filter((one) => one.indicator === indicator && one.member === member),
    rulings: await readJudgements(tx, period, knownAt),
    population: (month) => populationOf(authority.population0to17, month),
    noteOn: (indicator) => notes.get(indicator) ?? null,
    ...(published.size > 0 && {
      benchmark: (definition) => {
        const found = published.get(definition.id);
        return found ? inWords(definition, found) : null;
      },
    }),
  };
}

/** That of the month's year, or of the latest earlier one. */
function populationOf(populations: ReadonlyMap<number, number>, period: Period): number | null {
  const years = [...populations.keys()].filter((year) => year <= Number(period.slice(0, 4)));
  return years.length === 0 ? null : (populations.get(Math.max(...years)) ?? null);
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
