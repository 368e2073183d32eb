import { markSvg } from '@vigil/charts';
import type { MarkInWords } from '@vigil/pack';
import type { Parts } from './parts.ts';

/** CSS pixels an inch. */
const density = 96;

/** A mark's width and height, and what is left beside it, of the size of the text, in inches a point. */
const side = 1.45 / 72;
const gap = 0.35 / 72;

/** How much of a cell's width its marks take, in inches, at a size of text in points. */
export function widthOfMarks(marks: readonly MarkInWords[], size: number): number {
  return marks.length * (side + gap) * size;
}

export function heightOfMarks(size: number): number {
  return side * size;
}

export interface Cell {
  /** In inches. */
  readonly w: number;
  readonly h: number;
  /** Where the first mark begins; null where they stand in the middle. */
  readonly from: number | null;
  /** Of the text beside them, in points. */
  readonly size: number;
}

/**
 * The colour that stands, in the table that pptxgenjs writes, for a cell filled with its marks. A picture that lies on a
 * table stays where it is when somebody takes a row out, and then stands beside the wrong figure; a filling moves along.
 * What it says is the cell's text, or is said of the whole table: nothing else is read out of a cell.
 */
export function filledWith(marks: readonly MarkInWords[], { w, h, from, size }: Cell, { fills }: Parts): string {
  const [mark, each] = [side * size, (side + gap) * size];
  const start = from ?? (w - widthOfMarks(marks, size) + gap * size) / 2;
  const drawn = marks.map((one, index) => {
    const [x, y] = [start + index * each, (h - mark) / 2].map((inches) => (inches * density).toFixed(2));
    return markSvg(one.mark, { size: Number((mark * density).toFixed(2)) }).replace(
      '<svg ',
      `<svg x="${x!}" y="${y!}" `,
    );
  });
  const [width, height] = [w, h].map((inches) => (inches * density).toFixed(2));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width!}" height="${height!}">${drawn.join('')}</svg>`;
  const known = [...fills].find(([, other]) => other === svg);
  if (known) return known[0];
  const colour = `FE${fills.size.toString(16).padStart(4, '0').toUpperCase()}`;
  fills.set(colour, svg);
  return colour;
}
