import { periodName, type Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '../definition.ts';
import { display } from '../display.ts';
import { exactValue } from '../figure.ts';
import { judge } from '../rag.ts';
import { type JudgedFigure, missesRunning } from '../series.ts';
import { type Extreme, extremeInWords, extremeOf } from './extreme.ts';
import type { BesideNeighbours } from './neighbours.ts';
import { isSmallCohort, type PooledYear, pooledYear, type TwelveMonthAverage, twelveMonthAverage } from './year.ts';

/** The lists of the pack's overview (A2): going well or better, ones to watch, things to do better. */
export const places = ['going-well', 'watch', 'do-better'] as const;
export type Place = (typeof places)[number];

/** As the pack heads them. */
export const placeNames: Readonly<Record<Place, string>> = {
  'going-well': 'Going well or better',
  watch: 'Ones to watch',
  'do-better': 'Things to do better',
};

/** Where Vigil would put an indicator, and why. A person's word overrules it: membership is a human judgement (G4). */
export interface Suggestion {
  /** Null where there is nothing to say. */
  readonly place: Place | null;
  /** The rule that decided. */
  readonly rule: string;
  /** Why, in a sentence; empty where there is nothing to say. */
  readonly reason: string;
}

/** What is known of the month besides its series, where it is. */
export interface Around {
  /** What control limits say of the process behind the figure, and in words. */
  readonly process: { readonly verdict: 'better' | 'worse' | 'changed'; readonly words: string } | null;
  readonly neighbours: BesideNeighbours | null;
}

interface Facts extends Around {
  readonly definition: IndicatorDefinition;
  readonly period: Period;
  /** Of the month; null where it has no figure at all. */
  readonly current: JudgedFigure | null;
  readonly value: number | null;
  /** Some month up to this one has a value. */
  readonly known: boolean;
  readonly misses: number;
  readonly average: TwelveMonthAverage | null;
  /** Of a percentage of few cases in the month: its year, and whether that meets the target. */
  readonly smallYear: { readonly year: PooledYear; readonly met: boolean } | null;
  readonly extreme: Extreme | null;
}

interface PlaceRule {
  readonly name: string;
  readonly place: Place | null;
  readonly holds: (facts: Facts) => boolean;
  readonly because: (facts: Facts) => string;
}

const ragIs = (rag: JudgedFigure['rag']) => (facts: Facts) => facts.current?.rag === rag;
const rated = ({ definition }: Facts) => definition.polarity !== 'neutral';

/**
 * The decision table: the first rule that holds decides. Level before trend, since a target missed is to be done better
 * whatever its trend, unless it is better both than the month before and than its year.
 */
const rules: readonly PlaceRule[] = [
  { name: 'never had a figure', place: null, holds: ({ known }) => !known, because: () => '' },
  {
    name: 'no figure this month',
    place: 'watch',
    holds: ({ value }) => value === null,
    because: ({ current, period }) => `No figure for ${periodName(period)}${textOf(current)}.`,
  },
  {
    name: 'few cases, and the year is on target',
    place: 'watch',
    holds: (facts) => (ragIs('red')(facts) || ragIs('amber')(facts)) && facts.smallYear?.met === true,
    because: ({ smallYear }) =>
      `Misses its target in a month of few cases; ${String(smallYear!.year.months)} months together meet it.`,
  },
  {
    name: 'missed, but better',
    place: 'watch',
    holds: (facts) => ragIs('red')(facts) && facts.current!.change?.verdict === 'better' && betterThanYear(facts),
    because: () => 'Misses its target, but is better than the month before and than its 12-month average.',
  },
  {
    name: 'missed',
    place: 'do-better',
    holds: ragIs('red'),
    because: ({ misses }) => `Misses its target${run(misses)}.`,
  },
  {
    name: 'just off',
    place: 'watch',
    holds: ragIs('amber'),
    because: () => 'Misses its target, but within the tolerance.',
  },
  {
    name: 'met, but turning',
    place: 'watch',
    holds: (facts) => ragIs('green')(facts) && turns(facts, 'worse'),
    because: (facts) => `Meets its target, but is ${turnInWords(facts, 'worse')}.`,
  },
  { name: 'met', place: 'going-well', holds: ragIs('green'), because: () => 'Meets its target.' },
  {
    name: 'moves the wrong way',
    place: 'watch',
    holds: (facts) => rated(facts) && turns(facts, 'worse'),
    because: (facts) => `Has no target, and is ${turnInWords(facts, 'worse')}.`,
  },
  {
    name: 'moves the right way',
    place: 'going-well',
    holds: (facts) => rated(facts) && turns(facts, 'better'),
    because: (facts) => `Has no target, and is ${turnInWords(facts, 'better')}.`,
  },
  {
    name: 'unusual demand',
    place: 'watch',
    holds: (facts) => !rated(facts) && (facts.extreme !== null || facts.process !== null || isOutlier(facts)),
    because: (facts) => `Neither good nor bad, but worth a look: ${unusual(facts).join('; ')}.`,
  },
  { name: 'nothing to say', place: null, holds: () => true, because: () => '' },
];

/**
 * Where the pack's lists would have the indicator in a month, by what its figures say: its colour, how long it has
 * missed its target, its change, its year, whether it is the highest or lowest, its control limits, its neighbours.
 *
 * @param series of one indicator and one member, oldest first
 */
export function suggestPlace(
  definition: IndicatorDefinition,
  series: readonly JudgedFigure[],
  period: Period,
  around: Around = { process: null, neighbours: null },
): Suggestion {
  const facts = factsOf(definition, series, period, around);
  const { name, place, because } = rules.find(({ holds }) => holds(facts))!;
  return { place, rule: name, reason: because(facts) };
}

function factsOf(
  definition: IndicatorDefinition,
  series: readonly JudgedFigure[],
  period: Period,
  around: Around,
): Facts {
  const current = series.find(({ figure }) => figure.period === period) ?? null;
  return {
    ...around,
    definition,
    period,
    current,
    value: current && exactValue(definition, current.figure),
    known: series.some(({ figure }) => figure.period <= period && figure.value !== null),
    misses: missesRunning(series, period),
    average: twelveMonthAverage(definition, series, period),
    smallYear: smallYearOf(definition, series, current),
    extreme: extremeOf(definition, series, period),
  };
}

function smallYearOf(
  definition: IndicatorDefinition,
  series: readonly JudgedFigure[],
  current: JudgedFigure | null,
): Facts['smallYear'] {
  if (current === null || !isSmallCohort(definition, current.figure)) return null;
  const year = pooledYear(definition, series, current.figure.period);
  return year && { year, met: judge(definition, year.value, current.target).rag === 'green' };
}

function betterThanYear({ definition, value, average }: Facts): boolean {
  if (average === null || value === null || average.value === value) return false;
  return value > average.value === (definition.polarity === 'higher-is-better');
}

function turns({ extreme, process }: Facts, verdict: 'better' | 'worse'): boolean {
  return extreme?.verdict === verdict || process?.verdict === verdict;
}

function turnInWords({ extreme, process, current }: Facts, verdict: 'better' | 'worse'): string {
  if (extreme?.verdict === verdict) return extremeInWords(extreme, current!.figure.origin);
  return `moving for the ${verdict} (${process!.words})`;
}

function isOutlier({ neighbours }: Facts): boolean {
  return neighbours !== null && neighbours.outlier !== null;
}

function unusual({ definition, value, extreme, process, neighbours, current }: Facts): string[] {
  return [
    ...(extreme ? [`${display(definition, value)} is ${extremeInWords(extreme, current!.figure.origin)}`] : []),
    ...(process ? [process.words] : []),
    ...(neighbours && neighbours.outlier !== null ? [outlierInWords(neighbours)] : []),
  ];
}

/** 'higher than all of its 10 statistical neighbours' */
export function outlierInWords({ outlier, of }: BesideNeighbours): string {
  return `${outlier === 'high' ? 'higher' : 'lower'} than all of its ${String(of)} statistical neighbours`;
}

function textOf(current: JudgedFigure | null): string {
  const text = current?.figure.text ?? null;
  return text === null ? '' : `: ${text}`;
}

function run(misses: number): string {
  return misses > 1 ? `, for ${String(misses)} months running` : '';
}
