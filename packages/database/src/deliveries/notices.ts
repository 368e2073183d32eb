import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { delivery, file, notice, type NoticeKind } from '../schema/index.ts';
import { stands } from './standing.ts';

export type Notice = typeof notice.$inferSelect;

/** Opens a notice; one that is open already keeps its beginning and takes the newer words. */
export async function openNotice(
  tx: Transaction,
  { source, kind, list, words }: { source: string; kind: NoticeKind; list?: string; words: string },
): Promise<void> {
  await tx.orm
    .insert(notice)
    .values({ authority: tx.authority, source, kind, list: list ?? '', words })
    .onConflictDoUpdate({
      target: [notice.authority, notice.source, notice.kind, notice.list],
      targetWhere: sql`${notice.until} is null`,
      set: { words },
    });
}

/** Closes what is open of some kinds; of some lists only, where any are named. */
export async function closeNotices(
  tx: Transaction,
  { source, kinds, lists }: { source: string; kinds: readonly NoticeKind[]; lists?: readonly string[] },
): Promise<void> {
  await tx.orm
    .update(notice)
    .set({ until: sql`now()` })
    .where(
      and(
        eq(notice.authority, tx.authority),
        eq(notice.source, source),
        inArray(notice.kind, [...kinds]),
        lists && inArray(notice.list, [...lists]),
        isNull(notice.until),
        // A source may have several deliveries held: the notice ends with the last.
        sql`(${notice.kind} <> 'held' or not exists (
          select from ${delivery}
          where ${delivery.authority} = ${tx.authority} and ${delivery.source} = ${source} and ${delivery.state} = 'held'
        ))`,
      ),
    );
}

/** What is open, oldest first. */
export async function readOpenNotices(tx: Transaction): Promise<readonly Notice[]> {
  return tx.orm
    .select()
    .from(notice)
    .where(and(eq(notice.authority, tx.authority), isNull(notice.until)))
    .orderBy(asc(notice.since), asc(notice.source), asc(notice.kind), asc(notice.list));
}

/**
 * The as-at date since which a source's deliveries have said the same in every list, without another in between; null
 * where this is not its newest delivery.
 */
export async function sameContentSince(
  tx: Transaction,
  { source, asAt }: { source: string; asAt: string },
): Promise<string | null> {
  const [row] = await tx.orm.execute<{ since: string | null }>(sql`
    with stood as (
      select ${delivery.asAt} as as_at,
        string_agg(${file.list} || ' ' || ${file.sha256}, ',' order by ${file.list}, ${file.sha256}) as said
      from ${file} join ${delivery} on ${delivery.id} = ${file.delivery}
      where ${delivery.authority} = ${tx.authority} and ${delivery.source} = ${source}
        and ${delivery.state} = 'published' and ${stands()}
      group by ${delivery.asAt}
    ),
    newest as (select as_at, said from stood order by as_at desc limit 1)
    select min(stood.as_at)::text as since
    from stood, newest
    where newest.as_at = ${asAt}::date and stood.as_at > coalesce(
      (select max(other.as_at) from stood as other where other.said <> newest.said), '-infinity'
    )`);
  return row?.since ?? null;
}
