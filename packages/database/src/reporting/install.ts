import { createHash } from 'node:crypto';
import type { Transaction } from '../database.ts';
import { views, type View } from './views.ts';

/**
 * The schema `reporting`, for Power BI and Excel. Its views belong to Vigil's role and show a login the authorities it
 * was made a reader of; the login itself can reach nothing else. They are made from code, as the as-at functions are.
 */
export const reportingSchema = 'reporting';

/** Vigil's own role is no reader: what is mapped to nobody is seen by nobody. */
function viewSql({ name, from, of, columns }: View): string {
  const selected = columns.map((column) => `${column.sql ?? `${of}.${column.name}`} as "${column.name}"`);
  return `
    create view ${reportingSchema}.${name} with (security_barrier) as
    select ${[`${of}.authority`, ...selected].join(',\n      ')}
    from ${from}
    where ${of}.authority = any (array(select reader.authority from vigil.reader where reader.login = current_user));`;
}

const definingSql = [`create schema ${reportingSchema};`, ...views.map(viewSql)].join('\n');
/** Changes whenever a view does; the schema's comment says which views are there. */
export const viewsDigest = createHash('sha256').update(definingSql).digest('hex');

/** Makes the views where they are not, or not these; whoever could read them can still. */
export async function installViews({ sql }: Pick<Transaction, 'sql'>): Promise<void> {
  const [{ installed }] = await sql<[{ installed: string | null }]>`
    select obj_description(to_regnamespace(${reportingSchema}), 'pg_namespace') as installed`;
  if (installed === viewsDigest) return;
  await sql.unsafe(`drop schema if exists ${reportingSchema} cascade; ${definingSql}`);
  await sql.unsafe(`comment on schema ${reportingSchema} is '${viewsDigest}'`);
  const readers = await sql<{ login: string }[]>`
    select distinct login from vigil.reader join pg_roles on pg_roles.rolname = login`;
  for (const { login } of readers) await grantViews({ sql }, login);
}

/** Views hold on to the tables they read: a migration may need them out of its way, and `installViews` brings them back. */
export const dropViewsSql = `drop schema if exists ${reportingSchema} cascade`;

export async function grantViews({ sql }: Pick<Transaction, 'sql'>, login: string): Promise<void> {
  await sql`grant usage on schema ${sql(reportingSchema)} to ${sql(login)}`;
  await sql`grant select on all tables in schema ${sql(reportingSchema)} to ${sql(login)}`;
}
