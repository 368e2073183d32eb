import type { Benchmark } from '@vigil/benchmarks';
import { lastCompletePeriod, type IsoDate, type Period } from '@vigil/calendar';
import {
  monthsWithFigures,
  scorecard,
  type Catalogue,
  type ScorecardContext,
  type ScorecardSection,
  type Target,
} from '@vigil/indicators';
import type { ComparedAuthority } from '../benchmarks/compared.ts';
import { benchmarksInWords, publishedBy } from '../benchmarks/in-words.ts';
import { standingCalendar } from '../calendars.ts';
import type { Transaction } from '../database.ts';
import { readJudgements, readReportedNotes } from './judgements.ts';
import type { FormSources } from './reported.ts';
import { readRebases } from './rebases.ts';
import { readSeries } from './series.ts';

interface State {
  readonly asAt: IsoDate;
  /** What was decided and said by then; without it, by now. */
  readonly knownAt?: Date;
  readonly catalogue: Catalogue;
  readonly authority: ComparedAuthority & {
    readonly population0to17: ReadonlyMap<number, number>;
    readonly contributors: FormSources;
  };
}

interface ScorecardQuestion extends State {
  /** Without it, the newest complete one that has figures. */
  readonly period?: Period | undefined;
  /** Teams, age bands and genders too. */
  readonly members?: boolean;
  readonly authority: State['authority'] & { readonly targets: ReadonlyMap<string, readonly Target[]> };
}

/** The pack's tables for a month, and the months that there are. */
export interface Scorecard {
  readonly asAt: IsoDate;
  /** The complete ones that have figures, oldest first. */
  readonly months: readonly Period[];
  /** Null where the month asked for is none of them, or there are none. */
  readonly period: Period | null;
  readonly sections: readonly ScorecardSection[];
}

/** The scorecard of a month, with all that it says besides the figures. */
export async function readScorecard(tx: Transaction, question: ScorecardQuestion): Promise<Scorecard> {
  const { asAt, knownAt, catalogue, authority, members = false } = question;
  const series = await readSeries(tx, catalogue.all(), {
    asAt,
    ...(knownAt && { knownAt }),
    calendar: await standingCalendar(tx),
    targets: authority.targets,
  });
  const months = monthsWithFigures(series, lastCompletePeriod(asAt));
  const period = question.period ?? months.at(-1);
  if (period === undefined || !months.includes(period)) return { asAt, months, period: null, sections: [] };
  const context = await readScorecardContext(tx, { ...question, period });
  return { asAt, months, period, sections: scorecard(series, period, { ...context, members }) };
}

/**
 * What a scorecard says besides the figures: benchmarks, people's words, decisions on limits, populations, notes; and
 * what is published, by indicator, that its benchmarks are made of.
 */
export async function readScorecardContext(
  tx: Transaction,
  { period, asAt, knownAt, catalogue, authority }: State & { readonly period: Period },
): Promise<ScorecardContext & { readonly published: ReadonlyMap<string, Benchmark> }> {
  const indicators = catalogue.all().map(({ id }) => id);
  const rebases = await readRebases(tx, indicators, knownAt);
  const notes = await readReportedNotes(tx, period, asAt, authority.contributors);
  const published = await publishedBy(tx, authority, catalogue, period);
  const benchmark = benchmarksInWords(published);
  return {
    rebases: (indicator, member) => rebases.filter((one) => one.indicator === indicator && one.member === member),
    published,
    rulings: await readJudgements(tx, period, knownAt),
    population: (month) => populationOf(authority.population0to17, month),
    noteOn: (indicator) => notes.get(indicator) ?? null,
    ...(benchmark && { benchmark }),
  };
}

/** That of the month's year, or of the latest earlier one. */
function populationOf(populations: ReadonlyMap<number, number>, period: Period): number | null {
  const years = [...populations.keys()].filter((year) => year <= Number(period.slice(0, 4)));
  return years.length === 0 ? null : (populations.get(Math.max(...years)) ?? null);
}
