import type { Period } from '@vigil/calendar';
import { benchmarksFor, type Series, type Transaction } from '@vigil/database';
import { besideNeighbours, displayAverage } from '@vigil/indicators';
import type { AuthorityConfig } from '@vigil/runtime';
import type { Comparison } from './facts.ts';

/** What is published of years that had begun by then: a figure is compared with what others had at its time. */
export async function readComparison(
  tx: Transaction,
  authority: AuthorityConfig,
  { definition, judged, member }: Series,
  period: Period,
): Promise<Comparison | null> {
  if (member !== null) return null;
  const year = { upTo: Number(period.slice(0, 4)) };
  const found = (await benchmarksFor(tx, authority, { all: () => [definition] }, year)).get(definition.id);
  if (!found) return null;
  const { title, monthly, england, region, neighbours, note, marks } = found;
  return {
    table: title,
    monthly,
    with: [england, region, neighbours]
      .filter((one) => one !== null)
      .map(({ name, value, yearName, release }) => ({
        name,
        value,
        shown: value === null ? 'withheld' : displayAverage(definition, value),
        year: yearName,
        release,
      })),
    neighbours: neighbours && { edition: neighbours.edition, n: neighbours.n, of: neighbours.of },
    besideNeighbours:
      neighbours &&
      besideNeighbours(definition, judged, period, {
        statisticalNeighbourMean: neighbours.value,
        neighbours: neighbours.values.flatMap(({ value }) => value ?? []),
      }),
    caveats: [...(note === '' ? [] : [note]), ...marks],
  };
}
