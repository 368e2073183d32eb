import { isSteady } from './levels.ts';
import { element } from './markup.ts';
import type { Layer } from './picture.ts';
import { namedBenchmarks } from './side-labels.ts';
import { dashes, type Step, straight, through } from './strokes.ts';

/** The limits, with the mean between them. */
export const limits: Layer = ({ chart, frame: { x, y, step }, palette }) => {
  if (chart.limits === null) return [];
  const { from, to, lower, upper, mean } = chart.limits;
  const [x1, x2] = [x(from) - step / 2, x(to) + step / 2];
  const level = (value: number) => ({ x1, x2, y1: y(value), y2: y(value) });
  const edge = { stroke: palette.edge, dash: dashes.limit };
  const size = { width: x2 - x1, height: y(lower) - y(upper) };
  return [
    element('rect', { class: 'limits', x: x1, y: y(upper), ...size, fill: palette.band }),
    straight('limit', level(upper), edge),
    straight('limit', level(lower), edge),
    straight('mean', level(mean.value), { stroke: palette.mean, dash: dashes.mean, width: 1.5 }),
  ];
};

/** Lines that are so close cannot be told apart: the labels alone say that they are not the same. */
const tooClose = 2.5;

/** The more dots, the less important. */
export const benchmarks: Layer = ({ chart, frame, palette }) => {
  const { left, right, y } = frame;
  const taken = isSteady(chart) ? [y(chart.target[0]!.value)] : [];
  return namedBenchmarks(chart, frame).flatMap((value, index) => {
    const height = y(value);
    if (taken.some((other) => Math.abs(other - height) < tooClose)) return [];
    taken.push(height);
    const pen = { stroke: palette.benchmark, dash: `10 3${' 2 3'.repeat(index + 1)}`, width: 1.75 };
    return [straight('benchmark', { x1: left, x2: right, y1: height, y2: height }, pen)];
  });
};

/** A step for each month; one that was asked for nothing leaves a gap. */
export const target: Layer = ({ chart, frame: { x, y, step }, palette }) => {
  const asked = new Map(chart.target.map(({ period, value }) => [period, value]));
  const steps = chart.points.flatMap(({ period }): readonly Step[] => {
    const value = asked.get(period);
    if (value === undefined) return [null];
    return [x(period) - step / 2, x(period) + step / 2].map((end) => ({ x: end, y: y(value) }));
  });
  return through('target', steps, { stroke: palette.target, dash: dashes.target, width: 2 });
};

/** From month to month, where there is one; half a month further where it ends, as the lines do that are levels. */
export const average: Layer = ({ chart, frame: { x, y, step }, palette }) => {
  const known = new Map(chart.average.map(({ period, value }) => [period, value]));
  const steps = chart.points.flatMap(({ period }, index): readonly Step[] => {
    const value = known.get(period);
    if (value === undefined) return [null];
    const [before, after] = [chart.points[index - 1], chart.points[index + 1]];
    const at = { x: x(period), y: y(value) };
    return [
      ...(before && known.has(before.period) ? [] : [{ ...at, x: at.x - step / 2 }]),
      at,
      ...(after && known.has(after.period) ? [] : [{ ...at, x: at.x + step / 2 }]),
    ];
  });
  return through('average', steps, { stroke: palette.average, dash: dashes.average, width: 2 });
};

/** From month to month: broken where one has no value or is not comparable, dashed towards a provisional one. */
export const series: Layer = ({ chart: { points }, frame: { x, y, sizes }, palette }) => {
  const stretches = points.slice(1).flatMap((to, index) => {
    const from = points[index]!;
    if (from.value === null || to.value === null || to.begins !== undefined) return [];
    const ends = [{ x: x(from.period), y: y(from.value) }, { x: x(to.period), y: y(to.value) }, null];
    return [{ ends, open: from.provisional || to.provisional }];
  });
  const drawn = (open: boolean) => stretches.flatMap((stretch) => (stretch.open === open ? stretch.ends : []));
  const pen = { stroke: palette.series, width: sizes.pen };
  return [
    ...through('series', drawn(false), pen),
    ...through('series open', drawn(true), { ...pen, dash: dashes.open }),
  ];
};
