import { storedColumns, type ListContract } from '@vigil/extracts';
import { CopyBuffer } from '../copy.ts';
import type { Transaction } from '../database.ts';

/**
 * The table that holds the validated rows of one file until they are published. It is made in the transaction
 * that fills it, so that an attempt that fails leaves nothing.
 */
export interface Staging {
  readonly table: string;
  readonly rows: CopyBuffer;
  /** Keys of records that the file changes or no longer has, where only what differs from an earlier file is staged. */
  readonly touched: CopyBuffer;
  /** Identifiers behind the pseudonyms of its rows, encrypted in blocks, with the pseudonyms of each. */
  readonly identities: CopyBuffer;
}

/** Columns that every staged row has before the stored ones. */
const placeColumns = ['record_number', 'line', 'record', 'key_whole', 'row_digest', 'digest'] as const;

/** The name of a file's staging table. */
export function stagingTable(fileId: string): string {
  return `staging.file_${fileId.replaceAll('-', '')}`;
}

export async function createStaging(tx: Transaction, contract: ListContract, fileId: string): Promise<Staging> {
  const table = stagingTable(fileId);
  const stored = storedColumns(contract);
  await dropStaging(tx, fileId);
  await tx.sql.unsafe(`
    create table ${table} (
      record_number integer not null,
      line integer not null,
      record uuid not null,
      key_whole boolean not null,
      row_digest uuid not null,
      digest uuid not null,
      ${stored.map((column) => `${column.field} ${column.storedType ?? 'text'}`).join(',\n      ')}
    )`);
  await tx.sql.unsafe(`
    create table ${touchedTable(table)} (record uuid not null);
    create table ${identitiesTable(table)} (
      block uuid not null, identities bytea not null, pseudonyms uuid[] not null)`);
  return {
    table,
    touched: new CopyBuffer(tx.sql, touchedTable(table), ['record'], { frozen: true }),
    identities: new CopyBuffer(tx.sql, identitiesTable(table), ['block', 'identities', 'pseudonyms'], { frozen: true }),
    rows: new CopyBuffer(tx.sql, table, [...placeColumns, ...stored.map((column) => column.field)], { frozen: true }),
  };
}

export async function dropStaging(tx: Transaction, fileId: string): Promise<void> {
  const table = stagingTable(fileId);
  await tx.sql.unsafe(`drop table if exists ${table}, ${touchedTable(table)}, ${identitiesTable(table)}`);
}

/** The identifiers, encrypted, behind the pseudonyms of a staged file. */
export function identitiesTable(staging: string): string {
  return `${staging}_identities`;
}

/** The keys that a staged file touches, where it holds only what differs from an earlier one. */
export function touchedTable(staging: string): string {
  return `${staging}_touched`;
}

/**
 * Completes the keys that a file touches by those of its staged rows, after looking whether any of these is the key of
 * a row that was not read because it did not change.
 *
 * @returns false where that is so: only the whole file tells which of the two counts
 */
export async function completeTouched(
  tx: Transaction,
  list: { readonly contract: ListContract; readonly source: string; readonly staging: string },
): Promise<boolean> {
  const touched = touchedTable(list.staging);
  await tx.sql.unsafe(`analyze ${touched}`);
  const taken = await tx.sql.unsafe(
    `
    select from ${list.staging} as staged
    join records.${list.contract.list} as r
      on r.authority = current_setting('vigil.authority') and r.source_id = $1
      and r.record = staged.record and r.valid_to is null
    where not exists (select from ${touched} as touched where touched.record = staged.record)
    limit 1`,
    [list.source],
  );
  if (taken.length > 0) return false;
  await tx.sql.unsafe(`
    insert into ${touched}
    select record from ${list.staging} except select record from ${touched}`);
  await tx.sql.unsafe(`analyze ${touched}`);
  return true;
}

/** A later record that repeats an earlier one. */
export interface Repetition {
  readonly rule: 'duplicate-row' | 'conflicting-duplicate';
  readonly record: number;
  readonly line: number;
  /** The record it repeats. */
  readonly of: number;
}

/**
 * Finds and removes repetitions among the staged rows, as extracts.md has it: a row identical to an earlier one
 * is used once (`duplicate-row`); of rows with the same key and other content the last one counts
 * (`conflicting-duplicate`, on each later record). A row whose key is not whole is no duplicate of anything.
 *
 * @param counts.withoutKey staged rows whose key is not whole
 */
export async function removeRepetitions(
  tx: Transaction,
  table: string,
  { withoutKey }: { readonly withoutKey: number },
): Promise<readonly Repetition[]> {
  // PostgreSQL knows nothing of a table this young; without a look at it, it plans for a handful of rows.
  await tx.sql.unsafe(`analyze ${table} (record)`);
  if (withoutKey > 0) await tellApart(tx, table);
  // Nearly always none: one look at all keys instead of sorting all rows by all they say.
  await tx.sql.unsafe(`set local work_mem = '64MB'`);
  await tx.sql.unsafe(`
    create temporary table repeated on commit drop as
    select record from ${table} where key_whole group by record having count(*) > 1`);
  const [{ count }] = await tx.sql<[{ count: number }]>`select count(*)::int as count from repeated`;
  const repetitions = count === 0 ? [] : await removeRepeated(tx, table);
  await tx.sql`drop table repeated`;
  return repetitions;
}

async function removeRepeated(tx: Transaction, table: string): Promise<readonly Repetition[]> {
  const identical = await tx.sql.unsafe<Repetition[]>(`
    with numbered as (
      select one.ctid as place, record_number, line, first_value(record_number) over same as first_number
      from ${table} as one join repeated using (record)
      where key_whole
      window same as (partition by record, row_digest order by record_number)
    )
    delete from ${table} as staged using numbered
    where staged.ctid = numbered.place and numbered.record_number > numbered.first_number
    returning 'duplicate-row' as rule, staged.record_number as record, staged.line, numbered.first_number as "of"`);
  const conflicting = await tx.sql.unsafe<Repetition[]>(`
    with numbered as (
      select one.ctid as place, record_number, line,
        lag(record_number) over same as earlier, lead(record_number) over same as later
      from ${table} as one join repeated using (record)
      where key_whole
      window same as (partition by record order by record_number)
    ),
    removed as (
      delete from ${table} as staged using numbered
      where staged.ctid = numbered.place and numbered.later is not null
    )
    select 'conflicting-duplicate' as rule, record_number as record, line, earlier as "of"
    from numbered
    where earlier is not null`);
  return [...identical, ...conflicting];
}

/** Rows whose key is not whole are told apart by what they say, and by how often they say it. */
async function tellApart(tx: Transaction, table: string): Promise<void> {
  await tx.sql.unsafe(`
    update ${table} as staged
    set record = md5(staged.digest::text || numbered.copy)::uuid
    from (
      select ctid as place, row_number() over (partition by digest order by record_number) as copy
      from ${table}
      where not key_whole
    ) as numbered
    where staged.ctid = numbered.place`);
}
