import { type Arc, type Cost, move, type Range } from './circulation.ts';
import { isSmall, nearest } from './count.ts';

/** A number of figures that stand beside each other: parts of a whole that everybody knows, or has to be taken to know. */
export type LinkedCell = Arc;

/** One that may be hidden. */
export interface HideableCell extends LinkedCell {
  /** Other tables tell it too: it is taken for known, so that none is protected by it. */
  readonly isKnown?: boolean;
  /** It is hidden already, here and wherever else it stands. */
  readonly isHidden?: boolean;
}

/**
 * Which of the numbers to hide so that each from 1 to `below` - 1 could be any other of these, though whoever looks knows
 * every total, and that zeros are shown. Null where that cannot be done: then all of them are to be left out.
 *
 * Small numbers first, then for each of them, smallest first, the numbers with the smallest sum that let it move far
 * enough; never the totals, which are headlines elsewhere. What turns out not to be needed is shown again, largest first.
 * It is the greedy answer, the same for the same numbers, and not always the smallest.
 */
export function hideLinked(cells: readonly HideableCell[], below: number): ReadonlySet<number> | null {
  const small = cells.flatMap(({ count }, cell) => (isSmall(count, { below }) ? [cell] : []));
  const bySize = (one: number, other: number) => cells[one]!.count - cells[other]!.count || one - other;
  const already = cells.flatMap(({ isHidden }, cell) => (isHidden ? [cell] : []));
  const hidden = new Set([...small, ...already]);
  const range: Range = (cell) => {
    const { count } = cells[cell]!;
    return count <= 0 ? [count, count] : [1, Infinity];
  };
  const throughHidden: Cost = (cell) => (hidden.has(cell) && !cells[cell]!.isKnown ? 0 : null);
  const throughAll: Cost = (cell) => (cells[cell]!.isKnown ? null : hidden.has(cell) ? 0 : cells[cell]!.count);
  /** Through which others it can be each of them; null where it cannot. */
  const isFree = (cell: number, cost: Cost): ReadonlySet<number> | null => {
    const { count } = cells[cell]!;
    const [less, more] = [count - 1, below - 1 - count];
    const down = move(cells, cell, less, [-1, cost, range]);
    const up = move(cells, cell, more, [1, cost, range]);
    return down.by === less && up.by === more ? new Set([...down.through, ...up.through]) : null;
  };

  for (const cell of small.toSorted(bySize)) {
    const through = isFree(cell, throughAll);
    if (through === null) return null;
    for (const other of through) hidden.add(other);
  }
  const isProtected = () => small.every((cell) => isFree(cell, throughHidden) !== null);
  const others = [...hidden].filter((cell) => !small.includes(cell) && !already.includes(cell));
  for (const cell of others.toSorted((a, b) => bySize(b, a))) {
    hidden.delete(cell);
    if (!isProtected()) hidden.add(cell);
  }
  return hidden;
}

/** A number by what is known of it, such as 3 to 7 where it was rounded to 5. */
export interface RangedCell extends LinkedCell {
  readonly range: readonly [least: number, most: number];
  /** It is so small that it must not become known. */
  readonly isKept: boolean;
}

/** As many as "fewer than 3" leaves by itself. */
const fewestLeft = 3;

/**
 * Whether numbers that were rounded one by one tell a small one together: four teams of 2, each "fewer than 3", are 2 each
 * under a whole of "about 10". Told is what can be one or two numbers only.
 */
export function isTold(cells: readonly RangedCell[]): boolean {
  const range: Range = (cell) => cells[cell]!.range;
  return cells.some(({ isKept, count, range: [least, most] }, cell) => {
    const moved = (direction: 1 | -1, by: number) => move(cells, cell, by, [direction, () => 0, range]).by;
    return isKept && moved(-1, count - least) + 1 + moved(1, most - count) < fewestLeft;
  });
}

/** The numbers that are rounded to the same as this one. */
export function roundedAlike(count: number, to: number): readonly [least: number, most: number] {
  const rounded = nearest(count, to);
  return [Math.max(0, Math.ceil(rounded - to / 2)), Math.ceil(rounded + to / 2) - 1];
}
