import { type Palette, palettes } from '@vigil/charts';

/**
 * Source Sans 3 is not on a board's machines, and PowerPoint for the web and iPads take no font along. Arial is on all
 * of them; where it is not, Liberation Sans has its widths. At 0.94 of the size it is as large to the eye and as wide as
 * Source Sans 3, so that a page takes as many words as the PDF's.
 */
export const typeface = 'Arial';

/** In points. */
export const sizes = {
  title: 19,
  body: 9.5,
  small: 8,
  table: 8,
  stamp: 6.5,
} as const;

const { ink, soft, rule, band, series, target, average, benchmark, spc, rag } = palettes.print;

/** As PowerPoint writes them, without a hash. */
export const colours = {
  ink: bare(ink),
  soft: bare(soft),
  rule: bare(rule),
  band: bare(band),
  link: bare(series),
  /** The colours that a board is offered for what it adds. */
  accents: [series, target, average, benchmark, spc.concern, rag.grey].map(bare),
} as const;

function bare(colour: Palette['ink']): string {
  return colour.slice(1).toUpperCase();
}
