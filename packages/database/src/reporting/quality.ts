import { and, asc, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { IsoDate } from '@vigil/calendar';
import type { Transaction } from '../database.ts';
import { standingOf } from '../deliveries/standing.ts';
import { delivery, file, finding } from '../schema/index.ts';

/** What a source delivered last of a list, all its parts together, and how much of it could be used. */
export interface ListQuality {
  readonly files: readonly string[];
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
 * How good what figures rest on was at an as-at date: of each source and list what stands of the last date, and the
 * rules it broke.
 *
 * @param knownAt as known then; without it, as known now
 */
export async function readQuality(
  tx: Transaction,
  asAt: IsoDate,
  knownAt: Date | null = null,
): Promise<{ lists: readonly ListQuality[]; findings: readonly RuleCount[] }> {
  const lists = await tx.orm
    .selectDistinctOn([delivery.source, file.list], {
      files: sql<string[]>`array_agg(${file.id}::text)`,
      source: delivery.source,
      list: file.list,
      asAt: delivery.asAt,
      publishedAt: sql`max(${delivery.publishedAt})`.mapWith(delivery.publishedAt),
      read: sumOf(file.read),
      accepted: sumOf(file.accepted),
      quarantined: sumOf(file.quarantined),
      duplicates: sumOf(file.duplicates),
    })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(and(standingOf(tx, knownAt ?? undefined), lte(delivery.asAt, asAt)))
    .groupBy(delivery.source, file.list, delivery.asAt)
    .orderBy(asc(delivery.source), asc(file.list), desc(delivery.asAt));
  // What is said of a row names the contract's column; what is said of a file may repeat what stands in it.
  const column = sql<string | null>`case when ${finding.record} is not null then ${finding.column} end`;
  const findings = await tx.orm
    .select({
      source: delivery.source,
      list: finding.list,
      asAt: delivery.asAt,
      rule: finding.rule,
      severity: finding.severity,
      column,
      findings: sql<number>`count(*)::int`,
      rejected: sql<number>`(count(*) filter (where ${finding.rejected}))::int`,
    })
    .from(finding)
    .innerJoin(file, eq(file.id, finding.file))
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(
      and(
        eq(finding.authority, tx.authority),
        inArray(
          finding.file,
          lists.flatMap(({ files }) => files),
        ),
        isNull(finding.settledBy),
      ),
    )
    .groupBy(delivery.source, finding.list, delivery.asAt, finding.rule, finding.severity, sql`6`)
    .orderBy(asc(delivery.source), asc(finding.list), sql`7 desc`, asc(finding.rule), sql`6`);
  return { lists, findings };
}

function sumOf(rows: typeof file.read | typeof file.accepted | typeof file.quarantined | typeof file.duplicates) {
  return sql<number>`sum(${rows})::int`;
}
