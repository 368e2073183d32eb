import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { eq, gt, or, sql } from 'drizzle-orm';
import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import { ownProvenance, type Calendar } from '@vigil/calendar';
import { asAtFunctions } from './as-at-functions.ts';
import { addCalendar } from './calendars.ts';
import type { Database, Transaction } from './database.ts';
import { dropViewsSql, installViews } from './reporting/install.ts';
import { authority, calendarVersion, installation } from './schema/index.ts';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** One preparation at a time, whoever starts together. */
const preparationLock = 0x7669_6769;

/** The database belongs to another secret: pseudonyms and landed files would not fit together. */
export class OtherKey extends Error {
  override readonly name = 'OtherKey';
}

export interface Preparation {
  /** The one that comes with Vigil; a newer one in the database has the say. */
  readonly calendar: Calendar;
  /** Public marks of the secret; the secret itself never comes here. */
  readonly key: { readonly keyId: string; readonly checkValue: string };
  readonly authorities: readonly { readonly code: string; readonly name: string }[];
}

/**
 * Brings the database up to date: migrations, as-at functions, views, calendar, authorities, key check.
 * Safe to call from several processes at once, and quick when there is nothing to do.
 *
 * @returns the installation's id
 * @throws {OtherKey} when the database was made with another secret
 */
export async function prepareDatabase(database: Database, preparation: Preparation): Promise<string> {
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
    if (here!.keyId !== key.keyId || here!.checkValue !== key.checkValue) {
      throw new OtherKey(
        `This database was made with another secret (key ${here!.keyId}; the one given is ${key.keyId}). ` +
          'Start Vigil with the VIGIL_SECRET_KEY it was made with; with another one neither the landed files ' +
          'nor the pseudonyms could be matched any more.',
      );
    }
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
