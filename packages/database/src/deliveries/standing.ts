import { and, eq, lte, sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import { delivery, file } from '../schema/index.ts';
import type { Delivery } from './deliveries.ts';
import type { DeliveredFile } from './files.ts';

/** The days that a file speaks for, as a range: in SQL what `windowOf` is in TypeScript. */
export function daysOf(coverage: SQL, asAt: SQL): SQL {
  return sql`(case ${coverage} ->> 'kind'
    when 'full' then daterange(null, null)
    when 'window' then daterange((${coverage} ->> 'from')::date, (${coverage} ->> 'to')::date, '[]')
    else daterange((${asAt} - make_interval(months => (${coverage} ->> 'months')::integer))::date, ${asAt}, '[]')
  end)`;
}

/** The days of a row of `file`, beside its `delivery`. */
export const ownDays = daysOf(sql`${file.coverage}`, sql`${delivery.asAt}`);

const newerDays = daysOf(sql`newer_file.coverage`, sql`newer.as_at`);

/** Published after a file, of its source, as-at date and list. */
function publishedAfter(which: SQL): SQL {
  return sql`(
    select from vigil.delivery as newer join vigil.file as newer_file on newer_file.delivery = newer.id
    where newer.authority = ${delivery.authority} and newer.source = ${delivery.source}
      and newer.as_at = ${delivery.asAt} and newer.state = 'published' and newer.published_at > ${delivery.publishedAt}
      and newer_file.list = ${file.list} and ${which}
  )`;
}

/**
 * Of published files, joined with their deliveries: those that stand. A later one of the same source, list and as-at date
 * takes the place of one that it covers wholly; the others stand beside each other, as parts of what that date says.
 *
 * @param knownAt as known then; without it, as known now
 */
export function stands(knownAt?: Date): SQL {
  const known = knownAt ? sql`and newer.published_at <= ${knownAt.toISOString()}::timestamptz` : sql``;
  return sql`not exists ${publishedAfter(sql`${newerDays} @> ${ownDays} ${known}`)}`;
}

/**
 * The files of an authority that make up what its lists say: validated, published, and standing.
 *
 * @param knownAt as known then; without it, as known now
 */
export function standingOf({ authority }: Pick<Transaction, 'authority'>, knownAt?: Date): SQL | undefined {
  return and(
    eq(file.authority, authority),
    eq(file.state, 'validated'),
    eq(delivery.state, 'published'),
    knownAt && lte(delivery.publishedAt, knownAt),
    stands(knownAt),
  );
}

/** Where the source itself has said something newer for any day of a file. What Vigil reads again is not newer. */
export const correctedBySource: SQL = sql`exists ${publishedAfter(sql`${newerDays} && ${ownDays} and newer.replay_of is null`)}`;

/** A published file, if nothing newer was said for any of its days. */
export async function uncorrectedFile(
  tx: Transaction,
  id: string,
): Promise<{ readonly file: DeliveredFile; readonly delivery: Delivery } | null> {
  const [found] = await tx.orm
    .select({ file, delivery })
    .from(file)
    .innerJoin(delivery, eq(delivery.id, file.delivery))
    .where(
      and(
        eq(file.authority, tx.authority),
        eq(file.id, id),
        eq(delivery.state, 'published'),
        sql`not exists ${publishedAfter(sql`${newerDays} && ${ownDays}`)}`,
      ),
    );
  return found ?? null;
}
