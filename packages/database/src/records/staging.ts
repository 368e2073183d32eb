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
  await tx.sql.unsafe(`drop table if exists ${table}`);
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
  return {
    table,
    rows: new CopyBuffer(tx.sql, table, [...placeColumns, ...stored.map((column) => column.field)]),
  };
}

export async function dropStaging(tx: Transaction, fileId: string): Promise<void> {
  await tx.sql.unsafe(`drop table if exists ${stagingTable(fileId)}`);
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
 */
export async function removeRepetitions(tx: Transaction, table: string): Promise<readonly Repetition[]> {
  // PostgreSQL knows nothing of a table this young; without a look at it, it plans for a handful of rows.
  await tx.sql.unsafe(`analyze ${table}`);
  const identical = await tx.sql.unsafe<Repetition[]>(`
    with numbered as (
      select ctid as place, record_number, line, first_value(record_number) over same as first_number
      from ${table}
      where key_whole
      window same as (partition by record, row_digest order by record_number)
    )
    delete from ${table} as staged using numbered
    where staged.ctid = numbered.place and numbered.record_number > numbered.first_number
    returning 'duplicate-row' as rule, staged.record_number as record, staged.line, numbered.first_number as "of"`);
  const conflicting = await tx.sql.unsafe<Repetition[]>(`
    select 'conflicting-duplicate' as rule, record_number as record, line, earlier as "of"
    from (
      select record_number, line,
        lag(record_number) over (partition by record order by record_number) as earlier
      from ${table}
      where key_whole
    ) as numbered
    where earlier is not null`);
  if (conflicting.length > 0) {
    await tx.sql.unsafe(`
      delete from ${table} as staged
      where key_whole
        and exists (
          select from ${table} as later
          where later.record = staged.record and later.key_whole and later.record_number > staged.record_number
        )`);
  }
  // Rows whose key is not whole are told apart by what they say, and by how often they say it.
  await tx.sql.unsafe(`
    update ${table} as staged
    set record = md5(staged.digest::text || numbered.copy)::uuid
    from (
      select ctid as place, row_number() over (partition by digest order by record_number) as copy
      from ${table}
      where not key_whole
    ) as numbered
    where staged.ctid = numbered.place`);
  return [...identical, ...conflicting];
}
