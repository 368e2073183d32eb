import { createHmac, createHash, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { Transaction } from '../database.ts';
import { recordAudit, Refused, type OperatorsWord } from '../operators/word.ts';
import { grantViews, reportingSchema } from './install.ts';

/** A login that sees an authority through the views of the schema `reporting`, and nothing else. */
export interface Reader {
  readonly login: string;
  readonly authority: string;
  /** Vigil made the login. */
  readonly made: boolean;
  readonly since: Date;
}

/** Who reads what of the authority. */
export async function listReaders({ sql, authority }: Transaction): Promise<readonly Reader[]> {
  const rows = await sql<(Omit<Reader, 'since'> & { since: string })[]>`
    select login, authority, made, created_at::text as since from vigil.reader
    where authority = ${authority} order by login`;
  return rows.map((row) => ({ ...row, since: new Date(row.since) }));
}

/**
 * Makes a login a reader of the authority; makes the login where there is none of that name.
 *
 * @returns the password of a login that was made: it is kept nowhere, and PostgreSQL is given its verifier only;
 *   null where the login was there already
 * @throws {Refused} where the login can do more than a reader may, or cannot be made by Vigil's own role
 */
export async function addReader(tx: Transaction, login: string, word: OperatorsWord): Promise<string | null> {
  const { sql, authority } = tx;
  if (!/^[a-z_][a-z0-9_]{0,62}$/u.test(login)) {
    throw new Refused(`"${login}" is no name for a login; expected small letters, digits and _, such as reader_852.`);
  }
  const there = await lookUp(tx, login);
  if (there) refusePowerful(there, login);
  const password = there ? null : await makeLogin(tx, login);
  await grantViews(tx, login);
  await refuseUnlessConnecting(tx, login);
  await sql`
    insert into vigil.reader (login, authority, made) values (${login}, ${authority}, ${
      password !== null || (await madeByVigil(tx, login))
    }) on conflict do nothing`;
  await recordAudit(tx, word, { action: 'add-reader', subject: `login ${login}`, detail: { made: password !== null } });
  return password;
}

/**
 * Takes the authority from a reader; the last one takes the views too, and a login that Vigil made is dropped.
 *
 * @throws {Refused} where it is no reader of the authority
 */
export async function removeReader(tx: Transaction, login: string, word: OperatorsWord): Promise<void> {
  const { sql, authority } = tx;
  const [removed] = await sql<{ made: boolean }[]>`
    delete from vigil.reader where login = ${login} and authority = ${authority} returning made`;
  if (!removed) throw new Refused(`${login} is no reader of authority ${authority}; see vigil reader list.`);
  const [{ others }] = await sql<[{ others: number }]>`
    select count(*)::int as others from vigil.reader where login = ${login}`;
  if (others === 0 && (await lookUp(tx, login))) {
    await sql`revoke all on all tables in schema ${sql(reportingSchema)} from ${sql(login)}`;
    await sql`revoke all on schema ${sql(reportingSchema)} from ${sql(login)}`;
    if (removed.made) {
      await sql`revoke all on database ${sql(await databaseName(tx))} from ${sql(login)}`;
      await sql`drop role ${sql(login)}`;
    }
  }
  await recordAudit(tx, word, { action: 'remove-reader', subject: `login ${login}` });
}

interface Login {
  /** It could get round the views: a superuser, a maker of roles, or a member of the role that owns the tables. */
  readonly powerful: boolean;
}

async function lookUp({ sql }: Transaction, login: string): Promise<Login | undefined> {
  const [found] = await sql<Login[]>`
    select rolsuper or rolcreaterole or rolbypassrls or rolreplication
      or pg_has_role(oid, current_user, 'member')
      or exists (select from pg_auth_members where member = pg_roles.oid) as powerful
    from pg_roles where rolname = ${login}`;
  return found;
}

function refusePowerful({ powerful }: Login, login: string): void {
  if (powerful) {
    throw new Refused(
      `The login ${login} can do more than read the views, or is a member of another role. Choose another name, and ` +
        'Vigil makes a login that can do nothing else.',
    );
  }
}

async function makeLogin({ sql }: Transaction, login: string): Promise<string> {
  const password = randomBytes(18).toString('base64url');
  const verifier = scramVerifier(password);
  const settings = ['default_transaction_read_only = on', "statement_timeout = '10min'"];
  const [{ may }] = await sql<[{ may: boolean }]>`
    select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user`;
  if (!may) {
    throw new Refused(
      `Vigil's role may not make logins in this PostgreSQL. Have an administrator run\n` +
        `  create role ${login} login password '…' connection limit 10;\n` +
        settings.map((setting) => `  alter role ${login} set ${setting};\n`).join('') +
        'with a password of your own, and then say this again: the login will be there, and be granted the views.',
    );
  }
  await sql.unsafe(`create role ${login} login connection limit 10 password '${verifier}'`);
  for (const setting of settings) await sql.unsafe(`alter role ${login} set ${setting}`);
  return password;
}

/** What PostgreSQL keeps of a password (RFC 5803), so that the password itself reaches neither it nor its log. */
export function scramVerifier(password: string): string {
  const iterations = 4096;
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

/** Everybody may connect to a database unless that was taken away; its owner can give it back. */
async function refuseUnlessConnecting(tx: Transaction, login: string): Promise<void> {
  const { sql } = tx;
  const name = await databaseName(tx);
  await sql`grant connect on database ${sql(name)} to ${sql(login)}`;
  const [{ may }] = await sql<[{ may: boolean }]>`select has_database_privilege(${login}, ${name}, 'connect') as may`;
  if (!may) {
    throw new Refused(
      `The login ${login} may not connect to the database ${name}, and Vigil's role may not let it. Have an ` +
        `administrator run\n  grant connect on database ${name} to ${login};\nand then say this again.`,
    );
  }
}

async function databaseName({ sql }: Transaction): Promise<string> {
  const [{ name }] = await sql<[{ name: string }]>`select current_database() as name`;
  return name;
}

async function madeByVigil({ sql }: Transaction, login: string): Promise<boolean> {
  const [{ made }] = await sql<[{ made: boolean }]>`
    select exists (select from vigil.reader where login = ${login} and made) as made`;
  return made;
}
