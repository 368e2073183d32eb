import type { ChartLevel, SeriesChart } from '../chart.ts';
import type { Frame } from './frame.ts';
import { element } from './markup.ts';
import type { Layer } from './picture.ts';
import { lineHeight, linesOf, textSize, valueSize, widthOf, words } from './type.ts';

/** What stands beside the end of a line, so that no legend is needed. */
interface SideLabel {
  readonly of: 'series' | 'target' | 'benchmark' | 'mean';
  readonly value: number;
  readonly lines: readonly string[];
  readonly size: number;
  readonly height: number;
}

/** Between the plot and the words, for a line that leads from one to the other. */
const lead = 12;
const widest = 116;

/** The most important first. */
function labelsOf({ points, target, limits, benchmark }: SeriesChart): readonly SideLabel[] {
  const [last, asked] = [points.at(-1), target.at(-1)];
  return [
    ...(last && last.value !== null ? [valueLabel(last.value, last.label)] : []),
    ...(asked && asked.period === last?.period ? [levelLabel('target', asked)] : []),
    ...(benchmark ? [levelLabel('benchmark', benchmark)] : []),
    ...(limits ? [levelLabel('mean', limits.mean)] : []),
  ];
}

function valueLabel(value: number, label: string): SideLabel {
  return { of: 'series', value, lines: [label], size: valueSize, height: valueSize + 4 };
}

function levelLabel(of: SideLabel['of'], { value, label }: ChartLevel): SideLabel {
  const lines = linesOf(label, { width: widest, lines: 3 });
  return { of, value, lines, size: textSize, height: lines.length * lineHeight };
}

/** The room beside the plot. */
export function sideWidth(chart: SeriesChart): number {
  const widths = labelsOf(chart).flatMap(({ lines, size }) => lines.map((line) => widthOf(line, size)));
  return lead + Math.max(0, ...widths) + 4;
}

/** Each as near to its line as the others let it. Where there is no room for all, the least important are left out. */
export const sideLabels: Layer = ({ chart, frame, palette }) =>
  spread(labelsOf(chart), frame).flatMap(({ of, lines, size, from, y }) => [
    element('path', {
      d: `M${(frame.right + 2).toFixed(2)} ${from.toFixed(2)}L${(frame.right + lead - 2).toFixed(2)} ${y.toFixed(2)}`,
      stroke: palette[of],
      fill: 'none',
    }),
    ...lines.map((line, index) =>
      words(line, {
        x: frame.right + lead,
        y: y + (index - (lines.length - 1) / 2) * lineHeight,
        fill: of === 'series' ? palette.ink : palette[of],
        bold: of === 'series',
        size,
      }),
    ),
  ]);

interface SpreadLabel extends SideLabel {
  /** Where its line ends. */
  readonly from: number;
  readonly y: number;
}

/** Pushed down by those above, then up again as far as the foot of the plot asks. */
function spread(labels: readonly SideLabel[], { y, top, bottom }: Frame): readonly SpreadLabel[] {
  const placed = fitting(labels, bottom - top)
    .map((label) => ({ ...label, from: y(label.value), y: y(label.value) }))
    .toSorted((one, other) => one.from - other.from);
  for (const [index, one] of placed.entries()) {
    const above = placed[index - 1];
    one.y = Math.max(one.y, above ? above.y + (above.height + one.height) / 2 : top);
  }
  for (const [index, one] of [...placed.entries()].toReversed()) {
    const below = placed[index + 1];
    one.y = Math.min(one.y, below ? below.y - (one.height + below.height) / 2 : bottom);
  }
  return placed;
}

function fitting(labels: readonly SideLabel[], room: number): readonly SideLabel[] {
  let used = 0;
  return labels.filter(({ height }) => (used += height) <= room);
}
