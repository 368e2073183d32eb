import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { giveLogin, installAccess, roleNames } from '@vigil/database';
import { prepareQueue } from '@vigil/queue';
import { withInstallation, type CommandContext } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';

export function registerMigrate(program: Command, context: CommandContext): void {
  program
    .command('migrate')
    .description('make the database ready for services that run apart: tables, rights, the queue; before they start')
    .option('--logins <directory>', `a file a service (${roleNames.join(', ')}) with the DATABASE_URL it is given`)
    .addHelpText(
      'after',
      `
Needs the DATABASE_URL of the role that owns the tables, and the secret. Every service has a role that may do what its
work needs and no more (infra/deployment.md); with --logins, the login in each file is made a member of its role,
with the password in it. Say it again after every upgrade, before the services start.

  vigil migrate --logins /run/secrets`,
    )
    .action(async (options: { logins?: string }) => {
      const logins = options.logins === undefined ? [] : await readLogins(resolve(context.cwd, options.logins));
      await withInstallation(context, async ({ database, servers }) => {
        await prepareQueue(servers.databaseUrl);
        await installAccess(database);
        for (const { role, url } of logins) {
          context.say(`${role}: login ${await giveLogin(database, role, url)}`);
        }
      });
      context.say('The database is ready: start the services.');
    });
}

/** Files of another name are somebody else's secrets. */
async function readLogins(directory: string) {
  let names: readonly string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    throw new WrongUse(`--logins: ${directory} cannot be read (${(error as Error).message}).`);
  }
  const roles = roleNames.filter((role) => names.includes(role));
  if (roles.length === 0) {
    throw new WrongUse(`--logins: ${directory} has no file named after a service (${roleNames.join(', ')}).`);
  }
  return Promise.all(
    roles.map(async (role) => {
      const text = (await readFile(join(directory, role), 'utf8')).trim();
      if (!URL.canParse(text)) throw new WrongUse(`--logins: ${join(directory, role)} holds no postgres://… address.`);
      return { role, url: new URL(text) };
    }),
  );
}
