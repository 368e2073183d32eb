import type { ChartPoint, SeriesChart } from '../chart.ts';
import type { Frame } from './frame.ts';
import type { Layer } from './picture.ts';
import { type Box, boxOf, linesOf, overlap, widthOf, words } from './type.ts';

/** What is said in the place of values, once for months in a row that say the same. */
export const gaps: Layer = ({ chart, frame, palette }) =>
  gapLabels(chart, frame).map(({ text, ...placed }) =>
    words(text, { ...placed, fill: palette.soft, on: palette.ground }),
  );

/** Where they stand. */
export function gapBoxes(chart: SeriesChart, frame: Frame): readonly Box[] {
  return gapLabels(chart, frame).map(({ text, ...placed }) => boxOf(text, placed));
}

/** Where months are too close for what two of them say, the first is heard. */
function gapLabels(chart: SeriesChart, frame: Frame) {
  const all = wantedLabels(chart, frame).map((label) => ({ label, box: boxOf(label.text, label) }));
  const kept = all.filter(({ box }, index) => !all.slice(0, index).some((before) => overlap(before.box, box)));
  return kept.map(({ label }) => label);
}

function wantedLabels(chart: SeriesChart, { x, step, top, bottom, sizes }: Frame) {
  return runsWithoutValue(chart.points).map(([first, ...others]) => {
    const room = (others.length + 1) * step - 4;
    const upright = widthOf(first.label, sizes.text) > room;
    const width = upright ? bottom - top - 12 : room;
    return {
      text: linesOf(first.label, { width, lines: 1, size: sizes.text })[0]!,
      x: (x(first.period) + x((others.at(-1) ?? first).period)) / 2,
      y: bottom - (upright ? 8 : sizes.line),
      anchor: upright ? ('start' as const) : ('middle' as const),
      size: sizes.text,
      upright,
    };
  });
}

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
