import { addMonths, type IsoDate, type Period, shortPeriodName } from '@vigil/calendar';
import type { Change } from '../change.ts';
import type { IndicatorDefinition } from '../definition.ts';
import { display } from '../display.ts';
import { exactValue, type Origin } from '../figure.ts';
import type { Contradiction } from '../judgement/contradictions.ts';
import { type Extreme, extremeOf } from '../judgement/extreme.ts';
import { type BesideNeighbours, besideNeighbours } from '../judgement/neighbours.ts';
import { type Around, type Suggestion, suggestPlace } from '../judgement/place.ts';
import {
  isSmallCohort,
  type PooledYear,
  pooledYear,
  type TwelveMonthAverage,
  twelveMonthAverage,
} from '../judgement/year.ts';
import { type Limits, limitsOf } from '../limits/limits.ts';
import { limitsInWords } from '../limits/words.ts';
import { shareInWords } from '../number.ts';
import type { Rag } from '../rag.ts';
import { type JudgedFigure, missesRunning } from '../series.ts';
import { describeTarget } from '../target.ts';
import type { Benchmark, Ruling, ScorecardContext, ScorecardSeries } from './given.ts';
import { notesOf } from './notes.ts';

/** One indicator as the pack's table has it. Colour, target, change and origin are those of the newest of its months. */
export interface ScorecardRow {
  readonly definition: IndicatorDefinition;
  /** A team, age band or gender; null for the whole. */
  readonly member: string | null;
  /** Four, oldest first; the last is the scorecard's own. */
  readonly months: readonly ScorecardMonth[];
  /** The scorecard's month; null where it has no figure. */
  readonly current: JudgedFigure | null;
  /** In words: 'at least 84 %'. */
  readonly target: string | null;
  /** Null where there is nothing to compare with, or where computed figures meet reported ones. */
  readonly change: Change | null;
  /** The month before has a figure of the other origin, with which none is compared. */
  readonly isBreak: boolean;
  readonly rag: Rag;
  /** Null where the scorecard's month has no figure. */
  readonly origin: Origin | null;
  /** The date that the scorecard's month speaks of. */
  readonly asAt: IsoDate | null;
  /** Of the rows of the lists it needs, the share in quarantine: '1.2 %'; null where there is none. */
  readonly quarantined: string | null;
  readonly average: TwelveMonthAverage | null;
  /** Of a percentage of few cases; else null. */
  readonly smallYear: PooledYear | null;
  readonly extreme: Extreme | null;
  /** How many open cases are past their limit, or soon will be, by the newest delivery; null where that is not counted. */
  readonly open: { readonly overdue: number | null; readonly due: number | null } | null;
  /** Red months in a row, the scorecard's own the last. */
  readonly misses: number;
  readonly benchmark: Benchmark | null;
  readonly neighbours: BesideNeighbours | null;
  /** As far as the scorecard's month, or why there are none; null where that has no value. */
  readonly controlLimits: Limits | null;
  /** What they tell; null where there are none, or the scorecard's month has no value. */
  readonly limits: ScorecardLimits | null;
  readonly suggestion: Suggestion;
  /** A person's word on the place, which counts before the suggestion; null where nobody gave one. */
  readonly ruling: Ruling | null;
  readonly contradictions: readonly Contradiction[];
  /** All that the reader must know besides the columns and their marks, in words. */
  readonly notes: readonly string[];
}

/** What control limits tell: the icons, and in a line. */
interface ScorecardLimits extends Pick<Limits, 'variation' | 'assurance'> {
  readonly words: string;
}

interface ScorecardMonth {
  readonly period: Period;
  /** As kept, to 4 decimals. */
  readonly value: number | null;
  /** '27 %', 'tbd'; null where there is no figure. */
  readonly shown: string | null;
  /** How many of how many, for a computed share: '14 of 51'. */
  readonly counted: string | null;
  readonly provisional: boolean;
  /** Why it changed after it had settled; null where it did not. */
  readonly restated: string | null;
  readonly origin: Origin | null;
}

/** The months that a scorecard shows, oldest first. */
export function scorecardPeriods(period: Period): readonly Period[] {
  return [-3, -2, -1, 0].map((months) => addMonths(period, months));
}

/** @param beside what is found by looking at all series together */
export function rowOf(
  one: ScorecardSeries,
  period: Period,
  context: ScorecardContext,
  beside: { readonly contradictions: readonly Contradiction[]; readonly open: ScorecardRow['open'] },
): ScorecardRow {
  const { definition, member, judged, snapshots, asAts, quarantinedShare } = one;
  const byPeriod = new Map(judged.map((month) => [month.figure.period, month]));
  const current = byPeriod.get(period) ?? null;
  const before = byPeriod.get(addMonths(period, -1));
  const target = (current ?? judged.at(-1))?.target ?? null;
  const benchmark = (member === null && context.benchmark?.(definition, period)) || null;
  const neighbours = benchmark?.neighbours ? besideNeighbours(definition, judged, period, benchmark.neighbours) : null;
  const limits = limitsAt(one, current, context);
  const suggestion = suggestPlace(definition, judged, period, {
    process: limits && processOf(limits, period),
    neighbours,
  });
  const row = {
    definition,
    member,
    months: scorecardPeriods(period).map((month) => ({
      ...monthOf(definition, month, byPeriod.get(month)),
      restated: restatedFor(snapshots.get(month)),
    })),
    current,
    target: target && describeTarget(target, definition.unit),
    change: current?.change ?? null,
    isBreak: current !== null && before !== undefined && before.figure.origin !== current.figure.origin,
    rag: current?.rag ?? 'grey',
    origin: current?.figure.origin ?? null,
    quarantined: quarantinedShare === null || quarantinedShare === 0 ? null : shareInWords(quarantinedShare),
    average: twelveMonthAverage(definition, judged, period),
    smallYear: current && isSmallCohort(definition, current.figure) ? pooledYear(definition, judged, period) : null,
    extreme: extremeOf(definition, judged, period),
    open: beside.open,
    asAt: asAts.get(period) ?? null,
    misses: missesRunning(judged, period),
    benchmark,
    neighbours,
    controlLimits: limits,
    limits: limits && shownLimits(limits, period),
    suggestion,
    ruling:
      (member === null &&
        context.rulings?.findLast((ruling) => ruling.indicator === definition.id && ruling.period === period)) ||
      null,
    contradictions: beside.contradictions.filter((said) => said.indicator === definition.id && said.member === member),
  };
  return { ...row, notes: notesOf(row) };
}

/** The limits of the series as far as the scorecard's month; null where that has no value. */
function limitsAt(
  { definition, member, judged }: ScorecardSeries,
  current: JudgedFigure | null,
  { rebases, limits }: ScorecardContext,
): Limits | null {
  if (limits === false || current === null || current.figure.value === null) return null;
  const figures = judged.map(({ figure }) => figure);
  return limitsOf(definition, figures, current.target, rebases?.(definition.id, member) ?? []);
}

function shownLimits(limits: Limits, period: Period): ScorecardLimits | null {
  const words = limitsLine(limits, period);
  const { variation, assurance } = limits;
  return words === null ? null : { variation, assurance, words };
}

/** They speak of the last month that counts, which is named where it is another: one that is provisional does not. */
function limitsLine(limits: Limits, period: Period): string | null {
  const { xmr } = limits;
  if ('none' in xmr) return null;
  return `${limitsInWords(limits)}${xmr.to === period ? '' : ` as of ${shortPeriodName(xmr.to)}`}`;
}

function processOf(limits: Limits, period: Period): Around['process'] {
  const words = limitsLine(limits, period);
  const { variation } = limits;
  if (words === null || variation === null || variation === 'common-cause') return null;
  const verdict = variation.startsWith('improvement')
    ? 'better'
    : variation.startsWith('concern')
      ? 'worse'
      : 'changed';
  return { verdict, words };
}

function monthOf(
  definition: IndicatorDefinition,
  period: Period,
  judged: JudgedFigure | undefined,
): Omit<ScorecardMonth, 'restated'> {
  if (!judged) return { period, value: null, shown: null, counted: null, provisional: false, origin: null };
  const { figure, target } = judged;
  const { numerator, denominator, text } = figure;
  const share = definition.unit === 'percent' && numerator !== null && denominator !== null;
  return {
    period,
    value: figure.value,
    shown: display(definition, exactValue(definition, figure), { target, text }),
    counted: share ? `${whole(numerator)} of ${whole(denominator)}` : null,
    provisional: figure.status === 'provisional',
    origin: figure.origin,
  };
}

function whole(count: number): string {
  return count.toLocaleString('en-GB');
}

/** A change while a month is provisional is no restatement: only what had been final is. */
function restatedFor(
  version: { readonly reason: string | null; readonly afterSettling: boolean } | undefined,
): string | null {
  return version?.afterSettling ? version.reason : null;
}
