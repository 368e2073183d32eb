import { type Period, shortPeriodName } from '@vigil/calendar';
import type { Unit } from '@vigil/indicators';
import type { Frame } from './frame.ts';
import type { Layer } from './picture.ts';
import { straight } from './strokes.ts';
import { words } from './type.ts';

/** Lines to read heights by. */
export const heights: Layer = ({ frame: { left, right, y, ticks, sizes }, palette }) =>
  ticks.flatMap(({ value, label }) => [
    straight(
      'tick',
      { x1: left, x2: right, y1: y(value), y2: y(value) },
      { stroke: value === 0 ? palette.edge : palette.grid },
    ),
    words(label, { x: left - 6, y: y(value), anchor: 'end', fill: palette.soft, size: sizes.text }),
  ]);

/** Where the ticks do not say it. */
const captions: Partial<Record<Unit, string>> = {
  'rate per 10,000': 'per 10,000',
  days: 'days',
  'cases per FTE': 'cases per FTE',
};

export const unitCaption: Layer = ({ chart, frame: { sizes }, palette }) => {
  const caption = captions[chart.unit];
  return caption === undefined
    ? []
    : [words(caption, { x: 4, y: sizes.line / 2, fill: palette.soft, size: sizes.text })];
};

/** 'May' in Arial is the widest. */
function monthsPerName({ step, sizes }: Pick<Frame, 'step' | 'sizes'>): number {
  return Math.ceil((1.9 * sizes.month) / step);
}

/** Where they are too close for all, every second or third, the last among them. */
export const monthNames: Layer = ({ chart: { points }, frame: { x, step, bottom, sizes }, palette }) => {
  const every = monthsPerName({ step, sizes });
  return points
    .filter((_, index) => (points.length - 1 - index) % every === 0)
    .map(({ period }) => {
      const month = shortPeriodName(period).slice(0, 3);
      const y = bottom + 5 + sizes.line / 2;
      return words(month, { x: x(period), y, anchor: 'middle', fill: palette.soft, size: sizes.month });
    });
};

/** Each below its months, set apart from the year before. */
export const years: Layer = ({ chart: { points }, frame: { x, step, bottom, sizes }, palette }) => {
  const yearOf = (period: Period) => period.slice(0, 4);
  const found = [...new Set(points.map(({ period }) => yearOf(period)))];
  return found.flatMap((year, index) => {
    const of = points.filter(({ period }) => yearOf(period) === year);
    const [from, to] = [x(of[0]!.period), x(of.at(-1)!.period)];
    const edge = from - step / 2;
    const y = bottom + 5 + 1.5 * sizes.line;
    // Not through the name of a month that is wider than the month.
    const y1 = monthsPerName({ step, sizes }) > 1 ? y - sizes.line / 2 : bottom;
    return [
      ...(index === 0
        ? []
        : [straight('year', { x1: edge, x2: edge, y1, y2: y + sizes.line / 2 }, { stroke: palette.grid })]),
      words(year, { x: (from + to) / 2, y, anchor: 'middle', fill: palette.soft, size: sizes.month }),
    ];
  });
};

/** The first and the last of them, with their years. */
export const firstAndLast: Layer = ({ chart: { points }, frame: { left, right, bottom, sizes }, palette }) => {
  const look = { y: bottom + 5 + sizes.line / 2, fill: palette.soft, size: sizes.month };
  const [first, last] = [points[0]!, points.at(-1)!];
  return [
    ...(first === last ? [] : [words(shortPeriodName(first.period), { ...look, x: left, anchor: 'start' })]),
    words(shortPeriodName(last.period), { ...look, x: right, anchor: 'end' }),
  ];
};
