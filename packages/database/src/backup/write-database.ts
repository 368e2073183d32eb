import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Transaction } from '../database.ts';
import {
  DamagedBackup,
  tallyOf,
  type Measure,
  type OnProgress,
  type Part,
  type Snapshot,
  type StoredTable,
} from './contents.ts';
import { measured } from './measured.ts';
import { isKnownSchemaVersion, migrateTo, newestSchemaVersion } from './migrations.ts';
import { fixedNotation, ownSchemas } from './rooms.ts';
import { Refused } from '../operators/word.ts';

type Sql = Pick<Transaction, 'sql'>;

/** What to do with parts that are no table, such as landed files; every byte of them must be read. */
export type TakePart = (part: Part) => Promise<void>;

/**
 * Fills a database with a snapshot, in the transaction at hand: all of it is there afterwards, or nothing has changed.
 * The tables are made as the snapshot knew them, filled, counted, and then taken up to what this Vigil has.
 *
 * @returns what came of every part
 * @throws {Refused} where the snapshot was taken by a newer Vigil
 * @throws {DamagedBackup} where rows are missing
 */
export async function writeDatabase(
  tx: Sql,
  { contents, parts }: Snapshot,
  takePart: TakePart,
  onProgress?: OnProgress,
): Promise<readonly Measure[]> {
  refuseNewer(contents.schemaVersion);
  const { sql } = tx;
  await sql.unsafe(fixedNotation);
  await sql.unsafe(`drop schema if exists ${ownSchemas.join(', ')} cascade`);
  await migrateTo(tx, contents.schemaVersion);
  const tables = new Map(contents.tables.map((table) => [table.name, table]));
  for (const table of contents.tables) if (table.passing) await sql.unsafe(creationOf(table));
  const indexes = await setAsideIndexes(tx);
  const measures: Measure[] = [];
  for await (const each of parts) {
    const { part, measure } = measured(each);
    const table = tables.get(part.name);
    if (part.kind !== 'table') await takePart(part);
    else if (table === undefined)
      throw new DamagedBackup(`it has rows of ${part.name}, which its contents do not name`);
    else {
      await fill(tx, table, part.bytes);
      await count(tx, measure());
      tables.delete(part.name);
    }
    measures.push(measure());
    onProgress?.(tallyOf(measures));
  }
  const [missing] = tables.keys();
  if (missing !== undefined) throw new DamagedBackup(`the rows of ${missing} are not in it`);
  await indexes.bringBack();
  // PostgreSQL knows nothing yet of what is in the tables, and would plan the first night for empty ones.
  const filled = measures.filter(({ kind, rows }) => kind === 'table' && rows > 0).map(({ name }) => name);
  if (filled.length > 0) await sql.unsafe(`analyze ${filled.join(', ')}`);
  for (const { name, value } of contents.sequences) {
    await sql`select setval(${name}::text::regclass, ${value}::bigint)`;
  }
  // What is made from code is not there, whatever the rows say.
  await sql`update vigil.installation set as_at_functions = null`;
  await migrateTo(tx, newestSchemaVersion());
  return measures;
}

function refuseNewer(version: number): void {
  if (isKnownSchemaVersion(version)) return;
  throw new Refused(
    version > newestSchemaVersion()
      ? 'The backup was taken by a newer version of Vigil than this one. Restore it with that version, or with a later one.'
      : 'The tables in the backup are of no released version of Vigil: this one does not know how to bring them up to date.',
  );
}

async function fill({ sql }: Sql, { name, columns }: StoredTable, rows: AsyncIterable<Uint8Array>): Promise<void> {
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  // Made in this transaction: its rows need no second visit to be known as settled.
  const sink = await sql.unsafe(`copy ${name} (${names}) from stdin with (freeze)`).writable();
  await pipeline(Readable.from(rows, { objectMode: false }), sink);
}

/** Counted where they are now, and not only where they came from. */
async function count({ sql }: Sql, { name, rows }: Measure): Promise<void> {
  const [{ found }] = await sql.unsafe<[{ found: number }]>(`select count(*)::float8 as found from ${name}`);
  if (found !== rows) throw new DamagedBackup(`${name} should have ${rows} rows, and has ${found}`);
}

/**
 * Takes keys and indexes of the records away until their rows are there: to sort a million rows once takes a tenth of
 * what it takes to put each into its place in five indexes. What they are is known to the migrations alone, so they
 * come back as PostgreSQL has them.
 */
async function setAsideIndexes({ sql }: Sql): Promise<{ bringBack(): Promise<void> }> {
  const found = await sql<{ away: string; back: string }[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as away,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as back
    from pg_constraint
    where connamespace = 'records'::regnamespace and contype in ('p', 'u')
    union all
    select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'records'::regnamespace
      and not exists (select from pg_constraint where conindid = indexrelid)`;
  if (found.length > 0) await sql.unsafe(found.map(({ away }) => away).join(';'));
  return {
    bringBack: async () => {
      await sql.unsafe(`set local maintenance_work_mem = '128MB'`);
      for (const { back } of found) await sql.unsafe(back);
    },
  };
}

function creationOf({ name, columns }: StoredTable): string {
  const lines = columns.map((column) => `"${column.name}" ${column.type}${column.required ? ' not null' : ''}`);
  return `create table ${name} (${lines.join(', ')})`;
}
