import { line } from 'd3-shape';
import { type Markup, element } from './markup.ts';

interface Pen {
  readonly stroke: string;
  readonly width?: number;
  readonly dash?: string;
}

/** What tells lines apart without colour; benchmarks have dashes with dots. */
export const dashes = {
  target: '7 4',
  average: '13 3',
  open: '4 4',
  limit: '1 3',
  mean: '2 4',
};

/** A straight line, told apart by its class. */
export function straight(
  name: string,
  { x1, x2, y1, y2 }: { x1: number; x2: number; y1: number; y2: number },
  { stroke, width = 1, dash }: Pen,
): Markup {
  return element('line', { class: name, x1, x2, y1, y2, stroke, 'stroke-width': width, 'stroke-dasharray': dash });
}

/** A point of a line; null breaks it. */
export type Step = { readonly x: number; readonly y: number } | null;

const path = line<Step>()
  .x((step) => step!.x)
  .y((step) => step!.y)
  .defined((step) => step !== null)
  .digits(2);

/** A line through the steps; nothing where there is none. */
export function through(name: string, steps: readonly Step[], { stroke, width = 1, dash }: Pen): readonly Markup[] {
  const d = path(steps.slice());
  if (!d) return [];
  const look = { stroke, 'stroke-width': width, 'stroke-dasharray': dash, 'stroke-linejoin': 'round' };
  return [element('path', { class: name, d, fill: 'none', ...look })];
}
