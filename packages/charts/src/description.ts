import { addMonths, type Period, periodName } from '@vigil/calendar';
import { describeTarget, type IndicatorDefinition, type JudgedFigure, missesRunning } from '@vigil/indicators';
import { beyondChance, marksOf } from './beyond-chance.ts';
import type { ChartPoint, SeriesChart } from './chart.ts';

interface About {
  readonly definition: IndicatorDefinition;
  /** Oldest first. */
  readonly series: readonly JudgedFigure[];
  /** The judged month. */
  readonly period: Period;
}

/**
 * What the chart shows, for those who cannot see it: how the judged month moved, how it stands against its target and
 * among the months, and what is drawn unlike the rest. Values are those of the points, so that it gives away no more.
 */
export function descriptionOf({ title, points }: Pick<SeriesChart, 'title' | 'points'>, about: About): string {
  return [
    `Line chart of ${months(points.length)} to ${periodName(points.at(-1)!.period)}: ${title}.`,
    judgedSentence(points, about),
    ...provisional(points, about.period),
    ...marked(points),
    ...broken(points),
    ...missing(points.filter(({ period }) => period !== about.period)),
  ].join(' ');
}

function judgedSentence(points: readonly ChartPoint[], { definition, series, period }: About): string {
  const point = points.find((one) => one.period === period);
  const judged = series.find(({ figure }) => figure.period === period);
  if (!point || !judged || point.value === null) {
    return `${periodName(period)} has no value${point?.label ? ` (${point.label})` : ''}.`;
  }
  const now = { ...point, value: point.value };
  return `It ${movement(points, now, judged)}${againstTarget(definition, series, judged)}${rank(points, now)}.`;
}

type Valued = ChartPoint & { readonly value: number };

/** 'fell from 57 % in November 2020 to 27 % in December 2020'; 'was 27 % in December 2020' after what does not compare. */
function movement(points: readonly ChartPoint[], now: Valued, { change }: JudgedFigure): string {
  const before = points.find(({ period }) => period === addMonths(now.period, -1));
  const is = `${now.label} in ${periodName(now.period)}`;
  if (change === null || !before || before.value === null) return `was ${is}`;
  const was = `${before.label} in ${periodName(before.period)}`;
  if (now.label === before.label) return `was ${is}, as in the month before`;
  if (change.direction === 'No change') return `was ${is}, much as the ${was}`;
  return `${now.value < before.value ? 'fell' : 'rose'} from ${was} to ${is}`;
}

/** ', missing the target of at least 84 % for 6 months running' */
function againstTarget(
  { unit }: IndicatorDefinition,
  series: readonly JudgedFigure[],
  { figure: { period }, target, rag }: JudgedFigure,
): string {
  if (target === null || rag === 'grey') return '';
  const wanted = `the target of ${describeTarget(target, unit)}`;
  if (rag === 'green') return `, meeting ${wanted}`;
  if (rag === 'amber') return `, within the tolerance of ${wanted}`;
  const misses = missesRunning(series, period);
  // Where all that is known was missed, the run may have begun before it.
  const least = misses >= series.filter(({ figure }) => figure.period <= period).length ? 'at least ' : '';
  return `, missing ${wanted}${misses > 1 ? ` for ${least}${months(misses)} running` : ''}`;
}

/** With fewer months, to be the lowest of them says little. */
const fewestToRank = 6;

/** '; only January 2020 was lower', among the months that compare. */
function rank(points: readonly ChartPoint[], now: Valued): string {
  const since = points.findLastIndex(({ begins }) => begins !== undefined);
  const others = points
    .slice(Math.max(0, since))
    .filter((point): point is Valued => point.value !== null && point.period !== now.period);
  if (others.length + 1 < fewestToRank) return '';
  for (const [high, beyond] of [
    ['low', others.filter(({ value }) => value <= now.value)],
    ['high', others.filter(({ value }) => value >= now.value)],
  ] as const) {
    const [one] = beyond;
    if (one === undefined) return `; no other month was as ${high}`;
    if (beyond.length === 1 && one.value !== now.value) return `; only ${periodName(one.period)} was ${high}er`;
  }
  return '';
}

function provisional(points: readonly ChartPoint[], judged: Period): readonly string[] {
  return points
    .filter((point) => point.provisional && point.value !== null)
    .map(({ period, label }) =>
      period > judged
        ? `${periodName(period)} so far is ${label}, and provisional.`
        : `${periodName(period)} is provisional.`,
    );
}

function marked(points: readonly ChartPoint[]): readonly string[] {
  return marksOf(points).map((mark) => {
    const found = points.filter((point) => point.marked === mark);
    return `Marked as ${beyondChance[mark]}: ${named(found)}.`;
  });
}

function broken(points: readonly ChartPoint[]): readonly string[] {
  return points.flatMap(({ begins }) =>
    begins === undefined ? [] : [`Not comparable with what was before: ${begins}.`],
  );
}

function missing(points: readonly ChartPoint[]): readonly string[] {
  const without = points.filter(({ value }) => value === null);
  return [...new Set(without.map(({ label }) => label))].map((label) => {
    const found = without.filter((point) => point.label === label);
    return `${label === '' ? 'No figure' : `No value (${label})`} for ${named(found)}.`;
  });
}

const list = new Intl.ListFormat('en-GB');

/** 'October 2020 and November 2020'; more than three are counted. */
function named(points: readonly ChartPoint[]): string {
  return points.length > 3 ? months(points.length) : list.format(points.map(({ period }) => periodName(period)));
}

function months(count: number): string {
  return count === 1 ? 'one month' : `${String(count)} months`;
}
