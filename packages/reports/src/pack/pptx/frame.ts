/** A box on a slide, in inches. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const inch = 25.4;

/** A4 across, as the PDF has it. */
export const paper = { width: 297 / inch, height: 210 / inch };

const margin = 12 / inch;
const width = paper.width - 2 * margin;
const bottom = paper.height - margin;

/** Where everything stands that every slide has. */
export const frame = {
  kicker: { x: margin, y: 0.4, w: width, h: 0.22 },
  title: { x: margin, y: 0.62, w: width, h: 0.46 },
  /** All between heading and stamp: what a page is about. */
  body: { x: margin, y: 1.17, w: width, h: bottom - 0.5 - 1.17 },
  stamp: { x: margin, y: bottom - 0.44, w: width, h: 0.2 },
  foot: { x: margin, y: bottom - 0.2, w: width - 1, h: 0.2 },
  number: { x: margin + width - 1, y: bottom - 0.2, w: 1, h: 0.2 },
} as const satisfies Record<string, Box>;

/** What is left of a box under so much of it. */
export function below({ x, y, w, h }: Box, used: number): Box {
  return { x, y: y + used, w, h: h - used };
}
