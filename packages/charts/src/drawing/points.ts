import type { ChartPoint } from '../chart.ts';
import type { Frame } from './frame.ts';
import { gapBoxes } from './gaps.ts';
import { breakMark, marker } from './markers.ts';
import type { Layer } from './picture.ts';
import { type Box, boxOf, overlap, words } from './type.ts';

/** A small chart has no limits, and so no months beyond them. */
export const points: Layer = ({ chart, frame: { x, y, sizes, small }, palette }) =>
  chart.points.flatMap(({ period, value, provisional, marked }) => {
    if (value === null) return [];
    const look = { provisional, ...(marked && !small && { marked }) };
    return [marker('point', look, { x: x(period), y: y(value) }, { palette, sizes })];
  });

/** A mark between two months that are not comparable. */
export const breaks: Layer = ({ chart, frame: { x, step, top, bottom }, palette }) =>
  chart.points.flatMap(({ period, begins }) =>
    begins === undefined ? [] : [breakMark(x(period) - step / 2, top, bottom, palette)],
  );

/** The value of the month that `toLabel` finds: above a peak and below a dip, where no line comes, and never on words or other months. */
export const settledValue: Layer = ({ chart, frame, palette }) => {
  const index = toLabel(chart.points);
  const { period, value, label } = chart.points[index] ?? { value: null };
  if (value === null) return [];
  const [x, y] = [frame.x(period), frame.y(value)];
  const beside = [chart.points[index - 1], chart.points[index + 1]].flatMap((one) => one?.value ?? []);
  const dip = beside.length > 0 && beside.every((other) => other >= value);
  const [above, below] = [
    { x, y: y - 18, anchor: 'middle' },
    { x, y: y + 18, anchor: 'middle' },
  ] as const;
  const wanted = [...(dip ? [below, above] : [above, below]), { x: x - 10, y, anchor: 'end' } as const];
  const taken = [...gapBoxes(chart, frame), ...chart.points.flatMap((point) => pointBox(point, frame))];
  const { left, right, top, bottom } = frame;
  const place = wanted.find((one) => {
    const box = boxOf(label, { ...one, size: frame.sizes.text });
    const inside = box.left >= left && box.right <= right && box.top >= top - 8 && box.bottom <= bottom;
    return inside && !taken.some((other) => overlap(other, box));
  });
  if (!place) return [];
  return [words(label, { ...place, size: frame.sizes.text, fill: palette.ink, on: palette.ground, bold: true })];
};

/** A little smaller than the sign that stands there. */
function pointBox({ period, value }: ChartPoint, frame: Frame): readonly Box[] {
  if (value === null) return [];
  const [x, y] = [frame.x(period), frame.y(value)];
  return [{ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }];
}

/** The last month that has settled, or that has a value where none has; -1 where it is the last: that one has its label beside the plot. */
function toLabel(all: readonly ChartPoint[]): number {
  const settled = all.findLastIndex(({ value, provisional }) => value !== null && !provisional);
  const found = settled === -1 ? all.findLastIndex(({ value }) => value !== null) : settled;
  return found === all.length - 1 ? -1 : found;
}
