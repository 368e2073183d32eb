import { limitsOf, type Limits } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { readRebases } from './rebases.ts';
import type { Series } from './series.ts';

/**
 * The control limits of some series, by the decisions that stand.
 *
 * @param knownAt by those that stood then; without it, by those that stand now
 */
export async function readLimits(
  tx: Transaction,
  series: readonly Series[],
  knownAt?: Date,
): Promise<ReadonlyMap<Series, Limits>> {
  const indicators = [...new Set(series.map(({ definition }) => definition.id))];
  const rebases = await readRebases(tx, indicators, knownAt);
  return new Map(
    series.map((one) => {
      const { definition, member, judged } = one;
      const own = rebases.filter((rebase) => rebase.indicator === definition.id && rebase.member === member);
      const figures = judged.map(({ figure }) => figure);
      return [one, limitsOf(definition, figures, judged.at(-1)?.target ?? null, own)];
    }),
  );
}
