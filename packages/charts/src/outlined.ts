import { fontFiles } from './fonts.ts';

/** An SVG of this package with its letters as shapes: it looks the same where Source Sans 3 is not, and nobody reads it. */
export async function outlined(svg: string): Promise<string> {
  const { Resvg } = await import('@resvg/resvg-js');
  return new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: fontFiles() } }).toString();
}
