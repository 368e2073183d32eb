import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { canBe, type ShownTable } from '../test/attacker.ts';
import { type HideableCell, hideLinked, isTold, type RangedCell, roundedAlike } from './linked.ts';

const below = 6;
/** Counts that flow from one node to another: parts of a total that everybody knows. */
const parts = (counts: readonly number[]) => counts.map((count) => ({ from: 0, to: 1, count }));
const left = (...counts: number[]) => {
  const hidden = hideLinked(parts(counts), below);
  return hidden === null ? null : counts.map((count, cell) => (hidden.has(cell) ? 'c' : count));
};

describe('parts of a total that is known', () => {
  test.each([
    [
      [3, 50, 12],
      ['c', 50, 'c'],
    ],
    [
      [3, 3, 50],
      ['c', 'c', 50],
    ],
    [
      [3, 2, 50],
      ['c', 'c', 'c'],
    ],
    [
      [3, 0, 7, 20],
      ['c', 0, 'c', 20],
    ],
    [
      [6, 7],
      [6, 7],
    ],
    [[], []],
  ])('%j leave as %j', (counts, shown) => {
    expect(left(...counts)).toEqual(shown);
  });

  test.each([[[4]], [[2, 0, 0]], [[1, 1, 1, 1, 1, 1]]])('%j are left out: no choice would do', (counts) => {
    expect(left(...counts)).toBeNull();
  });

  test('are protected by none that is told elsewhere', () => {
    const cells = parts([3, 12, 50]).map((cell, at) => ({ ...cell, isKnown: at === 1 }));
    expect(hideLinked(cells, below)).toEqual(new Set([0, 2]));
  });

  test('are protected by what is hidden already rather than by what is smaller', () => {
    const cells = parts([3, 12, 50]).map((cell, at) => ({ ...cell, isHidden: at === 2 }));
    expect(hideLinked(cells, below)).toEqual(new Set([0, 2]));
  });

  test('could each be anything from 1 to 5 for whoever knows the rest, the total and the zeros', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 15 }), { maxLength: 4 }), (counts) => {
        const hidden = hideLinked(parts(counts), below);
        if (hidden === null) return;
        const unknown = counts.flatMap((count, cell) => (hidden.has(cell) ? [count] : []));
        const sum = unknown.reduce((all, count) => all + count, 0);
        const tables = summingTo(sum, unknown.length);
        for (const [cell, count] of unknown.entries()) {
          if (count >= below) continue;
          const possible = new Set(tables.map((table) => table[cell]));
          expect([...possible]).toEqual(expect.arrayContaining([1, 2, 3, 4, 5]));
        }
        expect(counts.every((count, cell) => hidden.has(cell) || count === 0 || count >= below)).toBe(true);
      }),
    );
  });
});

/** All ways to write the sum as so many numbers of at least 1. */
function summingTo(sum: number, length: number): readonly (readonly number[])[] {
  if (length === 0) return sum === 0 ? [[]] : [];
  return Array.from({ length: Math.max(0, sum - length + 1) }, (_, less) => less + 1).flatMap((first) =>
    summingTo(sum - first, length - 1).map((others) => [first, ...others]),
  );
}

describe('a table of parts, whatever is in them, whose columns everybody can add up', () => {
  /** How many are in a part: everybody reads it, it may be hidden, other indicators tell it, or these hide it. */
  type InAll = 'headline' | 'hideable' | 'known' | 'hidden';
  type Part = readonly [inAll: InAll, counts: readonly number[]];
  interface TableCell extends HideableCell {
    readonly row: number;
    readonly column: number;
  }

  const count = fc.oneof(fc.nat({ max: 7 }), fc.nat({ max: 20 }));
  const inAll = fc.constantFrom<InAll>('headline', 'hideable', 'known', 'hidden');
  const tables = fc.integer({ min: 1, max: 3 }).chain((columns) => {
    const counts = fc.array(count, { minLength: columns, maxLength: columns });
    return fc.array<Part>(fc.tuple(inAll, counts), { minLength: 1, maxLength: 3 });
  });
  const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + one, 0);
  const isSmall = (one: number) => one > 0 && one < below;

  /** Those of a part flow into it as its total and out of it into the columns. */
  const cellsOf = (table: readonly Part[]): readonly TableCell[] =>
    table.flatMap(([of, counts], part) => {
      const own = counts.map((one, column) => ({ from: part, to: 10 + column, count: one, row: part, column }));
      const all = { from: 20, to: part, count: sum(counts), row: part, column: counts.length };
      // What is small others do not tell either.
      const total = { ...all, isKnown: of === 'known' && !isSmall(all.count), isHidden: of === 'hidden' };
      return of === 'headline' ? own : [...own, total];
    });

  const shownOf = (table: readonly Part[], cells: readonly TableCell[], hidden: ReadonlySet<number>): ShownTable => {
    const lines = table.map(([, counts]) => [...counts, sum(counts)]);
    const shown: (number | null)[][] = [...lines, lines[0]!.map((_, column) => sum(lines.map((one) => one[column]!)))];
    // Zeros are known.
    for (const [at, cell] of cells.entries())
      if (hidden.has(at) && cell.count > 0) shown[cell.row]![cell.column] = null;
    return shown;
  };
  /** Whether each small number can be each of 1 to 5, for whoever tries all tables. */
  const isSafe = (table: readonly Part[], hidden: ReadonlySet<number>) => {
    const cells = cellsOf(table);
    const shown = shownOf(table, cells, hidden);
    return cells
      .filter((cell) => isSmall(cell.count))
      .every((cell) => [1, 2, 3, 4, 5].every((value) => canBe(shown, cell, value)));
  };

  test('leaves each of 1 to 5 to every small number', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const hidden = hideLinked(cellsOf(table), below);
        expect(hidden === null || isSafe(table, hidden)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('is left out only where hiding all that may be hidden would not do either', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const cells = cellsOf(table);
        const all = new Set(cells.flatMap(({ isKnown }, at) => (isKnown ? [] : [at])));
        expect(hideLinked(cells, below) === null).toBe(!isSafe(table, all));
      }),
      { numRuns: 300 },
    );
  });

  test('hides all that is small, none that is known or 0, and none that is not needed', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const cells = cellsOf(table);
        const hidden = hideLinked(cells, below);
        if (hidden === null) return;
        const needed = (at: number) => !isSafe(table, new Set([...hidden].filter((other) => other !== at)));
        const wrong = cells.filter(({ count: one, isKnown, isHidden }, at) => {
          if (isSmall(one) || isHidden) return !hidden.has(at);
          return hidden.has(at) && (one === 0 || isKnown === true || !needed(at));
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('rounded parts beside their rounded total', () => {
  const ranged = (counts: readonly number[]): readonly RangedCell[] => {
    const total = counts.reduce((all, count) => all + count, 0);
    return [
      ...counts.map((count) => ({ from: 0, to: 1, count, range: roundedAlike(count, 5), isKept: count < 8 })),
      { from: 1, to: 0, count: total, range: roundedAlike(total, 5), isKept: total < 8 },
    ];
  };

  test.each([
    [[2, 2, 2, 2], true],
    [[2, 2, 2, 2, 2], false],
    [[2, 2, 2, 1], false],
    [[3, 3], true],
    [[4, 4, 4], false],
    [[7, 7, 20], false],
    [[20, 30], false],
  ])('%j tell a small one: %j', (counts, told) => {
    expect(isTold(ranged(counts))).toBe(told);
  });

  test('leave three numbers to a small one, as trying all of them shows', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 4 }), (counts) => {
        const all = counts.reduce((sum, count) => sum + count, 0);
        const [least, most] = roundedAlike(all, 5);
        const tables = within(counts.map((count) => roundedAlike(count, 5)))
          .map((table) => [...table, table.reduce((sum, count) => sum + count, 0)])
          .filter((table) => least <= table.at(-1)! && table.at(-1)! <= most);
        const numbersLeft = [...counts, all].flatMap((count, cell) =>
          count < 8 ? [new Set(tables.map((table) => table[cell])).size] : [],
        );
        expect(isTold(ranged(counts))).toBe(numbersLeft.some((numbers) => numbers < 3));
      }),
    );
  });
});

function within(ranges: readonly (readonly [number, number])[]): readonly (readonly number[])[] {
  const [first, ...others] = ranges;
  if (first === undefined) return [[]];
  const rest = within(others);
  return Array.from({ length: first[1] - first[0] + 1 }, (_, more) => first[0] + more).flatMap((count) =>
    rest.map((table) => [count, ...table]),
  );
}
