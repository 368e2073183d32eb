import type { ChartLevel, SeriesChart } from '../chart.ts';

/** What has its name beside the end of its line. */
export interface Level extends ChartLevel {
  readonly of: 'target' | 'average' | 'benchmark' | 'mean';
}

/**
 * The most important first. Benchmarks that are the same, among themselves or with a target that never changed, are one:
 * 'Target and England 84 %'.
 */
export function levelsOf(chart: SeriesChart): readonly Level[] {
  const { points, target, average, benchmarks, limits } = chart;
  const last = points.at(-1)?.period;
  const asked = target.filter(({ period }) => period === last).map(levelOf('target'));
  const others = benchmarks.map(levelOf('benchmark'));
  const [first, ...rest] = isSteady(chart) ? together([...asked, ...others]) : [...asked, ...together(others)];
  return [
    ...(first ? [first] : []),
    ...average.filter(({ period }) => period === last).map(levelOf('average')),
    ...rest,
    ...(limits && !hasTwoAverages(chart) ? [levelOf('mean')(limits.mean)] : []),
  ];
}

/** Every month of it is asked for the same. */
export function isSteady({ points, target }: SeriesChart): boolean {
  return target.length === points.length && new Set(target.map(({ value }) => value)).size === 1;
}

/** Then that of the limits is told with them, at the foot. */
export function hasTwoAverages({ average, limits }: SeriesChart): boolean {
  return limits !== null && average.length > 0;
}

function levelOf(of: Level['of']): (level: ChartLevel) => Level {
  return ({ value, name, shown }) => ({ of, value, name, shown });
}

/** Under the first of those that are the same. */
function together(levels: readonly Level[]): readonly Level[] {
  const found: Level[][] = [];
  for (const one of levels) {
    const same = found.find(([first]) => first!.value === one.value || first!.shown === one.shown);
    if (same) same.push(one);
    else found.push([one]);
  }
  return found.map((same) => ({ ...same[0]!, name: list.format(same.map(({ name }) => name)) }));
}

const list = new Intl.ListFormat('en-GB');
