import {
  type DisclosureRule,
  type HideableCell,
  hideLinked,
  isTold,
  type LinkedCell,
  nearest,
  type RangedCell,
  roundedAlike,
} from '@vigil/disclosure';
import type { Figure, Unit } from '@vigil/indicators';

/** A figure of a month with what it is measured in. */
export interface Part {
  readonly figure: Figure;
  readonly unit: Unit;
}

/** The numbers of people or events that a figure is made of, where they are known. */
interface Counts {
  /** Of a count and a rate how many; of a percentage those in its numerator; of an average of how many it is. */
  readonly counted?: number;
  /** Of a percentage, those that are not in its numerator. */
  readonly rest?: number;
  /** Of a percentage, all of them. */
  readonly all?: number;
}

type Column = keyof Counts;
const columns: readonly Column[] = ['counted', 'rest', 'all'];

export function countsOf({ figure: { numerator, denominator, value }, unit }: Part): Counts {
  const count = unit === 'count' ? (numerator ?? value) : isShare(unit) ? numerator : denominator;
  if (count === null || (isShare(unit) && denominator === null)) return {};
  if (unit !== 'percent' || denominator === null) return { counted: count };
  return { counted: count, rest: denominator - count, all: denominator };
}

function isShare(unit: Unit): boolean {
  return unit === 'percent' || unit === 'rate per 10,000' || unit === 'rate';
}

/**
 * Those of the parts that may not leave beside the others and the whole, which does. All of them where no choice would
 * do; and the whole itself where even then it tells of them, beside how many are in each part, which other indicators say:
 * of 9 and 6 children, 9 in all were visited, so at least 3 of the 9.
 *
 * What is missing between the parts and the whole (children without a team) is taken for known: that is never less safe.
 */
export function figuresToKeepBack(
  whole: Part | null,
  parts: readonly Part[],
  rule: Exclude<DisclosureRule, { kind: 'shown' }>,
): readonly Figure[] {
  const cells = cellsOf(parts);
  const counted = [...new Set(cells.map(({ figure }) => figure))];
  if (rule.kind === 'rounded') {
    const isAverageOfFew = (part: Part) =>
      part.unit !== 'count' && !isShare(part.unit) && (countsOf(part).counted ?? rule.to) < rule.to;
    return parts.some(isAverageOfFew) || isTold(rangedCells(whole, cells, rule.to)) ? counted : [];
  }
  // Of the same children other indicators tell the same numbers in all, and hide the same of them.
  const inAll = cells.filter(({ column }) => column === 'all').map((cell) => ({ ...cell, to: nodes.outside }));
  const few = hiddenOf(inAll, rule.below);
  if (few === null) return counted;
  const isFew = ({ figure }: Cell) => few.includes(figure);
  const hidden = hiddenOf(
    cells.map((cell) => ({ ...cell, isHidden: isFew(cell), isKnown: cell.column === 'all' && !isFew(cell) })),
    rule.below,
  );
  if (hidden !== null) return hidden;
  return whole !== null && isSumOf(whole, cells) ? [...counted, whole.figure] : counted;
}

/** Whether a percentage is of these parts alone. */
function isSumOf(whole: Part, cells: readonly Cell[]): boolean {
  const own = countsOf(whole);
  return own.all !== undefined && columns.every((column) => own[column] === sumOf(cells, column));
}

function sumOf(cells: readonly Cell[], wanted: Column): number {
  return cells.filter(({ column }) => column === wanted).reduce((sum, { count }) => sum + count, 0);
}

function hiddenOf(cells: readonly (Cell & HideableCell)[], below: number): readonly Figure[] | null {
  const hidden = hideLinked(cells, below);
  return hidden === null ? null : [...new Set([...hidden].map((cell) => cells[cell]!.figure))];
}

interface Cell extends LinkedCell {
  readonly figure: Figure;
  readonly column: Column;
}

/** Nodes of the network that they flow in, by column; what is in no part flows through the last. */
const nodes = { counted: 0, rest: 1, all: 2, outside: 3 } as const;

/** In each part all flow in, and out again as counted and as rest; where there is no rest they flow straight through. */
function cellsOf(parts: readonly Part[]): readonly Cell[] {
  return parts.flatMap((part, index) => {
    const own = countsOf(part);
    const node = own.all === undefined ? nodes.all : nodes.outside + 1 + index;
    return columns.flatMap((column): Cell[] => {
      const count = own[column];
      if (count === undefined) return [];
      const ends = column === 'all' ? { from: nodes.all, to: node } : { from: node, to: nodes[column] };
      return [{ figure: part.figure, column, count, ...ends }];
    });
  });
}

/** The numbers with all that rounding leaves open of each, and the whole as far as it is of these parts. */
function rangedCells(whole: Part | null, cells: readonly Cell[], to: number): readonly RangedCell[] {
  const ranged = (count: number | undefined, column: Column) => ({
    // Nobody prints the rest.
    range: count === undefined || column === 'rest' ? ([0, Infinity] as const) : roundedAlike(count, to),
    isKept: count !== undefined && column !== 'rest' && nearest(count, to) <= to,
  });
  const inAll = whole === null ? {} : countsOf(whole);
  const isOfShares = cells.some(({ column }) => column === 'all');
  const wholes = columns.flatMap((column): RangedCell[] => {
    if (!isOfShares && column !== 'counted') return [];
    const ofParts = sumOf(cells, column);
    const outside = isOfShares ? nodes.outside : nodes.all;
    const ends = column === 'all' ? { from: outside, to: nodes.all } : { from: nodes[column], to: outside };
    const missing = (inAll[column] ?? ofParts) - ofParts;
    const { range, isKept } = ranged(inAll[column], column);
    return [{ ...ends, count: ofParts, range: [range[0] - missing, range[1] - missing], isKept }];
  });
  return [...cells.map((cell) => ({ ...cell, ...ranged(cell.count, cell.column) })), ...wholes];
}
