/** Arial's widths from the space to the tilde, in thousandths of the size. */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

/** What a line of Arial takes of its size from top to bottom, in PowerPoint and, a little less, in LibreOffice. */
const lineHeight = 1.2;

/** Small letters of Arial Bold are a tenth wider. */
const boldness = 1.1;

/** Before it is known how a program breaks lines, a line is taken to hold a little less. */
const caution = 0.98;

const pointsAnInch = 72;

export interface Measured {
  readonly text: string;
  /** In points. */
  readonly size: number;
  readonly bold?: boolean;
}

/** How wide the text is on one line, in inches. */
export function widthOf({ text, size, bold = false }: Measured): number {
  let thousandths = 0;
  for (const character of text) thousandths += widthOfCharacter(character.codePointAt(0)!);
  return ((thousandths / 1000) * size * (bold ? boldness : 1)) / pointsAnInch;
}

function widthOfCharacter(code: number): number {
  if (code > 0x2e_80) return 1000;
  return widths[code - 0x20] ?? (code === 0x20_19 || code === 0x20_18 ? 222 : 600);
}

/** How many lines the runs of a paragraph take in that width, in inches. */
export function linesOf(runs: readonly Measured[], width: number): number {
  const room = width * caution;
  let lines = 1;
  let used = 0;
  for (const { text, ...look } of runs) {
    for (const piece of text.match(/[^\s/-]*[\s/-]?/gu) ?? []) {
      const wide = widthOf({ text: piece, ...look });
      // A space at the end of a line hangs over its edge.
      if (used > 0 && used + widthOf({ text: piece.trimEnd(), ...look }) > room) {
        lines += 1;
        used = 0;
      }
      // A word wider than the line is broken.
      const broken = Math.floor(wide / room);
      lines += broken;
      used += wide - broken * room;
    }
  }
  return lines;
}

/** In inches. */
export function heightOfLines(lines: number, size: number): number {
  return (lines * size * lineHeight) / pointsAnInch;
}
