import { benchmarksSource } from '@vigil/benchmarks';
import type { IsoDate } from '@vigil/calendar';
import { digestsSource } from '@vigil/pipeline';
import type { Transaction } from '../database.ts';

/** How fresh what a source delivers is. */
export interface SourceFreshness {
  readonly source: string;
  /** The published delivery with the newest as-at date; null where nothing was published yet. */
  readonly newest: { readonly asAt: IsoDate; readonly publishedAt: Date } | null;
  /** A delivery did not arrive by the time it was expected, and none has since. */
  readonly overdue: { readonly expectedBy: Date; readonly problems: readonly string[] } | null;
}

/** Every source of deliveries that was ever looked into, by name. */
export async function readSourceFreshness(tx: Transaction): Promise<readonly SourceFreshness[]> {
  const rows = await tx.sql<
    {
      source: string;
      as_at: string | null;
      published_at: string | null;
      expected_by: string | null;
      problems: string[] | null;
    }[]
  >`
    select looked.source, newest.as_at::text, newest.published_at::text, overdue.expected_by::text, overdue.problems
    from (
      select distinct source from vigil.slot
      where authority = ${tx.authority} and source not in (${benchmarksSource}, ${digestsSource})
    ) as looked
    left join lateral (
      select as_at, published_at from vigil.delivery
      where authority = ${tx.authority} and source = looked.source and state = 'published'
      order by as_at desc, published_at desc
      limit 1
    ) as newest on true
    left join lateral (
      select coalesce(expected_by, missed_at) as expected_by, problems from vigil.slot
      where authority = ${tx.authority} and source = looked.source and missed_at is not null
        and not exists (
          select from vigil.run
          where run.authority = ${tx.authority} and run.source = looked.source
            and (run.slot = slot.id or run.created_at > slot.missed_at)
        )
      order by due_at desc
      limit 1
    ) as overdue on true
    order by looked.source`;
  return rows.map((row) => ({
    source: row.source,
    newest: row.as_at && row.published_at ? { asAt: row.as_at, publishedAt: new Date(row.published_at) } : null,
    overdue: row.expected_by ? { expectedBy: new Date(row.expected_by), problems: row.problems ?? [] } : null,
  }));
}
