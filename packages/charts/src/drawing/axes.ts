import { type Period, shortPeriodName } from '@vigil/calendar';
import type { Unit } from '@vigil/indicators';
import type { Layer } from './picture.ts';
import { straight } from './strokes.ts';
import { lineHeight, monthSize, words } from './type.ts';

/** Lines to read heights by. */
export const heights: Layer = ({ frame: { left, right, y, ticks }, palette }) =>
  ticks.flatMap(({ value, label }) => [
    straight(
      'tick',
      { x1: left, x2: right, y1: y(value), y2: y(value) },
      { stroke: value === 0 ? palette.edge : palette.grid },
    ),
    words(label, { x: left - 6, y: y(value), anchor: 'end', fill: palette.soft }),
  ]);

/** Where the ticks do not say it. */
const captions: Partial<Record<Unit, string>> = {
  'rate per 10,000': 'per 10,000',
  days: 'days',
  'cases per FTE': 'cases per FTE',
};

export const unitCaption: Layer = ({ chart, palette }) => {
  const caption = captions[chart.unit];
  return caption === undefined ? [] : [words(caption, { x: 4, y: lineHeight / 2, fill: palette.soft })];
};

/** 'May' in Arial, the widest. */
const monthWidth = 1.9 * monthSize;

/** Where they are too close for all, every second or third, the last among them. */
export const monthNames: Layer = ({ chart: { points }, frame: { x, step, bottom }, palette }) => {
  const every = Math.ceil(monthWidth / step);
  return points
    .filter((_, index) => (points.length - 1 - index) % every === 0)
    .map(({ period }) => {
      const month = shortPeriodName(period).slice(0, 3);
      const y = bottom + 4 + lineHeight / 2;
      return words(month, { x: x(period), y, anchor: 'middle', fill: palette.soft, size: monthSize });
    });
};

/** Each below its months, set apart from the year before. */
export const years: Layer = ({ chart: { points }, frame: { x, step, bottom }, palette }) => {
  const yearOf = (period: Period) => period.slice(0, 4);
  const found = [...new Set(points.map(({ period }) => yearOf(period)))];
  return found.flatMap((year, index) => {
    const of = points.filter(({ period }) => yearOf(period) === year);
    const [from, to] = [x(of[0]!.period), x(of.at(-1)!.period)];
    const edge = from - step / 2;
    const y = bottom + 4 + 1.5 * lineHeight;
    return [
      ...(index === 0
        ? []
        : [straight('year', { x1: edge, x2: edge, y1: bottom, y2: y + lineHeight / 2 }, { stroke: palette.grid })]),
      words(year, { x: (from + to) / 2, y, anchor: 'middle', fill: palette.soft, size: monthSize }),
    ];
  });
};
