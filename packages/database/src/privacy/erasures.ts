import type { Transaction } from '../database.ts';
import type { Snapshot } from '../figures/snapshots.ts';

/** When records of a list were last erased, as PostgreSQL writes it; a list of which none were is not among them. */
export async function lastErasures(tx: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.sql<{ list: string; last: string }[]>`
    select list, max(erased_at)::text as last from vigil.erasure where authority = ${tx.authority} group by list`;
  return new Map(rows.map(({ list, last }) => [list, last]));
}

/** Whether a version of a figure was published before the last of some moments. */
export async function publishedBefore(
  tx: Transaction,
  {
    indicator,
    period,
    member,
    origin,
    version,
  }: Pick<Snapshot, 'indicator' | 'period' | 'member' | 'origin' | 'version'>,
  moments: readonly string[],
): Promise<boolean> {
  const found = await tx.sql`
    select from vigil.snapshot
    where authority = ${tx.authority} and indicator = ${indicator} and period = ${period}
      and member is not distinct from ${member} and origin = ${origin} and version = ${version}
      and created_at < (select max(moment) from unnest(${[...moments]}::text[]::timestamptz[]) as moment)`;
  return found.length > 0;
}
