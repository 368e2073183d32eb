import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { eq, sql } from 'drizzle-orm';
import { fileURLToPath } from 'node:url';
import type { Calendar } from '@vigil/calendar';
import { asAtFunctions } from './as-at-functions.ts';
import { CopyBuffer } from './copy.ts';
import type { Database } from './database.ts';
import { authority, installation, workingDay } from './schema/index.ts';

const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** One preparation at a time, whoever starts together. */
const preparationLock = 0x7669_6769;

/** The database belongs to another secret: pseudonyms and landed files would not fit together. */
export class OtherKey extends Error {
  override readonly name = 'OtherKey';
}

export interface Preparation {
  readonly calendar: Calendar;
  /** Public marks of the secret; the secret itself never comes here. */
  readonly key: { readonly keyId: string; readonly checkValue: string };
  readonly authorities: readonly { readonly code: string; readonly name: string }[];
}

/**
 * Brings the database up to date: migrations, as-at functions, calendar, authorities, key check.
 * Safe to call from several processes at once, and quick when there is nothing to do.
 *
 * @returns the installation's id
 * @throws {OtherKey} when the database was made with another secret
 */
export async function prepareDatabase(database: Database, preparation: Preparation): Promise<string> {
  const alone = database.connectAlone('vigil preparation');
  try {
    await alone`select pg_advisory_lock(${preparationLock})`;
    await migrate(drizzle(alone), { migrationsFolder, migrationsSchema: 'vigil_migrations' });
    return await settleIn(database, preparation);
  } finally {
    await alone.end({ timeout: 5 });
  }
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
    const [published] = await orm
      .select({ date: workingDay.date })
      .from(workingDay)
      .where(eq(workingDay.calendar, calendar.version))
      .limit(1);
    if (!published) {
      const copy = new CopyBuffer(tx.sql, 'vigil.working_day', ['calendar', 'date', 'ordinal', 'working']);
      for (const day of calendar.days()) copy.add([calendar.version, day.date, day.ordinal, day.working]);
      await copy.flush();
    }
    for (const { code, name } of authorities) {
      await orm
        .insert(authority)
        .values({ code, name })
        .onConflictDoUpdate({ target: authority.code, set: { name: sql`excluded.name` } });
    }
    return here!.id;
  });
}
