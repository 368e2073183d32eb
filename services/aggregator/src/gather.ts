import type { IsoDate } from '@vigil/calendar';
import { gatherChanges, type Transaction } from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { Basis } from './ground.ts';

/** A cohort about to be compared with what it was at earlier dates. */
export interface Comparison {
  readonly definition: IndicatorDefinition;
  readonly basis: Basis;
  /** The first of those dates. */
  readonly earliest: IsoDate;
  /** The lists that have changed since then. */
  readonly lists: readonly string[];
}

/** Reads the records of those of whom something has changed once for all comparisons, and not for each. */
export async function gatherFor(tx: Transaction, comparisons: readonly Comparison[]): Promise<void> {
  if (comparisons.length === 0) return;
  const since = new Map<string, IsoDate>();
  for (const { lists, earliest } of comparisons) {
    for (const list of lists) since.set(list, earlier(since.get(list) ?? earliest, earliest));
  }
  const [latest, ...others] = comparisons.map(({ basis }) => basis.asAt);
  const until = others.reduce((last, asAt) => (asAt > last ? asAt : last), latest!);
  await gatherChanges(tx, { since, until, definitions: comparisons.map(({ definition }) => definition) });
}

function earlier(one: IsoDate, other: IsoDate): IsoDate {
  return one < other ? one : other;
}
