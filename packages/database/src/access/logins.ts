import type { Database } from '../database.ts';
import { scramVerifier } from '../reporting/readers.ts';
import { Refused } from '../operators/word.ts';
import { databaseRole, type RoleName } from './roles.ts';

/**
 * Makes the login of a service, or gives it its password anew: a member of the service's role, which it takes on when
 * it connects. PostgreSQL is given the password's verifier alone.
 *
 * @param url the DATABASE_URL that the service will be given; its host is not looked at
 * @throws {Refused} when the name or password is missing, or the login can do more than the service may
 */
export async function giveLogin(database: Database, role: RoleName, url: URL): Promise<string> {
  const login = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  if (!/^[a-z_][a-z0-9_]{0,62}$/u.test(login) || password.length < 12) {
    throw new Refused(
      `The login of the ${role} must have a name of small letters, digits and _, and a password of 12 characters or more.`,
    );
  }
  if (login.startsWith('pg_') || login === databaseRole(role)) {
    throw new Refused(
      `${login} is a role, not a login; name the login of the ${role} otherwise, such as ${role}_login.`,
    );
  }
  await database.acrossAuthorities(async ({ sql }) => {
    const [there] = await sql<{ powerful: boolean }[]>`
      select rolsuper or rolcreaterole or rolbypassrls or rolreplication or rolname = current_user
        or exists (
          select from pg_auth_members join pg_roles as of on of.oid = roleid
          where member = pg_roles.oid and of.rolname <> ${databaseRole(role)}
        ) as powerful
      from pg_roles where rolname = ${login}`;
    if (there?.powerful) {
      throw new Refused(`The login ${login} can do more than the ${role} may. Name another one: Vigil makes it.`);
    }
    const verifier = scramVerifier(password);
    await sql.unsafe(`${there ? 'alter' : 'create'} role ${login} login password '${verifier}'`);
    await sql.unsafe(`grant ${databaseRole(role)} to ${login}`);
    await sql.unsafe(`alter role ${login} set role to ${databaseRole(role)}`);
  });
  return login;
}
