/** A table with its totals as a last column and a last row; null: hidden. */
export type ShownTable = readonly (readonly (number | null)[])[];

/** More than any number that the tables of the tests have. */
const unlikely = 30;

/**
 * Whether a hidden number can be this one for whoever knows all that is shown, that it adds up, and that zeros are shown:
 * looks for a table that agrees with it, cell by cell through every number that leaves room for the others of its row,
 * its column and the whole, and once only where the same is left to fill. Knows nothing of how the table was made, nor
 * of networks.
 */
export function canBe(
  shown: ShownTable,
  { row, column }: { readonly row: number; readonly column: number },
  value: number,
): boolean {
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
