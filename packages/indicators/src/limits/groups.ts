import type { Period } from '@vigil/calendar';
import { follows } from '../change.ts';
import type { Figure } from '../figure.ts';
import type { Rebase } from './rebase.ts';

/**
 * Why a group of points begins: with the series; with a recorded decision; or because nothing is taken across a change
 * between reported and computed figures (`origin`) or across months that have no value (`gap`).
 */
export type Beginning = 'series' | 'rebase' | 'origin' | 'gap';

/** A month with a value. */
export interface Point {
  readonly figure: Figure;
  /** Unrounded. */
  readonly value: number;
  /** Whether it feeds the limits and the runs; a provisional point is only placed against them. */
  readonly counted: boolean;
}

/** Months in unbroken succession that share one mean and one pair of limits. */
export interface Group {
  /** Its first month with a value. */
  readonly from: Period;
  readonly beginning: Beginning;
  readonly points: readonly Point[];
}

/** What a chart makes of a month: its value, nothing to be seen (`passed over`), or null for a month that is missing. */
export type Reading = number | 'passed over' | null;

/**
 * Cuts a series into groups of points (`spc.md`, *Limits*, 1: the rebased point is the first of its group; "there
 * should be no gaps in the time series"). A month passed over neither ends a group nor belongs to it; one that is
 * missing ends it, and so does a provisional month that final ones follow.
 *
 * @param figures oldest first, one a month
 * @param rebases in any order
 */
export function groupsOf(
  figures: readonly Figure[],
  rebases: readonly Rebase[],
  { read, counts }: { read: (figure: Figure) => Reading; counts: (figure: Figure) => boolean },
): readonly Group[] {
  const rebased = new Set(rebases.map(({ period }) => period));
  const groups: { from: Period; beginning: Beginning; points: Point[] }[] = [];
  let beginning: Beginning | null = 'series';
  for (const [index, figure] of figures.entries()) {
    const before = figures[index - 1];
    if (before && !follows(figure, before)) beginning ??= before.origin === figure.origin ? 'gap' : 'origin';
    if (rebased.has(figure.period)) beginning = 'rebase';

    const value = read(figure);
    if (value === 'passed over') continue;
    if (value === null) {
      beginning ??= 'gap';
      continue;
    }
    const counted = counts(figure);
    if (counted && groups.at(-1)?.points.at(-1)?.counted === false) beginning ??= 'gap';
    if (beginning !== null) groups.push({ from: figure.period, beginning, points: [] });
    beginning = null;
    groups.at(-1)!.points.push({ figure, value, counted });
  }
  return groups;
}
