import { chartSvg, markSvg, palettes, type SeriesChart } from '@vigil/charts';
import type { Pack, PackPage, PageBody } from '@vigil/pack';
import { marksOf } from '../marks.ts';
import { placeMarks, placeOf } from '../places.ts';
import { type Grid, gridOf } from './grid.ts';

/** Black and white shall do: lines differ by pattern, marks by shape. */
const theme = 'print';
const { ink, soft, grid, rule, series, band, rag } = palettes[theme];

/** In CSS pixels. It is printed 159 mm wide, so that its type of 15 px comes out at 9 pt. */
const indicatorChart = { width: 740, height: 390 };

/** A pack as the templates read it (`templates/pack/look.typ`): with the pictures, and what pages know of each other. */
export async function drawnPack(pack: Pack): Promise<object> {
  return {
    title: pack.title,
    authority: pack.authority,
    foot: pack.foot,
    colours: { ink, soft, grid, rule, series, band, ...rag },
    places: placeMarks,
    marks: Object.fromEntries(marksOf(pack).map((mark) => [mark, markSvg(mark, { theme })])),
    numbers: Object.fromEntries(pack.pages.map(({ id }, index) => [id, index + 1])),
    pages: await Promise.all(pack.pages.map((page, index) => drawnPage(page, pack.pages[index - 1]))),
  };
}

async function drawnPage(page: PackPage, before: PackPage | undefined) {
  const { id, kicker, heading, stamp, body } = page;
  return {
    id,
    kicker,
    place: placeOf(page),
    // Of pages that follow each other under one kicker the first has it as a heading, over its own and the others'.
    opens: kicker !== null && kicker !== before?.kicker,
    level: kicker === null ? 1 : 2,
    heading,
    stamp,
    body: await drawnBody(body),
  };
}

async function drawnBody(body: PageBody) {
  if (body.kind === 'indicator')
    return { ...body, chart: body.chart && (await drawnChart(body.chart, indicatorChart)) };
  if (body.kind !== 'charts') return body;
  const { across, size }: Grid = gridOf(body.charts.length);
  return { ...body, across, charts: await Promise.all(body.charts.map((chart) => drawnChart(chart, size))) };
}

async function drawnChart(chart: SeriesChart, size: Grid['size']) {
  return { title: chart.heading, words: chart.description, svg: await chartSvg(chart, { ...size, theme }) };
}
