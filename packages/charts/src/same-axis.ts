import type { SeriesChart } from './chart.ts';

/** Charts that are read beside each other, of one unit: the same height is the same value in all of them. */
export function sameAxis(charts: readonly SeriesChart[]): readonly SeriesChart[] {
  const extents = charts.map((chart) => extentOf(chart));
  const reach = [Math.min(...extents.map(([least]) => least)), Math.max(...extents.map(([, most]) => most))] as const;
  return charts.map((chart) => ({ ...chart, reach }));
}

/** All values of a chart, and 0. */
export function extentOf(chart: SeriesChart): readonly [least: number, most: number] {
  const { points, target, average, limits, benchmarks, reach } = chart;
  const drawn = [
    0,
    ...points.flatMap(({ value }) => value ?? []),
    ...[...target, ...average, ...benchmarks].map(({ value }) => value),
    ...(limits ? [limits.lower, limits.upper] : []),
    ...(reach ?? []),
  ];
  return [Math.min(...drawn), Math.max(...drawn)];
}
