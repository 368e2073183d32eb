import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Transaction } from '../database.ts';
import { migrationsFolder } from '../prepared.ts';

type Sql = Pick<Transaction, 'sql'>;

/** When the newest migration was written that this Vigil brings. */
export function newestSchemaVersion(): number {
  return knownMigrations().at(-1)!.folderMillis;
}

/** Whether a Vigil of this line has ever had tables of that version. */
export function isKnownSchemaVersion(version: number): boolean {
  return knownMigrations().some(({ folderMillis }) => folderMillis === version);
}

/**
 * Takes the migrations up to a version that have not been taken yet, in the transaction at hand, and puts them on
 * record where drizzle's own migrator finds them.
 */
export async function migrateTo({ sql }: Sql, version: number): Promise<void> {
  await sql`create schema if not exists vigil_migrations`;
  await sql`
    create table if not exists vigil_migrations.__drizzle_migrations (
      id serial primary key, hash text not null, created_at bigint
    )`;
  const [{ last }] = await sql<[{ last: number }]>`
    select coalesce(max(created_at), 0)::float8 as last from vigil_migrations.__drizzle_migrations`;
  for (const { folderMillis, hash, sql: statements } of knownMigrations()) {
    if (folderMillis <= last || folderMillis > version) continue;
    for (const statement of statements) await sql.unsafe(statement);
    await sql`
      insert into vigil_migrations.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`;
  }
}

function knownMigrations() {
  return readMigrationFiles({ migrationsFolder });
}
