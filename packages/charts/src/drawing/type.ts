import { type Markup, element, textOf } from './markup.ts';

/** What a PNG is written in, and what a page without it falls back on. */
const fontFamily = "'Source Sans 3', Arial, Helvetica, sans-serif";

export const textSize = 15;
export const monthSize = 14;
export const valueSize = 20;
export const lineHeight = 18;

interface Placed {
  readonly x: number;
  /** Of the middle of the letters. */
  readonly y: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly bold?: boolean;
  /** The ground it stands on, where lines would run through it. */
  readonly on?: string;
  /** Upwards, around its place. */
  readonly upright?: boolean;
}

export function words(content: string, { x, y, fill, anchor, size = textSize, bold, on, upright }: Placed): Markup {
  return element(
    'text',
    {
      x,
      y: y + 0.35 * size,
      fill,
      'font-family': fontFamily,
      'font-size': size,
      'font-weight': bold ? 700 : undefined,
      'text-anchor': anchor,
      ...(on !== undefined && { stroke: on, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }),
      transform: upright ? `rotate(-90 ${x.toFixed(2)} ${y.toFixed(2)})` : undefined,
    },
    textOf(content),
  );
}

/**
 * How wide a line is, near enough: there is no canvas to measure on, and a page may show it in Arial, which is wider
 * than the font of the PNG and is what these widths are taken from.
 */
export function widthOf(line: string, size = textSize): number {
  return Array.from(line).reduce((sum, character) => sum + size * shareOfSize(character), 0);
}

function shareOfSize(character: string): number {
  if (/[\s.,:;'’|!()fijlrtI]/u.test(character)) return 0.3;
  if (/[%@mwMW…]/u.test(character)) return 0.9;
  return /\p{Lu}/u.test(character) ? 0.7 : 0.556;
}

/** Lines no wider than that, broken at spaces; what does not fit into so many lines ends in an ellipsis. */
export function linesOf(content: string, { width, lines: most }: { width: number; lines: number }): readonly string[] {
  const lines: string[] = [];
  for (const word of content.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || widthOf(`${line} ${word}`) > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.slice(0, most).map((line, index) => cut(line, width, index === most - 1 && lines.length > most));
}

function cut(line: string, width: number, more: boolean): string {
  if (!more && widthOf(line) <= width) return line;
  const kept = Array.from(line);
  while (kept.length > 0 && widthOf(`${kept.join('')}…`) > width) kept.pop();
  return `${kept.join('')}…`;
}
