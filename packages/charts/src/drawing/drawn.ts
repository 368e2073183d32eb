import { createHash } from 'node:crypto';
import type { ChartOptions, SeriesChart } from '../chart.ts';
import { firstAndLast, heights, monthNames, unitCaption, years } from './axes.ts';
import { frameOf } from './frame.ts';
import { gaps } from './gaps.ts';
import { heading } from './heading.ts';
import { average, benchmarks, limits, series, target } from './lines.ts';
import { element, textOf } from './markup.ts';
import { notes } from './notes.ts';
import { palettes } from './palette.ts';
import type { Layer } from './picture.ts';
import { breaks, points, settledValue } from './points.ts';
import { sideLabels } from './side-labels.ts';

type Layers = Readonly<Record<'below' | 'above', readonly Layer[]>>;

/** What helps to read lies under what is to be read. */
const usual: Layers = {
  below: [limits, heights, monthNames, years, unitCaption],
  above: [benchmarks, target, average, breaks, series, gaps, points, settledValue, sideLabels, notes],
};
const small: Layers = {
  below: [heights, firstAndLast, heading],
  above: [target, average, breaks, series, gaps, points, notes],
};

export function drawn(chart: SeriesChart, options: ChartOptions): string {
  const palette = palettes[options.theme ?? 'light'];
  const frame = frameOf(chart, options);
  const { width, height } = frame;
  const { below, above } = frame.small ? small : usual;
  const [titleId, descriptionId] = idsOf(chart);
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${String(width)} ${String(height)}`,
      role: 'img',
      'aria-labelledby': `${titleId} ${descriptionId}`,
    },
    element('title', { id: titleId }, textOf(chart.title)),
    element('desc', { id: descriptionId }, textOf(chart.description)),
    element('rect', { class: 'ground', width, height, fill: palette.ground }),
    ...[...below, ...above].flatMap((layer) => layer({ chart, frame, palette })),
  );
}

/** Names of its own, since several charts may stand on one page; the same chart has the same. */
function idsOf({ title, description }: SeriesChart): readonly [string, string] {
  const own = createHash('sha256').update(`${title}\n${description}`).digest('hex').slice(0, 8);
  return [`chart-${own}-title`, `chart-${own}-desc`];
}
