import type { Period } from '@vigil/calendar';
import { withUnit } from '@vigil/indicators';
import { scaleLinear, scalePoint } from 'd3-scale';
import type { ChartOptions, SeriesChart } from '../chart.ts';
import { extentOf } from '../same-axis.ts';
import { headingHeight } from './heading.ts';
import { notesHeight } from './notes.ts';
import { sideWidth } from './side-labels.ts';
import { isSmall, type Sizes, sizesFor } from './sizes.ts';
import { widthOf } from './type.ts';

/** Where the plot lies on the picture, and where a month and a value lie on the plot. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (period: Period) => number;
  readonly y: (value: number) => number;
  /** From one month to the next. */
  readonly step: number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  readonly sizes: Sizes;
  /** It is one of several that are read beside each other. */
  readonly small: boolean;
}

const usual = { width: 544, height: 300 };

export function frameOf(chart: SeriesChart, options: ChartOptions): Frame {
  const { width, height } = { ...usual, ...options };
  const [small, sizes] = [isSmall(width), sizesFor(width)];
  const top = (small ? headingHeight : sizes.line) + 8;
  const bottom = height - notesHeight(chart, width) - (small ? 1 : 2) * sizes.line - 8;
  const room = Math.floor((bottom - top) / (1.5 * sizes.line));
  const { scale, ticks } = axisOf(chart, Math.max(1, Math.min(small ? 2 : 4, room)));
  const left = 8 + Math.max(...ticks.map(({ label }) => widthOf(label, sizes.text)));
  const right = width - (small ? 8 : sideWidth(chart, sizes, width));
  const months = scalePoint(
    chart.points.map(({ period }) => period),
    [left, right],
  ).padding(0.5);
  const x = (period: Period) => months(period)!;
  const y = scale.range([bottom, top]);
  return { width, height, left, right, top, bottom, x, y, step: months.step(), ticks, sizes, small };
}

/** Values are kept to four decimals: less than that is nothing. */
const leastHeight = 0.0001;

/**
 * The heights honestly: a percentage has 0 to 100, anything else begins at 0, and what is drawn is on it, limits and
 * targets too. Only what is really below 0, or over 100 %, makes it reach further.
 */
function axisOf(chart: SeriesChart, lines: number) {
  const percent = chart.unit === 'percent';
  const [least, highest] = extentOf(chart);
  const most = percent ? Math.max(100, highest) : highest;
  const scale = scaleLinear([least, most - least < leastHeight ? least + 1 : most], [0, 0]);
  if (!percent || most > 100 || least < 0) scale.nice(lines);
  const wanted = scale.ticks(lines);
  const whole = chart.unit === 'count' ? wanted.filter((value) => Number.isInteger(value)) : wanted;
  const shown = scale.tickFormat(lines, most < 1_000_000 ? ',~f' : '~s');
  return {
    scale,
    ticks: whole.map((value) => ({ value, label: percent ? withUnit(shown(value), chart.unit) : shown(value) })),
  };
}
