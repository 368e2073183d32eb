import type { ChartPoint } from '../chart.ts';
import { breakMark, marker } from './markers.ts';
import type { Layer } from './picture.ts';
import { lineHeight, linesOf, widthOf, words } from './type.ts';

export const points: Layer = ({ chart, frame: { x, y }, palette }) =>
  chart.points.flatMap((point) =>
    point.value === null ? [] : [marker('point', point, { x: x(point.period), y: y(point.value) }, palette)],
  );

/** A mark between two months that are not comparable. */
export const breaks: Layer = ({ chart, frame: { x, step, top, bottom }, palette }) =>
  chart.points.flatMap(({ period, begins }) =>
    begins === undefined ? [] : [breakMark(x(period) - step / 2, top, bottom, palette)],
  );

/** The value of the month that `toLabel` finds: above a peak and below a dip, where no line comes. */
export const settledValue: Layer = ({ chart, frame, palette }) => {
  const index = toLabel(chart.points);
  const { period, value, label } = chart.points[index] ?? { value: null };
  if (value === null) return [];
  const [x, y] = [frame.x(period), frame.y(value)];
  const beside = [chart.points[index - 1], chart.points[index + 1]].flatMap((one) => one?.value ?? []);
  const dip = beside.length > 0 && beside.every((other) => other >= value);
  const look = { fill: palette.ink, on: palette.ground, bold: true };
  // At the foot of the plot there is no room below a dip.
  if (dip && y + 28 > frame.bottom) return [words(label, { ...look, x: x - 10, y, anchor: 'end' })];
  return [words(label, { ...look, x, y: dip ? y + 18 : y - 18, anchor: 'middle' })];
};

/** The last month that has settled, or that has a value where none has; -1 where it is the last: that one has its label beside the plot. */
function toLabel(all: readonly ChartPoint[]): number {
  const settled = all.findLastIndex(({ value, provisional }) => value !== null && !provisional);
  const found = settled === -1 ? all.findLastIndex(({ value }) => value !== null) : settled;
  return found === all.length - 1 ? -1 : found;
}

/** What is said in the place of values, once for months in a row that say the same. */
export const gaps: Layer = ({ chart, frame: { x, step, top, bottom }, palette }) =>
  runsWithoutValue(chart.points).map(([first, ...others]) => {
    const room = (others.length + 1) * step - 4;
    const upright = widthOf(first.label) > room;
    const [line] = linesOf(first.label, { width: upright ? bottom - top - 16 : room, lines: 1 });
    return words(line!, {
      x: (x(first.period) + x((others.at(-1) ?? first).period)) / 2,
      y: bottom - (upright ? 8 : lineHeight),
      anchor: upright ? 'start' : 'middle',
      fill: palette.soft,
      on: palette.ground,
      upright,
    });
  });

function runsWithoutValue(all: readonly ChartPoint[]): readonly [ChartPoint, ...ChartPoint[]][] {
  const runs: [ChartPoint, ...ChartPoint[]][] = [];
  for (const [index, point] of all.entries()) {
    if (point.value !== null || point.label === '') continue;
    const before = all[index - 1];
    if (before?.value === null && before.label === point.label) runs.at(-1)!.push(point);
    else runs.push([point]);
  }
  return runs;
}
