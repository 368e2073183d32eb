import type { Period } from '@vigil/calendar';
import { withUnit } from '@vigil/indicators';
import { scaleLinear, scalePoint } from 'd3-scale';
import type { ChartOptions, SeriesChart } from '../chart.ts';
import { notesHeight } from './notes.ts';
import { sideWidth } from './side-labels.ts';
import { lineHeight, widthOf } from './type.ts';

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
}

const size = { width: 544, height: 300 };

export function frameOf(chart: SeriesChart, options: ChartOptions): Frame {
  const { width, height } = { ...size, ...options };
  const { scale, ticks } = axisOf(chart);
  const left = 8 + Math.max(...ticks.map(({ label }) => widthOf(label)));
  const right = width - sideWidth(chart);
  const top = lineHeight + 8;
  const bottom = height - notesHeight(chart, width) - 2 * lineHeight - 8;
  const months = scalePoint(
    chart.points.map(({ period }) => period),
    [left, right],
  ).padding(0.5);
  const x = (period: Period) => months(period)!;
  return { width, height, left, right, top, bottom, x, y: scale.range([bottom, top]), step: months.step(), ticks };
}

/** Values are kept to four decimals: less than that is nothing. */
const leastHeight = 0.0001;

/**
 * The heights honestly: a percentage has 0 to 100, anything else begins at 0, and what is drawn is on it, limits and
 * targets too. Only what is really below 0, or over 100 %, makes it reach further.
 */
function axisOf({ unit, points, target, limits, benchmark }: SeriesChart) {
  const drawn = [
    ...points.flatMap(({ value }) => value ?? []),
    ...target.map(({ value }) => value),
    ...(limits ? [limits.lower, limits.upper] : []),
    ...(benchmark ? [benchmark.value] : []),
  ];
  const percent = unit === 'percent';
  const [least, most] = [Math.min(0, ...drawn), Math.max(percent ? 100 : 0, ...drawn)];
  const scale = scaleLinear([least, most - least < leastHeight ? least + 1 : most], [0, 0]);
  if (!percent || most > 100 || least < 0) scale.nice(4);
  const wanted = scale.ticks(4);
  const whole = unit === 'count' ? wanted.filter((value) => Number.isInteger(value)) : wanted;
  const shown = scale.tickFormat(4, most < 1_000_000 ? ',~f' : '~s');
  return {
    scale,
    ticks: whole.map((value) => ({ value, label: percent ? withUnit(shown(value), unit) : shown(value) })),
  };
}
