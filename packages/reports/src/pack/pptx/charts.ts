import type { ChartsBody } from '@vigil/pack';
import type { Drawing } from './drawing.ts';
import { drawIntroduction } from './introduction.ts';
import { chartPicture } from './pictures.ts';

const gap = { across: 0.25, down: 0.15 };

/** A chart of less than 320 CSS pixels is drawn as a small one, with its heading above it. */
const drawnWidth = 300;

/** Of its width: no chart is higher, and none so low that its line is flat. */
const slenderness = { least: 0.5, most: 0.66 };

/** Small charts beside each other, all of one size. */
export async function drawCharts({ introduction, charts }: ChartsBody, drawing: Drawing): Promise<void> {
  const box = drawIntroduction(introduction, drawing);
  const across = charts.length <= 4 ? 2 : charts.length <= 9 ? 3 : charts.length <= 16 ? 4 : 5;
  const down = Math.ceil(charts.length / across);
  const room = (box.h - gap.down * (down - 1)) / down;
  const column = (box.w - gap.across * (across - 1)) / across;
  const w = Math.min(column, room / slenderness.least);
  const h = Math.min(room, w * slenderness.most);
  const size = { width: drawnWidth, height: Math.round((drawnWidth * h) / w) };
  for (const [at, chart] of charts.entries()) {
    const x = box.x + (at % across) * (column + gap.across);
    const y = box.y + Math.floor(at / across) * (h + gap.down);
    const picture = await chartPicture(chart, size, `${chart.title}. ${chart.description}`);
    drawing.picture('Chart', { x, y, w, h }, picture);
  }
}
