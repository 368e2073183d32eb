import { element } from './markup.ts';
import type { Layer } from './picture.ts';
import { type Step, straight, through } from './strokes.ts';
import { words } from './type.ts';

/** The limits, with the mean between them. */
export const limits: Layer = ({ chart, frame: { x, y, step }, palette }) => {
  if (chart.limits === null) return [];
  const { from, to, lower, upper, mean } = chart.limits;
  const [x1, x2] = [x(from) - step / 2, x(to) + step / 2];
  const level = (value: number) => ({ x1, x2, y1: y(value), y2: y(value) });
  const edge = { stroke: palette.edge, dash: '1 3' };
  const size = { width: x2 - x1, height: y(lower) - y(upper) };
  return [
    element('rect', { class: 'limits', x: x1, y: y(upper), ...size, fill: palette.band }),
    straight('limit', level(upper), edge),
    straight('limit', level(lower), edge),
    straight('mean', level(mean.value), { stroke: palette.mean, dash: '2 4', width: 1.5 }),
  ];
};

export const benchmark: Layer = ({ chart, frame: { left, right, y }, palette }) => {
  if (chart.benchmark === null) return [];
  const height = y(chart.benchmark.value);
  const pen = { stroke: palette.benchmark, dash: '10 3 2 3', width: 1.75 };
  return [straight('benchmark', { x1: left, x2: right, y1: height, y2: height }, pen)];
};

/** A step for each month; one that was asked for nothing leaves a gap. A target that has ended has its label where it did. */
export const target: Layer = ({ chart, frame: { x, y, step }, palette }) => {
  const asked = new Map(chart.target.map(({ period, value }) => [period, value]));
  const steps = chart.points.flatMap(({ period }): readonly Step[] => {
    const value = asked.get(period);
    if (value === undefined) return [null];
    return [x(period) - step / 2, x(period) + step / 2].map((end) => ({ x: end, y: y(value) }));
  });
  const drawn = through('target', steps, { stroke: palette.target, dash: '7 4', width: 2 });
  const last = chart.target.at(-1);
  if (last === undefined || last.period === chart.points.at(-1)?.period) return drawn;
  const end = { x: x(last.period) + step / 2, y: y(last.value) - 11, anchor: 'end' } as const;
  return [...drawn, words(last.label, { ...end, fill: palette.target, on: palette.ground })];
};

/** From month to month: broken where one has no value or is not comparable, dashed towards a provisional one. */
export const series: Layer = ({ chart: { points }, frame: { x, y }, palette }) => {
  const stretches = points.slice(1).flatMap((to, index) => {
    const from = points[index]!;
    if (from.value === null || to.value === null || to.begins !== undefined) return [];
    const ends = [{ x: x(from.period), y: y(from.value) }, { x: x(to.period), y: y(to.value) }, null];
    return [{ ends, open: from.provisional || to.provisional }];
  });
  const drawn = (open: boolean) => stretches.flatMap((stretch) => (stretch.open === open ? stretch.ends : []));
  const pen = { stroke: palette.series, width: 2.5 };
  return [...through('series', drawn(false), pen), ...through('series open', drawn(true), { ...pen, dash: '4 4' })];
};
