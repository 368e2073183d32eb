import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { accessDigest } from './access/install.ts';
import { asAtFunctions } from './as-at-functions.ts';
import type { Database, Transaction } from './database.ts';
import { viewsDigest } from './reporting/install.ts';

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** The database belongs to another secret: pseudonyms and landed files would not fit together. */
export class OtherKey extends Error {
  override readonly name = 'OtherKey';
}

/** The database is not as this version of Vigil needs it, and whoever asks may not bring it up to date. */
export class NotPrepared extends Error {
  override readonly name = 'NotPrepared';
}

/** Public marks of the secret; the secret itself never comes here. */
export interface KeyMarks {
  readonly keyId: string;
  readonly checkValue: string;
}

/** @throws {OtherKey} unless the database was made with this secret */
export function refuseOtherKey(here: KeyMarks, given: KeyMarks): void {
  if (here.keyId === given.keyId && here.checkValue === given.checkValue) return;
  throw new OtherKey(
    `This database was made with another secret (key ${here.keyId}; the one given is ${given.keyId}). ` +
      'Start Vigil with the VIGIL_SECRET_KEY it was made with; with another one neither the landed files ' +
      'nor the pseudonyms could be matched any more.',
  );
}

/**
 * Looks whether `vigil migrate` has been here with this version and this configuration, and changes nothing: for those
 * whose role may do no more than their work.
 *
 * @param expected.key null for a service that is not given the secret: then it cannot be compared
 * @returns the installation's id
 * @throws {NotPrepared} when the tables, functions, views or rights are of another version, or an authority is not known
 * @throws {OtherKey} when the database was made with another secret
 */
export async function checkPrepared(
  database: Database,
  { key, authorities }: { readonly key: KeyMarks | null; readonly authorities: readonly { readonly code: string }[] },
): Promise<string> {
  return database.acrossAuthorities(async (tx) => {
    await checkVersion(tx);
    const [here] = await tx.sql<{ id: string; key_id: string; check_value: string }[]>`
      select id, key_id, check_value from vigil.installation`;
    if (!here) throw notPrepared('it has never been prepared');
    if (key) refuseOtherKey({ keyId: here.key_id, checkValue: here.check_value }, key);
    const known = await tx.sql<{ code: string }[]>`select code from vigil.authority`;
    const missing = authorities.filter(({ code }) => !known.some((one) => one.code === code));
    if (missing.length > 0) {
      throw notPrepared(`it does not know ${missing.map(({ code }) => code).join(', ')} of the configuration yet`);
    }
    return here.id;
  });
}

async function checkVersion({ sql }: Pick<Transaction, 'sql'>): Promise<void> {
  const [{ migrated }] = await sql<[{ migrated: boolean }]>`
    select to_regclass('vigil_migrations.__drizzle_migrations') is not null
      and has_schema_privilege('vigil_migrations', 'usage') as migrated`;
  if (!migrated) throw notPrepared('it has no tables of Vigil that this login may use');
  const [{ last, functions, views, access, owner }] = await sql<
    [{ last: string; functions: string | null; views: string | null; access: string | null; owner: boolean }]
  >`
    select
      (select max(created_at)::text from vigil_migrations.__drizzle_migrations) as last,
      (select as_at_functions from vigil.installation) as functions,
      obj_description(to_regnamespace('reporting'), 'pg_namespace') as views,
      obj_description(to_regnamespace('vigil'), 'pg_namespace') as access,
      (select pg_has_role(current_user, nspowner, 'usage') from pg_namespace where nspname = 'vigil') as owner`;
  const needed = readMigrationFiles({ migrationsFolder }).at(-1)!.folderMillis;
  if (Number(last) > needed) {
    throw new NotPrepared('The database has been brought up to date by a newer version of Vigil: start that version.');
  }
  if (Number(last) < needed) throw notPrepared('its tables are those of an older version');
  if (functions !== asAtFunctions.digest || views !== viewsDigest) {
    throw notPrepared('its functions or views are those of another version');
  }
  // Its owner may do everything without being granted it.
  if (!owner && access !== accessDigest) throw notPrepared('its roles have the rights of another version');
}

function notPrepared(how: string): NotPrepared {
  return new NotPrepared(
    `The database is not ready for this version and configuration: ${how}. Run vigil migrate first, with the ` +
      'DATABASE_URL of the role that owns it.',
  );
}
