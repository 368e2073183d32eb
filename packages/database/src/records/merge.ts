import type { IsoDate } from '@vigil/calendar';
import { subtractMonthsFromDate } from '@vigil/calendar';
import { storedColumns, type Coverage, type ListContract } from '@vigil/extracts';
import type { Transaction } from '../database.ts';
import { touchedTable } from './staging.ts';

/** A list of a delivery, staged and about to become part of the records. */
export interface StagedList {
  readonly contract: ListContract;
  readonly source: string;
  readonly asAt: IsoDate;
  readonly coverage: Coverage;
  readonly staging: string;
  /** Rows of the file that are used, the unchanged ones included. */
  readonly accepted: number;
  /** Staged is only what differs from an earlier file; what it does not touch goes on as it is. */
  readonly partial: boolean;
  /** What is published already of this list, as at the same date and later ones: what each delivery speaks for. */
  readonly published: readonly PublishedCoverage[];
}

export interface PublishedCoverage {
  readonly asAt: IsoDate;
  readonly coverage: Coverage;
}

export interface MergePlan {
  /** The source has no record of the list yet: there is nothing to compare with. */
  readonly first: boolean;
  /** There is history at or after the as-at date: it must join up with what is put before it. */
  readonly joins: boolean;
  /** Records that stand before this delivery. */
  readonly standing: number;
  /** Records that its absence deletes. */
  readonly deleted: number;
  /** Staged rows that say what the records say already. */
  readonly unchanged: number;
}

/** First and last day a delivery speaks for; null: all records. A record without a date is in every window. */
export function windowOf({ asAt, coverage }: PublishedCoverage): { from: IsoDate; to: IsoDate } | null {
  if (coverage.kind === 'full') return null;
  if (coverage.kind === 'window') return { from: coverage.from, to: coverage.to };
  return { from: subtractMonthsFromDate(asAt, coverage.months), to: asAt };
}

/** Whether a delivery speaks for all that another one speaks for. */
function covers(one: PublishedCoverage, other: PublishedCoverage): boolean {
  const [wide, narrow] = [windowOf(one), windowOf(other)];
  return wide === null || (narrow !== null && wide.from <= narrow.from && wide.to >= narrow.to);
}

const changeTable = (list: StagedList) => `pg_temp.change_${list.contract.list}`;

/** The day of a record that windows look at; of a month, its first. */
function dayOf({ columns, dateField }: ListContract, alias: string): string {
  const column = `${alias}.${dateField}`;
  const isMonth = columns.some(({ field, type }) => field === dateField && type === 'period');
  return isMonth ? `to_date(${column}, 'YYYY-MM')` : column;
}

const present = `r.valid_from <= $2::date and (r.valid_to is null or r.valid_to > $2::date)`;
const before = `r.valid_from < $2::date and (r.valid_to is null or r.valid_to >= $2::date)`;

/**
 * Works out what a delivery changes, without changing anything: for each record that differs, its content at the
 * as-at date (`staging`, `before`: what stood before, outside the window of this delivery, or null: deleted) and
 * the as-at dates from which later deliveries have the say again, and from which what held until now holds again.
 *
 * A delivery states what held at its as-at date: the records it contains, and of those standing before it the ones
 * dated outside its window. This is so whatever the order of arrival; a later delivery that is published already
 * keeps the say from its own as-at date on, for every record inside its own window.
 *
 * Of several deliveries for one as-at date, one that covers all that the earlier ones spoke for takes their place, as if
 * it alone had come. Any other is a part: it has the say inside its window and touches nothing outside; a record
 * without a date is outside, since the other parts speak for it too.
 */
export async function planMerge(tx: Transaction, list: StagedList): Promise<MergePlan> {
  const { contract, asAt } = list;
  const table = `records.${contract.list}`;
  const scope = `r.authority = current_setting('vigil.authority') and r.source_id = $1`;
  const window = windowOf(list);
  const part = list.published.some((other) => other.asAt === asAt && !covers(list, other));
  const later = list.published.filter((other) => other.asAt > asAt);
  const touched = list.partial ? `and r.record in (select record from ${touchedTable(list.staging)})` : '';
  const outside = window === null ? 'false' : `${dayOf(contract, 'r')} not between $3::date and $4::date`;
  const parameters = [list.source, asAt, window?.from ?? null, window?.to ?? null];
  await tx.sql.unsafe(`set local work_mem = '64MB'`);
  const [known] = await tx.sql.unsafe<[{ any: boolean; beyond: boolean }]>(
    `select exists (select from ${table} as r where ${scope}) as any,
      exists (select from ${table} as r where ${scope} and (r.valid_from >= $2::date or r.valid_to >= $2::date)) as beyond`,
    [list.source, asAt],
  );
  if (!known.any && later.length === 0) return { first: true, joins: false, standing: 0, deleted: 0, unchanged: 0 };
  await tx.sql.unsafe(
    `
    create temporary table change_${contract.list} on commit drop as
    with present as (
      select r.record, r.digest, ${dayOf(contract, 'r')} as dated, r.valid_from, r.valid_to
      from ${table} as r
      where ${scope} and ${present} ${touched}
    ),
    staged as (
      select s.record, s.digest, ${dayOf(contract, 's')} as dated, 'staging' as content from ${list.staging} as s
    ),
    carried as (
      select r.record, r.digest, ${dayOf(contract, 'r')} as dated, 'before' as content
      from ${table} as r
      where ${scope} and ${part ? `${present} and coalesce(${outside}, true)` : `${before} and ${outside}`} ${touched}
        and not exists (select from staged where staged.record = r.record)
    ),
    desired as (select * from staged union all select * from carried)
    select record, desired.content, desired.dated,
      present.valid_from as present_from, present.valid_to as present_to, present.dated as present_dated,
      null::date as until, null::date as resumes
    from present full join desired using (record)
    where present.digest is distinct from desired.digest and ($3::date is null or $4::date is not null)`,
    parameters,
  );
  await tx.sql.unsafe(`analyze ${changeTable(list)}`);
  if (later.length > 0) await limitByLaterDeliveries(tx, list, later);
  const [counts] = await tx.sql.unsafe<[{ standing: number; deleted: number; unchanged: number }]>(
    `
    select
      (select count(*)::int from ${table} as r
        where ${scope} and ${before}) as standing,
      (select count(*)::int from ${changeTable(list)} where content is null) as deleted,
      $3::int - (select count(*)::int from ${changeTable(list)} where content = 'staging') as unchanged`,
    [list.source, asAt, list.accepted],
  );
  return { first: false, joins: known.beyond, ...counts };
}

/**
 * `until`: the first later delivery that has the say: one whose window holds the day of what is put before it, or that
 * states the record itself. `resumes`: the first that contains what held until now, and not only left it alone.
 */
async function limitByLaterDeliveries(
  tx: Transaction,
  list: StagedList,
  later: readonly PublishedCoverage[],
): Promise<void> {
  const windows = later.map((one) => ({ asAt: one.asAt, window: windowOf(one) }));
  const speaksOf = (day: string) =>
    `(later.from_day is null or ${day} is null or ${day} between later.from_day and later.to_day)`;
  await tx.sql.unsafe(
    `
    update ${changeTable(list)} as change
    set (until, resumes) = (
      select
        least(
          min(later.as_at) filter (where held.contained or (change.content is not null and ${speaksOf('change.dated')})),
          (select min(r.valid_from)
            from records.${list.contract.list} as r
            where r.authority = current_setting('vigil.authority') and r.source_id = $1
              and r.record = change.record and r.valid_from > $2::date)),
        min(later.as_at) filter (where held.contained)
      from unnest($3::text[]::date[], $4::text[]::date[], $5::text[]::date[]) as later(as_at, from_day, to_day)
      cross join lateral (
        select change.present_from is not null
          and (change.present_to is null or change.present_to > later.as_at)
          and ${speaksOf('change.present_dated')} as contained) as held
    )`,
    [
      list.source,
      list.asAt,
      windows.map(({ asAt }) => asAt),
      windows.map(({ window }) => window?.from ?? null),
      windows.map(({ window }) => window?.to ?? null),
    ],
  );
}

/** Carries out what `planMerge` worked out in the same transaction. */
export async function applyMerge(tx: Transaction, list: StagedList, { first, joins }: MergePlan): Promise<void> {
  const table = `records.${list.contract.list}`;
  const fields = storedColumns(list.contract).map((column) => column.field);
  const content = ['record', 'digest', ...fields];
  const columns = ['authority', 'source_id', 'valid_from', 'valid_to', ...content].join(', ');
  const from = (alias: string) => content.map((column) => `${alias}.${column}`).join(', ');
  const changed = `
    r.authority = current_setting('vigil.authority') and r.source_id = $1
    and r.record = change.record and r.valid_from = change.present_from`;
  const run = (statement: string) => tx.sql.unsafe(statement, [list.source, list.asAt]);

  if (first) {
    // In order of the key: many random places in an index cost several times as much as one after the other.
    await run(`
      insert into ${table} (${columns})
      select current_setting('vigil.authority'), $1, $2::date, null, ${from('s')}
      from ${list.staging} as s order by s.record`);
    await tx.sql.unsafe(`analyze ${table}`);
    return;
  }

  // What held until now goes on holding from the later delivery that contains it.
  await run(`
    insert into ${table} (${columns})
    select r.authority, r.source_id, change.resumes, r.valid_to, ${from('r')}
    from ${changeTable(list)} as change join ${table} as r on ${changed}
    where change.resumes is not null and $2::date is not null`);
  // What stood just before and is carried over; only a correction of the same as-at date needs this.
  await run(`
    create temporary table carried_${list.contract.list} on commit drop as
    select r.authority, r.source_id, $2::date as valid_from, change.until as valid_to, ${from('r')}
    from ${changeTable(list)} as change join ${table} as r
      on r.authority = current_setting('vigil.authority') and r.source_id = $1 and r.record = change.record
      and ${before}
    where change.content = 'before'`);
  await run(`
    delete from ${table} as r using ${changeTable(list)} as change
    where ${changed} and change.present_from = $2::date`);
  await run(`
    update ${table} as r set valid_to = $2::date from ${changeTable(list)} as change
    where ${changed} and change.present_from < $2::date`);
  await run(`
    insert into ${table} (${columns})
    select current_setting('vigil.authority'), $1, $2::date, change.until, ${from('s')}
    from ${changeTable(list)} as change join ${list.staging} as s using (record)
    where change.content = 'staging'
    union all
    select ${columns} from pg_temp.carried_${list.contract.list}
    order by record`);
  if (joins) await joinNeighbours(tx, list);
  await tx.sql.unsafe(`analyze ${table}`);
}

/** The as-at dates at which records begin or end because of a merge, once it is carried out; none: it changed nothing. */
export async function daysChanged(
  tx: Transaction,
  list: StagedList,
  { first }: MergePlan,
): Promise<readonly IsoDate[]> {
  if (first) return list.accepted > 0 ? [list.asAt] : [];
  const rows = await tx.sql.unsafe<{ day: IsoDate }[]>(
    `select distinct day::text as day
    from ${changeTable(list)} as change cross join unnest(array[$1::date, change.until, change.resumes]) as day
    where day is not null order by 1`,
    [list.asAt],
  );
  return rows.map(({ day }) => day);
}

/** An interval that now touches one with the same content becomes one with it, on either side of the change. */
async function joinNeighbours(tx: Transaction, list: StagedList): Promise<void> {
  const table = `records.${list.contract.list}`;
  for (const boundary of ['$2::date', 'change.until']) {
    await tx.sql.unsafe(
      `
      with touching as (
        select earlier.record, earlier.valid_from as earlier_from, later.valid_from as later_from, later.valid_to
        from ${changeTable(list)} as change
        join ${table} as earlier
          on earlier.authority = current_setting('vigil.authority') and earlier.source_id = $1
          and earlier.record = change.record and earlier.valid_to = ${boundary}
        join ${table} as later
          on later.authority = earlier.authority and later.source_id = earlier.source_id
          and later.record = earlier.record and later.valid_from = earlier.valid_to and later.digest = earlier.digest
        where $2::date is not null
      ),
      removed as (
        delete from ${table} as r using touching
        where r.authority = current_setting('vigil.authority') and r.source_id = $1
          and r.record = touching.record and r.valid_from = touching.later_from
      )
      update ${table} as r set valid_to = touching.valid_to from touching
      where r.authority = current_setting('vigil.authority') and r.source_id = $1
        and r.record = touching.record and r.valid_from = touching.earlier_from`,
      [list.source, list.asAt],
    );
  }
}
