import { chartSvg, type Mark, markSvg, outlined, type SeriesChart, svgPng } from '@vigil/charts';
import type { Picture } from './drawing.ts';

/** Black and white shall do: lines differ by pattern, marks by shape. */
const theme = 'print';

/** Marks are small on the page; the PNG of one bears enlarging. */
const markZoom = 6;

/** A chart drawn at that size, in CSS pixels; PowerPoint can turn it into shapes. */
export async function chartPicture(
  chart: SeriesChart,
  size: { readonly width: number; readonly height: number },
  says: string = chart.description,
): Promise<Picture> {
  const svg = await chartSvg(chart, { ...size, theme });
  const [shapes, png] = await Promise.all([outlined(svg), svgPng(svg)]);
  return { svg: shapes, png, says };
}

export async function markPicture(mark: Mark, says: string): Promise<Picture> {
  const svg = markSvg(mark, { theme });
  return { svg, png: await svgPng(svg, markZoom), says };
}
