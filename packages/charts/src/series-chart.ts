import { addMonths, type Period, shortPeriodName } from '@vigil/calendar';
import {
  display,
  exactValue,
  type IndicatorDefinition,
  type JudgedFigure,
  type Limits,
  type Origin,
  plainNumber,
  shownLimits,
  threshold,
  withUnit,
} from '@vigil/indicators';
import { averageOf } from './average.ts';
import type { Cause } from './beyond-chance.ts';
import type { ChartLimits, ChartPoint, ChartStep, SeriesChart } from './chart.ts';
import { descriptionOf } from './description.ts';

export interface SeriesInput {
  readonly definition: IndicatorDefinition;
  /**
   * Oldest first, of one member, as they may be seen: where a rule of disclosure rounds them or withholds them (no value,
   * and a text that says so), it has done so. The last month drawn is its last, or `period` where that is later.
   */
  readonly series: readonly JudgedFigure[];
  /** The judged month, which the words are about. */
  readonly period: Period;
  /** How many months are drawn; 13 when not given. */
  readonly months?: number;
  /** Null also where figures are not shown as they are: limits are made of them, and would give them away. */
  readonly limits: Limits | null;
  /** With the 12-month average, taken of the series as it is given; without when not given. */
  readonly average?: boolean;
  /** The most important first: statistical neighbours, England, the region. */
  readonly benchmarks: readonly { readonly name: string; readonly value: number }[];
  /** What stands above a small chart: the member, else what the figure is called. */
  readonly heading?: string;
}

/** From figures to what is drawn of them. */
export function seriesChart(input: SeriesInput): SeriesChart {
  const { definition, series, period, limits, benchmarks, average = false } = input;
  const member = series.at(-1)?.figure.member ?? null;
  const points = pointsOf(input);
  const chart = {
    heading: input.heading ?? member ?? definition.heading,
    title: member === null ? definition.heading : `${definition.heading}: ${member}`,
    unit: definition.unit,
    points,
    target: targetOf(definition, series, points),
    average: average ? averageOf(definition, series, points) : [],
    limits: limits && limitsDrawn(definition, limits, points),
    benchmarks: benchmarks.map(({ name, value }) => ({
      name,
      value,
      shown: display(asPublished(definition), value),
    })),
    reach: null,
  };
  return { ...chart, description: descriptionOf(chart, { definition, series, period }) };
}

const origins: Readonly<Record<Origin, string>> = {
  computed: 'computed from records',
  reported: 'reported as a figure',
};

function pointsOf({ definition, series, period, months = 13, limits }: SeriesInput): readonly ChartPoint[] {
  const newest = series.at(-1)?.figure.period ?? period;
  const last = newest > period ? newest : period;
  const held = limits && heldAgainst(limits);
  return Array.from({ length: months }, (_, index) => {
    const month = addMonths(last, index + 1 - months);
    const at = series.findIndex(({ figure }) => figure.period === month);
    const judged = series[at];
    if (judged === undefined) return { period: month, value: null, label: '', provisional: false };
    const { figure, target } = judged;
    const value = exactValue(definition, figure);
    const before = series[at - 1]?.figure.origin ?? figure.origin;
    const marked = markOf(held?.get(month));
    return {
      period: month,
      value,
      label: display(definition, value, { target, text: figure.text }),
      provisional: figure.status === 'provisional',
      ...(marked && { marked }),
      ...(index > 0 &&
        before !== figure.origin && { begins: `${origins[figure.origin]} since ${shortPeriodName(month)}` }),
    };
  });
}

/** A month without a figure is asked for what the month before it was; a sum since April asks nothing of one month. */
function targetOf(
  definition: IndicatorDefinition,
  series: readonly JudgedFigure[],
  points: readonly ChartPoint[],
): readonly ChartStep[] {
  return points.flatMap(({ period }) => {
    const target = series.findLast(({ figure }) => figure.period <= period)?.target ?? null;
    if (target === null || target.cumulative) return [];
    const { value } = threshold(target);
    return [{ period, value, name: 'Target', shown: withUnit(plainNumber(value), definition.unit) }];
  });
}

type Variation = NonNullable<Limits['variation']>;

/** What each month tells that is held against the limits that hold now. */
function heldAgainst({ xmr, points }: Limits): ReadonlyMap<Period, Variation> {
  const present = 'none' in xmr ? [] : points.filter((point) => point.xmr?.group === xmr.from);
  return new Map(present.map((point) => [point.period, point.xmr!.variation]));
}

function markOf(variation: Variation | undefined): Cause | null {
  if (variation === undefined || variation === 'common-cause') return null;
  if (variation.startsWith('neutral')) return 'neutral';
  return variation.startsWith('improvement') ? 'better' : 'worse';
}

/** Over the months of the picture that are held against them. */
function limitsDrawn(
  definition: IndicatorDefinition,
  limits: Limits,
  points: readonly ChartPoint[],
): ChartLimits | null {
  const held = heldAgainst(limits);
  const months = points.filter(({ period }) => held.has(period));
  const [first, last] = [months[0], months.at(-1)];
  if ('none' in limits.xmr || !first || !last) return null;
  const { trial, limits: now } = limits.xmr;
  const { lower, upper } = shownLimits(definition.unit, now);
  return {
    from: first.period,
    to: last.period,
    lower,
    upper,
    label: `${trial ? 'trial' : 'expected'} range ${display(definition, lower)} to ${display(definition, upper)}`,
    mean: { value: now.mean, name: 'Average', shown: display(definition, now.mean) },
  };
}

/** Of other authorities with one decimal at least, as their tables are. */
function asPublished(definition: IndicatorDefinition): IndicatorDefinition {
  return { ...definition, decimals: Math.max(1, definition.decimals) };
}
