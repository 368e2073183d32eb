import { createHash } from 'node:crypto';
import { asAtFunctions } from '../as-at-functions.ts';
import { allAuthorities, type Database, type Transaction } from '../database.ts';
import { Refused } from '../operators/word.ts';
import { tableRights, type Right, type TableRights } from './rights.ts';
import { databaseRole, roleNames, type RoleName } from './roles.ts';

const verbs: Readonly<Record<Right, string>> = { read: 'select', add: 'insert', change: 'update', remove: 'delete' };

const schemas = [
  'vigil',
  'records',
  'identity',
  'staging',
  'vigil_migrations',
  asAtFunctions.schema,
  asAtFunctions.schemaOfChanged,
];

const named = (...roles: readonly RoleName[]): string => roles.map(databaseRole).join(', ');
const everybody = named(...roleNames);

/** A role sees rows of the authority that its transaction is about; without one, none at all. */
function policy({ table, reach }: TableRights): string {
  if (reach === 'shared') return '';
  const scope = `(select current_setting('vigil.authority', true))`;
  const column = table === 'vigil.authority' ? 'code' : 'authority';
  const own = reach === 'all authorities' ? `${scope} in (${column}, '${allAuthorities}')` : `${column} = ${scope}`;
  return `
    drop policy if exists own_authority on ${table};
    create policy own_authority on ${table} using (${own}) with check (${own});
    alter table ${table} enable row level security;`;
}

function grants({ table, may }: TableRights): string {
  return (Object.entries(may) as [Right, readonly RoleName[]][])
    .map(([right, roles]) => `grant ${verbs[right]} on ${table} to ${named(...roles)};`)
    .join('\n');
}

const definingSql = [
  ...schemas.flatMap((schema) => [
    `revoke all on all tables in schema ${schema} from ${everybody};`,
    `revoke all on schema ${schema} from ${everybody};`,
  ]),
  `grant usage on schema vigil, vigil_migrations to ${everybody};`,
  `grant usage on schema records to ${named('validator', 'aggregator', 'ingest', 'operator')};`,
  `grant usage on schema identity to ${named('validator', 'ingest', 'operator')};`,
  `grant usage on schema ${asAtFunctions.schema}, ${asAtFunctions.schemaOfChanged}
    to ${named('aggregator', 'operator')};`,
  `grant select on all tables in schema vigil_migrations to ${everybody};`,
  // Staged rows are the validator's own; an erasure must find them too.
  `grant usage, create on schema staging to ${databaseRole('validator')};`,
  `grant usage on schema staging to ${databaseRole('operator')};`,
  `alter default privileges for role ${databaseRole('validator')} in schema staging
    grant select, update, delete on tables to ${databaseRole('operator')};`,
  ...tableRights.flatMap((line) => [policy(line), grants(line)]),
  // Before 17 nobody but an owner may: PostgreSQL looks at what was merged by itself then, within a minute.
  `do $$ begin
    if current_setting('server_version_num')::int >= 170000 then
      execute 'grant maintain on all tables in schema records to ${databaseRole('validator')}';
    end if;
  end $$;`,
].join('\n');

/** Changes whenever a right does; the comment on the schema `vigil` says which are there. */
export const accessDigest = createHash('sha256').update(definingSql).update(asAtFunctions.digest).digest('hex');

/**
 * Gives every service's role its rights, and has rows seen by authority (row-level security). The owner of the tables
 * is not held by it. The queue's tables are theirs alike: they hold ids of stages alone.
 *
 * Roles belong to the server, rights to the database: safe to call for several databases of one server, and again.
 *
 * @throws {Refused} when a role is missing and this login may not make it, with what an administrator has to run
 */
export async function installAccess(database: Database): Promise<void> {
  await makeRoles(database);
  await database.acrossAuthorities(async ({ sql }) => {
    const [{ installed, name, queue }] = await sql<[{ installed: string | null; name: string; queue: boolean }]>`
      select obj_description(to_regnamespace('vigil'), 'pg_namespace') as installed, current_database() as name,
        to_regnamespace('bullmq') is not null as queue`;
    if (installed !== accessDigest) {
      await sql.unsafe(definingSql);
      await sql.unsafe(`grant connect, temporary on database "${name.replaceAll('"', '""')}" to ${everybody}`);
      await sql.unsafe(`comment on schema vigil is '${accessDigest}'`);
    }
    if (queue) await sql.unsafe(queueSql);
  });
}

const queueSql = `
  grant usage on schema bullmq to ${everybody};
  grant select, insert, update, delete on all tables in schema bullmq to ${everybody};
  grant usage, select on all sequences in schema bullmq to ${everybody};`;

async function makeRoles(database: Database): Promise<void> {
  await database.acrossAuthorities(async ({ sql }) => {
    const there = await sql<{ role: string }[]>`
      select rolname as role from pg_roles where rolname = any(${roleNames.map(databaseRole)})`;
    const missing = roleNames.map(databaseRole).filter((role) => !there.some((one) => one.role === role));
    const [{ may, all }] = await sql<[{ may: boolean; all: boolean }]>`
      select rolsuper or rolcreaterole as may, rolsuper as all from pg_roles where rolname = current_user`;
    if (missing.length > 0 && !may) {
      throw new Refused(
        `Vigil's role may not make roles in this PostgreSQL. Have an administrator run\n` +
          missing.map((role) => `  create role ${role} nologin;\n`).join('') +
          `  grant ${databaseRole('validator')} to current_user;\nand then say this again.`,
      );
    }
    for (const role of missing) await makeRole(sql, role);
    // What the validator stages is its own, and rights on it are given in its name.
    if (!all) await sql.unsafe(`grant ${databaseRole('validator')} to current_user`);
  });
}

/** Another database of the same server may be at it too. */
async function makeRole(sql: Transaction['sql'], role: string): Promise<void> {
  await sql.unsafe(`
    do $$ begin
      create role ${role} nologin;
    exception when duplicate_object or unique_violation then null;
    end $$`);
}
