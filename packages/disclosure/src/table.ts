import { type Arc, toHide } from './circulation.ts';
import type { DisclosureRule } from './rule.ts';

type Suppressed = Extract<DisclosureRule, { kind: 'suppressed' }>;

/** Counts by two things at once, such as children by team and age; every row as long as `columns`. */
export interface CountTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

/** A table as it may leave. Null: hidden. Which of the hidden are small is not to be told: it would narrow the rest. */
export interface SuppressedTable {
  readonly counts: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly (number | null)[];
  readonly columnTotals: readonly (number | null)[];
  readonly total: number | null;
  readonly changes: readonly HiddenCell[];
}

/** A whole by its parts, such as children by team, as it may leave. */
export interface SuppressedBreakdown {
  readonly counts: readonly (number | null)[];
  readonly total: number | null;
  readonly changes: readonly HiddenCell[];
}

/** A number that was hidden, for the audit that stays inside. Row and column are null for totals. */
export interface HiddenCell {
  readonly row: string | null;
  readonly column: string | null;
  readonly was: number;
  /** `protects`: another number would follow from it. */
  readonly because: 'small' | 'protects';
}

interface Cell extends Arc {
  readonly row: string | null;
  readonly column: string | null;
}

/**
 * A table with its totals, small numbers hidden and as many others as it takes that they do not follow from what is
 * left. Zeros are shown.
 */
export function suppressTable({ rows, columns, counts }: CountTable, { below }: Suppressed): SuppressedTable {
  const totals = columns.map((_, column) => sum(counts.map((row) => row[column]!)));
  const lines = [...counts, totals].map((line) => [...line, sum(line)]);
  const names = { rows: [...rows, null], columns: [...columns, null] };
  const cells = lines.flatMap((line, row) =>
    line.map((count, column): Cell => {
      const total = { row: row === rows.length, column: column === columns.length };
      const nodes = { row, column: rows.length + 1 + column };
      // What a total gathers from its column, or hands out to its row, flows against what a cell does.
      const back = total.row !== total.column;
      const [from, to] = back ? [nodes.column, nodes.row] : [nodes.row, nodes.column];
      const isTotal = total.row || total.column;
      return { row: names.rows[row]!, column: names.columns[column]!, count, isTotal, from, to };
    }),
  );
  const { left, changes } = hide(cells, below);
  const shown = lines.map(({ length }, line) => left.slice(line * length, (line + 1) * length));
  const last = shown.at(-1)!;
  return {
    counts: shown.slice(0, -1).map((line) => line.slice(0, -1)),
    rowTotals: shown.slice(0, -1).map((line) => line.at(-1)!),
    columnTotals: last.slice(0, -1),
    total: last.at(-1)!,
    changes,
  };
}

/** The same for parts that add up to a whole. */
export function suppressBreakdown(
  parts: readonly { readonly name: string; readonly count: number }[],
  { below }: Suppressed,
): SuppressedBreakdown {
  const whole = sum(parts.map(({ count }) => count));
  const cells: Cell[] = [
    ...parts.map(({ name, count }) => ({ row: name, column: null, count, isTotal: false, from: 0, to: 1 })),
    { row: null, column: null, count: whole, isTotal: true, from: 1, to: 0 },
  ];
  const { left, changes } = hide(cells, below);
  return { counts: left.slice(0, -1), total: left.at(-1)!, changes };
}

function hide(
  cells: readonly Cell[],
  below: number,
): { left: readonly (number | null)[]; changes: readonly HiddenCell[] } {
  const hidden = toHide(cells, below);
  return {
    left: cells.map(({ count }, cell) => (hidden.has(cell) ? null : count)),
    changes: cells.flatMap(({ row, column, count }, cell) =>
      hidden.has(cell) ? [{ row, column, was: count, because: count < below ? 'small' : 'protects' }] : [],
    ),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
