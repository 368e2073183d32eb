import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { eq, gt, or, sql } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { ownProvenance, type Calendar } from '@vigil/calendar';
import { asAtFunctions } from './as-at-functions.ts';
import { addCalendar } from './calendars.ts';
import type { Database, Transaction } from './database.ts';
import { checkPrepared, migrationsFolder, refuseOtherKey, type KeyMarks } from './prepared.ts';
import { dropViewsSql, installViews } from './reporting/install.ts';
import { authority, calendarVersion, installation } from './schema/index.ts';

/** One preparation at a time, whoever starts together. */
export const preparationLock = 0x7669_6769;

export interface Preparation {
  /** The one that comes with Vigil; a newer one in the database has the say. */
  readonly calendar: Calendar;
  readonly key: KeyMarks;
  readonly authorities: readonly { readonly code: string; readonly name: string }[];
}

/**
 * Brings the database up to date: migrations, as-at functions, views, calendar, authorities, key check.
 * Safe to call from several processes at once, and quick when there is nothing to do.
 *
 * A role that does not own the tables only looks whether their owner has (`checkPrepared`).
 *
 * @returns the installation's id
 * @throws {NotPrepared} where they are not up to date, and are somebody else's
 * @throws {OtherKey} when the database was made with another secret
 */
export async function prepareDatabase(database: Database, preparation: Preparation): Promise<string> {
  if (!(await ownsTables(database))) return checkPrepared(database, preparation);
  const alone = database.connectAlone('vigil preparation');
  try {
    await alone`select pg_advisory_lock(${preparationLock})`;
    await clearTheWay(alone);
    await migrate(drizzle(alone), { migrationsFolder, migrationsSchema: 'vigil_migrations' });
    return await settleIn(database, preparation);
  } finally {
    await alone.end({ timeout: 5 });
  }
}

/** Whether the tables are this role's, or there are none yet. */
async function ownsTables(database: Database): Promise<boolean> {
  return database.acrossAuthorities(async (tx) => {
    const [row] = await tx.sql<{ owner: boolean }[]>`
      select pg_has_role(current_user, nspowner, 'usage') as owner from pg_namespace where nspname = 'vigil'`;
    return row?.owner ?? true;
  });
}

/** Views hold on to the tables they read, which a migration may need to change; they are made anew afterwards. */
async function clearTheWay(alone: Sql): Promise<void> {
  const [{ migrated }] = await alone<[{ migrated: boolean }]>`
    select to_regclass('vigil_migrations.__drizzle_migrations') is not null as migrated`;
  if (!migrated) return;
  const [{ last }] = await alone<[{ last: string }]>`
    select max(created_at)::text as last from vigil_migrations.__drizzle_migrations`;
  const newest = readMigrationFiles({ migrationsFolder }).at(-1);
  if (newest !== undefined && newest.folderMillis > Number(last)) await alone.unsafe(dropViewsSql);
}

async function settleIn(database: Database, { calendar, key, authorities }: Preparation): Promise<string> {
  return database.acrossAuthorities(async (tx) => {
    const { orm } = tx;
    await orm.insert(installation).values(key).onConflictDoNothing();
    const [here] = await orm.select().from(installation);
    refuseOtherKey(here!, key);
    if (here!.asAtFunctions !== asAtFunctions.digest) {
      await tx.sql.unsafe(asAtFunctions.sql);
      await orm.update(installation).set({ asAtFunctions: asAtFunctions.digest });
    }
    await installViews(tx);
    await takeInOwnCalendar(tx, calendar);
    for (const { code, name } of authorities) {
      await orm
        .insert(authority)
        .values({ code, name })
        .onConflictDoUpdate({ target: authority.code, set: { name: sql`excluded.name` } });
    }
    return here!.id;
  });
}

/** The calendar that comes with Vigil is taken in once, unless a newer one has been fetched already. */
async function takeInOwnCalendar(tx: Pick<Transaction, 'orm' | 'sql'>, calendar: Calendar): Promise<void> {
  const retrieved = new Date(ownProvenance.retrieved);
  const [known] = await tx.orm
    .select({ version: calendarVersion.version })
    .from(calendarVersion)
    .where(or(eq(calendarVersion.version, calendar.version), gt(calendarVersion.fetchedAt, retrieved)))
    .limit(1);
  if (known) return;
  const { source } = ownProvenance;
  await addCalendar(tx, calendar, { source, fetchedAt: retrieved, sha256: null, actor: null, reason: null });
}
