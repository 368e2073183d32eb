import { addMonths, type Period, periodName } from '@vigil/calendar';
import { describeTarget, type IndicatorDefinition, type JudgedFigure, missRun, rankOf } from '@vigil/indicators';
import { beyondChance, causesIn } from './beyond-chance.ts';
import type { ChartLevel, ChartPoint, SeriesChart } from './chart.ts';

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
export function descriptionOf(chart: Omit<SeriesChart, 'description'>, about: About): string {
  const { title, points } = chart;
  return [
    `Line chart of ${months(points.length)} to ${periodName(points.at(-1)!.period)}: ${title}.`,
    judgedSentence(points, about),
    ...levels(chart),
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
  return `It ${movement(points, now, judged)}${againstTarget(definition, series, judged)}${rank(points, { definition, series, period })}.`;
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
  const { months: misses, atLeast } = missRun(series, period);
  if (misses < 2) return `, missing ${wanted}`;
  return `, missing ${wanted} for ${atLeast ? 'at least ' : ''}${months(misses)} running`;
}

/** '; only January 2020 was lower', among the months up to it that are drawn and compare. */
function rank(points: readonly ChartPoint[], { definition, series, period }: About): string {
  const window = points.filter((point) => point.period <= period).length;
  const found = rankOf(definition, series, period, window);
  if (found === null) return '';
  const { side, only } = found;
  return only === null ? `; no other month was as ${side}` : `; only ${periodName(only)} was ${side}er`;
}

/** 'Other lines: 12-month average 64.2 %, England 81.2 %.' */
function levels({ points, average, benchmarks, limits }: Omit<SeriesChart, 'description'>): readonly string[] {
  const last = average.at(-1);
  const ended = last && last.period !== points.at(-1)?.period ? ` in ${periodName(last.period)}` : '';
  const lines = [...(last ? [inWords(last) + ended] : []), ...benchmarks.map(inWords)];
  return [
    ...(lines.length === 0 ? [] : [`Other lines: ${lines.join(', ')}.`]),
    ...(limits ? [`The ${limits.label}, around an average of ${limits.mean.shown}, is shaded.`] : []),
  ];
}

function inWords({ name, shown }: ChartLevel): string {
  return `${name} ${shown}`;
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
  return causesIn(points).map((mark) => {
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
