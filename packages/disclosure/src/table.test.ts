import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { disclosureRules } from './rule.ts';
import { type CountTable, suppressBreakdown, type SuppressedTable, suppressTable } from './table.ts';

const { suppressed } = disclosureRules;

const table = (...counts: number[][]): CountTable => ({
  rows: counts.map((_, row) => `team ${row}`),
  columns: counts[0]!.map((_, column) => `age ${column}`),
  counts,
});
const suppress = (...counts: number[][]): SuppressedTable => suppressTable(table(...counts), suppressed);
const breakdown = (...counts: number[]) =>
  suppressBreakdown(
    counts.map((count, part) => ({ name: `team ${part}`, count })),
    suppressed,
  );

const c = null;

describe('a table', () => {
  test('without small numbers is as it was', () => {
    const shown = suppress([6, 0], [17, 30]);
    expect(shown).toEqual({
      counts: [
        [6, 0],
        [17, 30],
      ],
      rowTotals: [6, 47],
      columnTotals: [23, 30],
      total: 53,
      changes: [],
    });
  });

  test('hides with a small number the next smallest by which it cannot be worked out', () => {
    const { counts, rowTotals, columnTotals, total } = suppress([3, 20, 30], [25, 40, 50], [60, 70, 80]);
    expect(counts).toEqual([
      [c, c, 30],
      [c, c, 50],
      [60, 70, 80],
    ]);
    expect([...rowTotals, ...columnTotals, total]).toEqual([53, 115, 210, 88, 130, 160, 378]);
  });

  test('hides no more where small numbers hide each other', () => {
    const { counts, changes } = suppress([4, 4, 30], [4, 4, 50]);
    expect(counts).toEqual([
      [c, c, 30],
      [c, c, 50],
    ]);
    expect(changes.map(({ because }) => because)).toEqual(['small', 'small', 'small', 'small']);
  });

  test('hides more where small numbers are the least they can be: their sum would tell them', () => {
    const { counts } = suppress([1, 1, 30], [1, 1, 50]);
    expect(counts.flat().filter((count) => count === c).length).toBeGreaterThan(4);
  });

  test('hides totals only where nothing else will do', () => {
    const alone = suppress([3, 0], [0, 40]);
    expect(alone.counts).toEqual([
      [c, 0],
      [0, 40],
    ]);
    expect([alone.rowTotals, alone.columnTotals, alone.total]).toEqual([[c, 40], [c, 40], c]);
  });

  test('of equals hides the first', () => {
    expect(suppress([2, 7, 7], [7, 7, 7]).counts).toEqual([
      [c, c, 7],
      [c, c, 7],
    ]);
  });
});

describe('a whole by its parts', () => {
  test.each<[number[], (number | null)[], number | null]>([
    [[3, 50, 12], [c, 50, c], 65],
    [[3, 3, 50], [c, c, 50], 56],
    [[3, 2, 50], [c, c, c], 55],
    [[1, 2, 50, 9], [c, c, 50, c], 62],
    [[1, 1, 50], [c, c, c], 52],
    [[5, 1], [c, c], 6],
    [[0, 4, 0], [0, c, 0], c],
    [[1, 1, 1, 1, 1, 1], [c, c, c, c, c, c], c],
    [[0, 0], [0, 0], 0],
    [[], [], 0],
  ])('%j becomes %j of %j', (counts, left, total) => {
    expect(breakdown(...counts)).toMatchObject({ counts: left, total });
  });

  test('says in the audit what was hidden, and why', () => {
    expect(breakdown(3, 50, 12).changes).toEqual([
      { row: 'team 0', column: null, was: 3, because: 'small' },
      { row: 'team 2', column: null, was: 12, because: 'protects' },
    ]);
  });
});

describe('what is left of any table', () => {
  const size = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }));
  const count = fc.oneof(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 20 }));
  const tables = size.chain(([rows, columns]) =>
    fc.array(fc.array(count, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

  const cellsOf = (counts: number[][]) => {
    const left = withTotals(suppress(...counts));
    const were = withMargins(counts);
    return left.flatMap((line, row) =>
      line.map((shown, column) => ({
        shown,
        was: were[row]![column]!,
        least: partsOf(were, row, column),
        row,
        column,
      })),
    );
  };

  test('leaves every number from 1 to 5 to a hidden small one', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const left = withTotals(suppress(...counts));
        for (const { shown, was, least, row, column } of cellsOf(counts)) {
          if (shown !== c) continue;
          // A total is no less than its parts that are not zero, and these are seen.
          const small = was < 6 ? [1, 2, 3, 4, 5].filter((value) => value >= least) : [];
          const possible = (value: number) => canBe(left, row, column, value);
          expect(small.filter((value) => !possible(value))).toEqual([]);
          expect([was + 1, was - 1].some((other) => other > 0 && possible(other))).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('is true, hides every small number and no zero', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const cells = cellsOf(counts);
        expect(cells.filter(({ shown, was }) => shown !== c && shown !== was)).toEqual([]);
        expect(cells.filter(({ shown, was }) => shown !== c && was > 0 && was < 6)).toEqual([]);
        expect(cells.filter(({ shown, was }) => shown === c && was === 0)).toEqual([]);
      }),
    );
  });
});

/** More than any number of the tables above. */
const unlikely = 30;

type Shown = readonly (readonly (number | null)[])[];

/** A table with its totals as a last column and a last row. */
function withTotals({ counts, rowTotals, columnTotals, total }: SuppressedTable): Shown {
  return [...counts.map((row, r) => [...row, rowTotals[r]!]), [...columnTotals, total]];
}

function withMargins(counts: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const sum = (row: readonly number[]) => row.reduce((all, one) => all + one, 0);
  const rows = counts.map((row) => [...row, sum(row)]);
  return [...rows, rows[0]!.map((_, column) => sum(rows.map((row) => row[column]!)))];
}

/** How many numbers that are not zero a number is made of: 1 for a cell, those of its row or column for a total. */
function partsOf(were: readonly (readonly number[])[], row: number, column: number): number {
  const inner = were.slice(0, -1).map((one) => one.slice(0, -1));
  const parts = inner.flatMap((one, r) =>
    one.filter((_, col) => (row === inner.length || r === row) && (column === one.length || col === column)),
  );
  return parts.filter((one) => one > 0).length;
}

/**
 * Whether a hidden number can be this one: looks for a table that agrees with all that is shown, cell by cell through
 * every number that leaves room for the others of its row, its column and the whole, and once only where the same is
 * left to fill. Knows nothing of how the table was made.
 */
function canBe(shown: Shown, row: number, column: number, value: number): boolean {
  const guess = shown.map((one, r) => one.map((known, col) => (r === row && col === column ? value : known)));
  const [rows, columns] = [shown.length - 1, shown[0]!.length - 1];
  const least = (cells: readonly (number | null)[]) => cells.reduce<number>((all, one) => all + (one ?? 1), 0);
  /** What may stand where a total, what is there of it and what is still to come leave so much room. */
  const room = (total: number | null, before: number, after: readonly (number | null)[]) => {
    const most = total === null ? unlikely : total - before - least(after);
    return { most, least: total !== null && after.every((one) => one !== null) ? most : 1 };
  };
  const sums = Array.from({ length: columns }, () => 0);
  const inner = guess.slice(0, -1).map((line) => line.slice(0, -1));
  const inVain = new Set<string>();
  const fill = (r: number, col: number, rowSum: number, all: number): boolean => {
    if (r === rows)
      return (
        guess[rows]!.slice(0, -1).every((one, c2) => agrees(one, sums[c2]!)) && agrees(guess[rows]![columns]!, all)
      );
    if (col === columns) return agrees(guess[r]![columns]!, rowSum) && fill(r + 1, 0, 0, all);
    const known = guess[r]![col]!;
    const across = room(guess[r]![columns]!, rowSum, guess[r]!.slice(col + 1, columns));
    const down = room(
      guess[rows]![col]!,
      sums[col]!,
      guess.slice(r + 1, rows).map((line) => line[col]!),
    );
    const whole = room(guess[rows]![columns]!, all, [...inner[r]!.slice(col + 1), ...inner.slice(r + 1).flat()]);
    const from = known ?? Math.max(1, across.least, down.least, whole.least);
    const to = Math.min(known ?? unlikely, across.most, down.most, whole.most);
    const left = [r, col, rowSum, ...sums].join();
    if (inVain.has(left)) return false;
    for (let one = from; one <= to; one += 1) {
      sums[col]! += one;
      const found = fill(r, col + 1, rowSum + one, all + one);
      sums[col]! -= one;
      if (found) return true;
    }
    inVain.add(left);
    return false;
  };
  return fill(0, 0, 0, 0);
}

function agrees(shown: number | null, is: number): boolean {
  return shown === null ? is > 0 : shown === is;
}
