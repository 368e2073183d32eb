import { type Markup, element, textOf } from './markup.ts';

/** What a PNG is written in, and what a page without it falls back on. */
const fontFamily = "'Source Sans 3', Arial, Helvetica, sans-serif";

interface Placed {
  readonly x: number;
  /** Of the middle of the letters. */
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  /** The ground it stands on, where lines would run through it. */
  readonly on?: string;
  /** Upwards, around its place. */
  readonly upright?: boolean;
}

/** On a plain rectangle where it covers lines: not every renderer knows letters with an outline. */
export function words(content: string, placed: Placed): Markup {
  const { x, y, size, fill, anchor, bold, on, upright } = placed;
  const text = element(
    'text',
    {
      x,
      y: y + 0.35 * size,
      fill,
      'font-family': fontFamily,
      'font-size': size,
      'font-weight': bold ? 700 : undefined,
      'text-anchor': anchor,
      transform: upright ? `rotate(-90 ${x.toFixed(2)} ${y.toFixed(2)})` : undefined,
    },
    textOf(content),
  );
  if (on === undefined) return text;
  const { left, right, top, bottom } = boxOf(content, placed);
  const covered = { x: left, y: top, width: right - left, height: bottom - top };
  return element('g', {}, element('rect', { ...covered, fill: on, 'fill-opacity': 0.85 }), text);
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a line of text takes up, near enough. */
export function boxOf(content: string, { x, y, size, anchor = 'start', upright }: Omit<Placed, 'fill'>): Box {
  const width = widthOf(content, size);
  const before = anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width;
  const half = 0.55 * size;
  return upright
    ? { left: x - half, right: x + half, top: y - width + before, bottom: y + before }
    : { left: x - before, right: x - before + width, top: y - half, bottom: y + half };
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/**
 * How wide a line is, near enough: there is no canvas to measure on, and a page may show it in Arial, which is wider
 * than the font of the PNG and is what these widths are taken from.
 */
export function widthOf(line: string, size: number): number {
  return Array.from(line).reduce((sum, character) => sum + size * shareOfSize(character), 0);
}

function shareOfSize(character: string): number {
  if (/[\s.,:;'’|!()fijlrtI]/u.test(character)) return 0.3;
  if (/[%@mwMW…]/u.test(character)) return 0.9;
  return /\p{Lu}/u.test(character) ? 0.7 : 0.556;
}

export interface Room {
  readonly width: number;
  readonly lines: number;
  readonly size: number;
}

/** Lines no wider than that, broken at spaces; what does not fit into so many lines ends in an ellipsis. */
export function linesOf(content: string, { width, lines: most, size }: Room): readonly string[] {
  const lines: string[] = [];
  for (const word of content.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || widthOf(`${line} ${word}`, size) > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines
    .slice(0, most)
    .map((line, index) => cut(line, { width, size }, index === most - 1 && lines.length > most));
}

function cut(line: string, { width, size }: Omit<Room, 'lines'>, more: boolean): string {
  if (!more && widthOf(line, size) <= width) return line;
  const kept = Array.from(line);
  while (kept.length > 0 && widthOf(`${kept.join('')}…`, size) > width) kept.pop();
  return `${kept.join('')}…`;
}
