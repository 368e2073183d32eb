import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle, type SymbolType } from 'd3-shape';
import type { Cause } from '../beyond-chance.ts';
import { type Markup, element } from './markup.ts';
import type { Palette } from './palette.ts';
import type { Sizes } from './sizes.ts';
import { dashes, straight } from './strokes.ts';

/** What sets a month apart. */
export interface Look {
  readonly marked?: Cause;
  readonly provisional: boolean;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** In which colours and sizes. */
interface Hand {
  readonly palette: Palette;
  readonly sizes: Sizes;
}

const shapes: Readonly<Record<Cause, SymbolType>> = {
  better: symbolSquare,
  worse: symbolDiamond,
  neutral: symbolTriangle,
};

/** A month, or the same as a sign before the words for it: marked by its shape and hollow, so that nothing hangs on colour. */
export function marker(as: 'point' | 'sign', { marked, provisional }: Look, { x, y }: Place, hand: Hand): Markup {
  const { palette, sizes } = hand;
  const colour = marked ? palette.marked[marked] : palette.series;
  const shape = symbol(marked ? shapes[marked] : symbolCircle, marked ? sizes.mark : sizes.point).digits(2);
  return element('path', {
    class: [as, marked, provisional && 'provisional'].filter(Boolean).join(' '),
    d: shape() ?? '',
    transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`,
    fill: provisional ? palette.ground : colour,
    stroke: provisional ? colour : palette.ground,
    'stroke-width': provisional ? 0.9 * sizes.pen : 1,
  });
}

/** Between two months that are not comparable. */
export function breakMark(x: number, top: number, bottom: number, palette: Palette): Markup {
  const look = { stroke: palette.soft, 'stroke-width': 1.5, 'stroke-dasharray': '2 3' };
  return element('line', { class: 'break', x1: x, x2: x, y1: top, y2: bottom, ...look });
}

/** A piece of the band between the limits, with the mean where that is told with them. */
export function swatch({ x, y }: Place, withMean: boolean, palette: Palette): readonly Markup[] {
  const band = { x: x - 7, y: y - 6, width: 14, height: 12, fill: palette.band, stroke: palette.edge };
  const mean = { stroke: palette.mean, dash: dashes.mean, width: 1.5 };
  return [element('rect', band), ...(withMean ? [straight('sign', { x1: x - 7, x2: x + 7, y1: y, y2: y }, mean)] : [])];
}
