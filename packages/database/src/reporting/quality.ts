import type { IsoDate } from '@vigil/calendar';
import type { Transaction } from '../database.ts';

/** The newest published file of a list from a source, and how much of it could be used. */
export interface ListQuality {
  readonly file: string;
  readonly source: string;
  readonly list: string;
  readonly asAt: IsoDate;
  readonly publishedAt: Date;
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicates: number;
}

/** How often a rule was broken in a file. */
export interface RuleCount extends Pick<ListQuality, 'source' | 'list' | 'asAt'> {
  readonly rule: string;
  readonly severity: string;
  /** By its official header; null where a whole row or file is meant. */
  readonly column: string | null;
  readonly findings: number;
  readonly rejected: number;
}

/**
 * How good what figures rest on was at an as-at date: of each source and list the last file, and the rules it broke.
 *
 * @param knownAt as known then; without it, as known now
 */
export async function readQuality(
  { sql, authority }: Transaction,
  asAt: IsoDate,
  knownAt: Date | null = null,
): Promise<{ lists: readonly ListQuality[]; findings: readonly RuleCount[] }> {
  const known = knownAt && knownAt.toISOString();
  const rows = await sql<(Omit<ListQuality, 'publishedAt'> & { publishedAt: string })[]>`
    select distinct on (delivery.source, file.list)
      file.id as file, delivery.source, file.list, delivery.as_at::text as "asAt",
      delivery.published_at::text as "publishedAt", file.read, file.accepted, file.quarantined, file.duplicates
    from vigil.file
    join vigil.delivery on delivery.id = file.delivery
    where file.authority = ${authority} and file.state = 'validated' and delivery.state = 'published'
      and delivery.as_at <= ${asAt}
      and (${known}::timestamptz is null or delivery.published_at <= ${known}::timestamptz)
    order by delivery.source, file.list, delivery.as_at desc, delivery.published_at desc`;
  const lists = rows.map((row) => ({ ...row, publishedAt: new Date(row.publishedAt) }));
  const counts = await sql<(Omit<RuleCount, 'source' | 'asAt'> & { file: string })[]>`
    select file, list, rule, severity, case when record is not null then "column" end as "column",
      count(*)::int as findings, count(*) filter (where rejected)::int as rejected
    from vigil.finding
    where authority = ${authority} and file = any(${lists.map(({ file }) => file)}::uuid[]) and settled_by is null
    group by file, list, rule, severity, 5
    order by file, list, findings desc, rule, 5`;
  const findings = lists.flatMap(({ file, source, asAt: date }) =>
    counts.flatMap(({ file: of, ...count }) => (of === file ? [{ ...count, source, asAt: date }] : [])),
  );
  return { lists, findings };
}
