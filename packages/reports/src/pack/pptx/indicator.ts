import type { IndicatorBody } from '@vigil/pack';
import type { SeriesChart } from '@vigil/charts';
import { fitted } from '../fitted.ts';
import {
  benchmarkBlocks,
  type BlockAt,
  drawStack,
  noteBlocks,
  panelBlock,
  remarkBlocks,
  stackHeight,
} from './blocks.ts';
import type { Drawing } from './drawing.ts';
import { type Box, below, frame } from './frame.ts';
import { colours, sizes } from './look.ts';
import { heightOf, type Paragraph, paragraphsOf } from './paragraphs.ts';
import { chartPicture } from './pictures.ts';
import { drawTable, sizedTable } from './table.ts';

const gap = 0.14;
const gutter = 0.3;

/** Of the column of the chart: it makes room for words that would be too small beside a wider one. */
const chartWidths = [6.25, 5.6, 5] as const;
const readable = 0.95;
const chartHeight = { least: 2.1, most: 4.2 };

/** CSS pixels an inch: the chart's type of 15 px comes out at 9 pt. */
const density = 118;

/** At most, of the height of the body and of what is left of it. */
const meaningShare = 0.2;
const monthsShare = 0.45;

/** Everything about one indicator: chart and notes on the left, panel and words on the right, the months under them. */
export async function drawIndicator(body: IndicatorBody, drawing: Drawing): Promise<void> {
  const rest = drawMeaning(body, drawing);
  const share = fitted(rest.h * monthsShare, (size) => sizedTable(body.months, rest.w, size).height);
  const months = sizedTable(body.months, rest.w, share);
  const upper = { ...rest, h: rest.h - months.height - gap };
  const used = await (body.chart === null
    ? drawWords(body, upper, drawing)
    : drawChart(body, body.chart, upper, drawing));
  drawTable(drawing, below(rest, used + gap), months);
}

function drawMeaning({ code, meaning }: IndicatorBody, drawing: Drawing): Box {
  const w = frame.body.w * 0.84;
  const [first, ...others] = paragraphsOf(meaning, { size: sizes.body });
  const coded = code === null ? [] : [{ text: `${code}   `, size: sizes.body, bold: true, colour: colours.soft }];
  const paragraphs: readonly Paragraph[] = [{ runs: [...coded, ...first!.runs] }, ...others];
  const share = fitted(frame.body.h * meaningShare, (size) => heightOf(paragraphs, w, size));
  const h = heightOf(paragraphs, w, share);
  drawing.words('Meaning', { ...frame.body, w, h }, paragraphs, { share });
  return below(frame.body, h + gap);
}

/** Gives how high it came out. */
async function drawChart(body: IndicatorBody, chart: SeriesChart, box: Box, drawing: Drawing): Promise<number> {
  const words = [panelBlock(body), ...benchmarkBlocks(body, drawing), ...remarkBlocks(body)];
  const besides = (w: number) => box.w - w - gutter;
  const fits = (w: number) => stackHeight(words, besides(w), readable) <= box.h;
  const left = { ...box, w: chartWidths.find(fits) ?? chartWidths[2] };
  const notes = noteBlocks(body);
  const share = fitted(box.h - chartHeight.least - gap, (size) => stackHeight(notes, left.w, size));
  const noted = notes.length === 0 ? 0 : stackHeight(notes, left.w, share) + gap;
  const h = Math.max(chartHeight.least, Math.min(chartHeight.most, box.h - noted));
  const size = { width: Math.round(density * left.w), height: Math.round(density * h) };
  drawing.picture('Chart', { ...left, h }, await chartPicture(chart, size));
  await drawStack(notes, below(left, h + gap), share, drawing);
  const right = { ...box, x: box.x + left.w + gutter, w: besides(left.w) };
  return Math.max(h + noted, await drawFitted(words, right, drawing));
}

/** Where there is nothing to draw, what people say has a column of its own. */
async function drawWords(body: IndicatorBody, box: Box, drawing: Drawing): Promise<number> {
  const w = (box.w - gutter) / 2;
  const figure = [panelBlock(body), ...noteBlocks(body), ...benchmarkBlocks(body, drawing)];
  const left = await drawFitted(figure, { ...box, w }, drawing);
  const right = await drawFitted(remarkBlocks(body), { ...box, x: box.x + w + gutter, w }, drawing);
  return Math.max(left, right);
}

async function drawFitted(blocks: readonly BlockAt[], box: Box, drawing: Drawing): Promise<number> {
  const share = fitted(box.h, (size) => stackHeight(blocks, box.w, size));
  await drawStack(blocks, box, share, drawing);
  return stackHeight(blocks, box.w, share);
}
