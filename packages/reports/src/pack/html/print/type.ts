import { linesOf } from '../../measure.ts';

/** How `print.css` sets words: in points, and of that the height of a line. */
export interface Type {
  readonly size: number;
  readonly leading: number;
  readonly bold?: boolean;
}

const point = 25.4 / 72;
const inch = 25.4;

/** Source Sans 3 is narrower than Arial, by which lines are reckoned; its semibold than Arial Bold. */
const narrowness = { regular: 0.96, semibold: 0.9 };

/** Of words in a column of that width, both in millimetres. */
export function textHeight(words: string, width: number, { size, leading, bold = false }: Type): number {
  const set = size * narrowness[bold ? 'semibold' : 'regular'];
  const lines = words.split('\n').map((text) => linesOf([{ text, size: set, bold }], width / inch));
  return stacked(lines) * lineHeight({ size, leading });
}

export function lineHeight({ size, leading }: Type): number {
  return size * leading * point;
}

/** Under each other, with so much between them. */
export function stacked(heights: readonly number[], gap = 0): number {
  return heights.reduce((sum, height) => sum + height, 0) + gap * Math.max(0, heights.length - 1);
}
