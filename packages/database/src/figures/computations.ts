import type { IsoDate } from '@vigil/calendar';
import { contracts } from '@vigil/extracts';
import { asAtFunctions } from '../as-at-functions.ts';
import type { Transaction } from '../database.ts';
import type { computation } from '../schema/index.ts';

export type Computation = Omit<typeof computation.$inferSelect, 'authority' | 'computedAt'>;

/**
 * The figures of an authority are computed one at a time; the turn ends with the transaction. Until then no query is
 * compiled: there are many, and compiling each costs more than it saves.
 */
export async function takeTurnsOnFigures(tx: Transaction): Promise<void> {
  await tx.sql`
    select set_config('jit', 'off', true), pg_advisory_xact_lock(hashtextextended(${`figures of ${tx.authority}`}, 0))`;
}

/**
 * The same for one indicator alone: several are computed beside each other, and none beside a night. The turn ends with
 * the transaction.
 */
export async function takeTurnsOnIndicator(tx: Transaction, indicator: string): Promise<void> {
  await tx.sql.unsafe('set local jit = off');
  const figures = `figures of ${tx.authority}`;
  await tx.sql`select pg_advisory_xact_lock_shared(hashtextextended(${figures}, 0))`;
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`${figures}: ${indicator}`}, 0))`;
}

/**
 * The state of each list as at a date, as a mark: two as-at dates, or two moments, at which a list has the same mark,
 * have the same records of it. It is made of the published files that began or ended records up to that date. A file
 * that changed nothing leaves it as it is, and one that changed something after that date only, too. Where people were
 * erased, their records went at every date.
 */
export async function listMarks(tx: Transaction, asAt: IsoDate): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.sql<{ list: string; mark: string }[]>`
    select file.list, md5(string_agg(file.id || ' ' || day, ',' order by day, file.id) || coalesce((
        select string_agg(erasure.id::text, ',' order by erasure.id) from vigil.erasure
        where erasure.authority = ${tx.authority} and erasure.list = file.list
      ), '')) as mark
    from vigil.file join vigil.delivery on delivery.id = file.delivery
    cross join unnest(coalesce(file.changed, array[delivery.as_at])) as day
    where file.authority = ${tx.authority} and file.state = 'validated' and delivery.state = 'published'
      and day <= ${asAt}
    group by file.list`;
  return new Map(rows.map(({ list, mark }) => [list, mark]));
}

/** The as-at dates at which each list has come to have other records than before. */
export async function listChanges(tx: Transaction): Promise<ReadonlyMap<string, readonly IsoDate[]>> {
  const rows = await tx.sql<{ list: string; days: IsoDate[] }[]>`
    select file.list, array_agg(distinct day::text) as days
    from vigil.file join vigil.delivery on delivery.id = file.delivery
    cross join unnest(coalesce(file.changed, array[delivery.as_at])) as day
    where file.authority = ${tx.authority} and file.state = 'validated' and delivery.state = 'published'
    group by file.list`;
  return new Map(rows.map(({ list, days }) => [list, days]));
}

/** What each of these indicators was last computed from, up to an as-at date of its own. */
export async function lastComputations(
  tx: Transaction,
  wanted: readonly { readonly indicator: string; readonly asAt: IsoDate }[],
): Promise<ReadonlyMap<string, Computation>> {
  const rows = await tx.sql<Computation[]>`
    select last.indicator, last.as_at::text as "asAt", last.inputs, last.definition, last.periods
    from unnest(${wanted.map(({ indicator }) => indicator)}::text[], ${wanted.map(({ asAt }) => asAt)}::text[]::date[])
      as wanted(indicator, as_at)
    cross join lateral (
      select * from vigil.computation
      where authority = ${tx.authority} and computation.indicator = wanted.indicator
        and computation.as_at <= wanted.as_at
      order by computation.as_at desc limit 1
    ) as last`;
  return new Map(rows.map((row) => [row.indicator, row]));
}

/** Puts on record what indicators were computed from, in place of what was there for their as-at dates. */
export async function recordComputations(tx: Transaction, done: readonly Computation[]): Promise<void> {
  if (done.length === 0) return;
  await tx.sql`
    insert into vigil.computation (authority, indicator, as_at, inputs, definition, periods)
    select ${tx.authority}, indicator, "asAt", inputs, definition, periods
    from jsonb_to_recordset(${JSON.stringify(done)}::text::jsonb)
      as done(indicator text, "asAt" date, inputs text, definition text, periods jsonb)
    on conflict (authority, indicator, as_at) do update
    set inputs = excluded.inputs, definition = excluded.definition, periods = excluded.periods, computed_at = now()`;
}

/**
 * The day from which on these lists have records, by the day that windows look at: the latest of their first ones. Null
 * where none of them has such a day.
 */
export async function listReach(tx: Transaction, lists: readonly string[], asAt: IsoDate): Promise<IsoDate | null> {
  const firsts = lists.map(
    (list) => `select min(${contracts.get(list)!.dateField}) as day from ${asAtFunctions.schema}.${list}($1::date)`,
  );
  const [row] = await tx.sql.unsafe<[{ reach: IsoDate | null }]>(
    `select max(day)::text as reach from (${firsts.join(' union all ')}) as firsts`,
    [asAt],
  );
  return row.reach;
}

/** Days that deliveries of a list speak for, one after the other. */
export interface CoveredDays {
  /** Null: from whenever the list begins. */
  readonly from: IsoDate | null;
  /** The last one. */
  readonly to: IsoDate;
}

/**
 * What the published deliveries up to an as-at date speak for together, a list each, oldest days first: a full one for
 * everything before its as-at date, any other for its window; and none of them for days of which records were purged.
 */
export async function coveredDays(
  tx: Transaction,
  asAt: IsoDate,
): Promise<ReadonlyMap<string, readonly CoveredDays[]>> {
  const rows = await tx.sql<{ list: string; days: CoveredDays[] }[]>`
    with delivered as (
      select distinct file.list, delivery.as_at, file.coverage, kept_from.day as kept
      from vigil.file join vigil.delivery on delivery.id = file.delivery
      left join vigil.kept_from
        on kept_from.authority = file.authority and kept_from.source = delivery.source and kept_from.list = file.list
      where file.authority = ${tx.authority} and file.state = 'validated' and delivery.state = 'published'
        and delivery.as_at <= ${asAt}
    ),
    spoken_for as (
      select list, case coverage ->> 'kind'
        when 'full' then daterange(null, as_at, '[)')
        when 'rolling' then
          daterange((as_at - make_interval(months => (coverage ->> 'months')::int))::date, as_at, '[]')
        else daterange(least((coverage ->> 'from')::date, as_at), least((coverage ->> 'to')::date, as_at), '[]')
      end * daterange(kept, null, '[)') as days
      from delivered
    )
    select list, jsonb_agg(jsonb_build_object('from', lower(days), 'to', upper(days) - 1) order by days) as days
    from (select list, unnest(range_agg(days)) as days from spoken_for group by list) as together
    group by list`;
  return new Map(rows.map(({ list, days }) => [list, days]));
}
