import type { SeriesChart } from '../chart.ts';
import type { Frame } from './frame.ts';
import type { Markup } from './markup.ts';
import type { Palette } from './palette.ts';

/** What is drawn, where, and in which colours. */
interface Picture {
  readonly chart: SeriesChart;
  readonly frame: Frame;
  readonly palette: Palette;
}

/** One kind of thing on the picture. */
export type Layer = (picture: Picture) => readonly Markup[];
