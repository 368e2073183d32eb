import { chartSvg } from './chart-svg.ts';
import type { ChartOptions, SeriesChart } from './chart.ts';
import { fontFiles } from './fonts.ts';

/**
 * The chart as a PNG of twice its size in CSS pixels, on a ground of its own, so that mail in dark mode shows it too. It
 * is drawn in a thread.
 */
export async function chartPng(chart: SeriesChart, options: ChartOptions = {}): Promise<Uint8Array> {
  return svgPng(await chartSvg(chart, options));
}

/** An SVG of this package as a PNG of so many times its size. */
export async function svgPng(svg: string, zoom = 2): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const picture = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: zoom },
    font: { loadSystemFonts: false, fontFiles: fontFiles() },
  });
  makeKnown(4 * picture.width * picture.height);
  return picture.asPng();
}

/**
 * resvg 2.6 does not tell V8 of its pixels, and V8 collects no garbage that it thinks small: 300 pictures held 650 MB.
 * As many bytes that it knows of, never touched, keep that under 90 MB. From 2.7 on resvg tells it
 * (github.com/thx/resvg-js/pull/393).
 */
function makeKnown(bytes: number): void {
  Buffer.alloc(bytes);
}
