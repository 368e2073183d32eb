import { openDatabase, type Database, type Transaction } from '../database.ts';
import { recordAudit } from '../operators/word.ts';
import { tallyOf, type OnProgress, type Tally } from './contents.ts';
import { drain } from './backup.ts';
import { readDatabase } from './read-database.ts';
import { writeDatabase } from './write-database.ts';

/**
 * Moves an installation from one database server into the empty database of another, of whatever version: as a backup
 * that is restored at once, and with the logins of readers, whose passwords stay as they are. Nothing is changed where
 * it came from.
 *
 * @returns what was moved and counted there; null where there was no installation
 */
export async function moveDatabase(
  from: string,
  to: string,
  reason: string,
  onProgress?: OnProgress,
): Promise<Tally | null> {
  const [source, target] = [from, to].map((url) => openDatabase(url, { connections: 2, name: 'vigil move' }));
  try {
    if (!(await hasInstallation(source!))) return null;
    await moveLogins(source!, target!);
    return await readDatabase(source!, (contents, tables) =>
      target!.acrossAuthorities(async (tx) => {
        const tally = tallyOf(await writeDatabase(tx, { contents, parts: tables }, drain, onProgress));
        for (const { code } of contents.authorities) {
          await recordAudit(
            { ...tx, authority: code },
            { actor: 'vigil', reason },
            {
              action: 'move-database',
              subject: `PostgreSQL ${contents.postgresql}`,
              detail: { ...tally },
            },
          );
        }
        return tally;
      }),
    );
  } finally {
    await Promise.all([source!.close(), target!.close()]);
  }
}

async function hasInstallation(database: Database): Promise<boolean> {
  return database.acrossAuthorities(async ({ sql }) => {
    const [{ there }] = await sql<[{ there: boolean }]>`select to_regclass('vigil.installation') is not null as there`;
    return there;
  });
}

interface Login {
  readonly name: string;
  readonly verifier: string;
  readonly connections: number;
  readonly settings: readonly string[];
}

/** Those that Vigil made. What PostgreSQL keeps of a password moves; the password itself is nowhere. */
async function moveLogins(source: Database, target: Database): Promise<void> {
  const logins = await source.acrossAuthorities(async ({ sql }) => {
    const [{ there }] = await sql<[{ there: boolean }]>`select to_regclass('vigil.reader') is not null as there`;
    if (!there) return [];
    return sql<Login[]>`
      select login.rolname as name, login.rolpassword as verifier, login.rolconnlimit as connections,
        coalesce(pg_roles.rolconfig, '{}') as settings
      from pg_authid as login join pg_roles on pg_roles.oid = login.oid
      where login.rolpassword is not null
        and login.rolname in (select login from vigil.reader where made)`;
  });
  await target.acrossAuthorities(async ({ sql }) => {
    for (const login of logins) await makeLogin(sql, login);
  });
}

async function makeLogin(sql: Transaction['sql'], { name, verifier, connections, settings }: Login): Promise<void> {
  const [{ role, password, database }] = await sql<[{ role: string; password: string; database: string }]>`
    select quote_ident(${name}) as role, quote_literal(${verifier}) as password,
      quote_ident(current_database()) as database`;
  await sql.unsafe(`drop role if exists ${role}`);
  await sql.unsafe(`create role ${role} login connection limit ${connections} password ${password}`);
  await sql.unsafe(`grant connect on database ${database} to ${role}`);
  for (const setting of settings) {
    const [variable = '', ...value] = setting.split('=');
    const [{ quoted }] = await sql<[{ quoted: string }]>`select quote_literal(${value.join('=')}) as quoted`;
    await sql.unsafe(`alter role ${role} set ${variable} to ${quoted}`);
  }
}
