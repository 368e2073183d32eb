import type { SeriesChart } from '../chart.ts';
import { type Level, levelsOf } from './levels.ts';
import { element } from './markup.ts';
import type { Frame } from './frame.ts';
import type { Layer } from './picture.ts';
import type { Sizes } from './sizes.ts';
import { spread } from './spread.ts';
import { type Room, linesOf, widthOf, words } from './type.ts';

/** What stands beside the end of a line, so that no legend is needed. */
interface SideLabel {
  readonly of: Level['of'] | 'series';
  readonly value: number;
  readonly lines: readonly string[];
  readonly size: number;
  readonly height: number;
}

/** Between the plot and the words, for a line that leads from one to the other. */
const lead = 12;

function widest(width: number): number {
  return Math.max(116, 0.22 * width);
}

/** The most important first. */
function labelsOf(chart: SeriesChart, sizes: Sizes, width: number): readonly SideLabel[] {
  const last = chart.points.at(-1);
  const value = (at: number, label: string): SideLabel => ({
    of: 'series',
    value: at,
    lines: [label],
    size: sizes.value,
    height: sizes.value + 4,
  });
  const level = ({ of, value: at, name, shown }: Level): SideLabel => {
    const lines = nameAndValue(name, shown, { width: widest(width), lines: 4, size: sizes.text });
    return { of, value: at, lines, size: sizes.text, height: lines.length * sizes.line };
  };
  return [...(last && last.value !== null ? [value(last.value, last.label)] : []), ...levelsOf(chart).map(level)];
}

/** Of a long name the end may be missing, of the value nothing. */
function nameAndValue(name: string, shown: string, room: Room): readonly string[] {
  const lines = linesOf(name, room);
  const last = `${lines.at(-1)!} ${shown}`;
  return widthOf(last, room.size) > room.width ? [...lines, shown] : [...lines.slice(0, -1), last];
}

/** The room beside the plot. */
export function sideWidth(chart: SeriesChart, sizes: Sizes, width: number): number {
  const widths = labelsOf(chart, sizes, width).flatMap(({ lines, size }) => lines.map((line) => widthOf(line, size)));
  return lead + Math.max(0, ...widths) + 4;
}

/** Those that there is room for: the least important are left out. */
function fitting(chart: SeriesChart, { sizes, width, ...frame }: Frame): readonly SideLabel[] {
  const [top, bottom] = stretch(frame, sizes);
  let used = 0;
  return labelsOf(chart, sizes, width).filter(({ height }) => (used += height) <= bottom - top);
}

/** Half a line above and below the plot is free, too. */
function stretch({ top, bottom }: Pick<Frame, 'top' | 'bottom'>, { line }: Sizes): readonly [number, number] {
  return [top - line / 2, bottom + line / 2];
}

/** The benchmarks that have their names beside them: a line that nobody names is not drawn. */
export function namedBenchmarks(chart: SeriesChart, frame: Frame): readonly number[] {
  return fitting(chart, frame).flatMap(({ of, value }) => (of === 'benchmark' ? [value] : []));
}

/** Each as near to its line as the others let it. */
export const sideLabels: Layer = ({ chart, frame, palette }) => {
  const { right, y, sizes } = frame;
  const labels = fitting(chart, frame).map((label) => ({ ...label, at: y(label.value) }));
  return spread(labels, ...stretch(frame, sizes)).flatMap(({ of, lines, size, at, middle }) => [
    element('path', {
      d: `M${(right + 2).toFixed(2)} ${at.toFixed(2)}L${(right + lead - 2).toFixed(2)} ${middle.toFixed(2)}`,
      stroke: palette[of],
      fill: 'none',
    }),
    ...lines.map((line, index) =>
      words(line, {
        x: right + lead,
        y: middle + (index - (lines.length - 1) / 2) * sizes.line,
        fill: of === 'series' ? palette.ink : palette[of],
        bold: of === 'series',
        size,
      }),
    ),
  ]);
};
