import type { ChartOptions, SeriesChart } from './chart.ts';

/**
 * The chart as an SVG document with its title and description, the same bytes for the same input. Text stays text: it
 * is shown in Source Sans 3 where a page brings it, else in Arial or what there is.
 */
export async function chartSvg(chart: SeriesChart, options: ChartOptions = {}): Promise<string> {
  const { drawn } = await import('./drawing/drawn.ts');
  return drawn(chart, options);
}
