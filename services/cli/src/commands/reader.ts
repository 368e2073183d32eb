import { Argument, type Command } from 'commander';
import { addReader, listReaders, removeReader, type Reader } from '@vigil/database';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext } from '../session.ts';
import { currentActor } from './actor.ts';
import { authorityOption, formatOption, reasonOption, type CommonOptions } from './options.ts';

interface AddedReader {
  readonly login: string;
  readonly authority: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly schema: 'reporting';
  /** Null where the login was there already, with a password of its own. */
  readonly password: string | null;
}

const addedColumns: readonly Column<AddedReader>[] = [
  { name: 'login', heading: 'Login' },
  { name: 'authority', heading: 'Authority' },
  { name: 'host', heading: 'Host' },
  { name: 'port', heading: 'Port' },
  { name: 'database', heading: 'Database' },
  { name: 'schema', heading: 'Schema' },
  { name: 'password', heading: 'Password', show: ({ password }) => password ?? '(its own)' },
];

const columns: readonly Column<Reader>[] = [
  { name: 'login', heading: 'Login' },
  { name: 'authority', heading: 'Authority' },
  { name: 'made', heading: 'Made by', show: ({ made }) => (made ? 'Vigil' : 'an administrator') },
  { name: 'since', heading: 'Since', show: ({ since }) => since.toISOString().slice(0, 10) },
];

const loginArgument = () => new Argument('<login>', 'its name: small letters, digits and _, such as reader_852');

export function registerReader(program: Command, context: CommandContext): void {
  const reader = program
    .command('reader')
    .description('logins for Power BI and Excel: read-only views, one authority each')
    .addHelpText(
      'after',
      `
The views hold figures, definitions and data quality, and nothing about a child; a reader can reach nothing else.
infra/reference/views.md says what is in them and how to connect.`,
    );

  reader
    .command('add')
    .description('make a login that reads the views of an authority; prints its password once')
    .addArgument(loginArgument())
    .addOption(reasonOption().makeOptionMandatory())
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A login that is there already is only granted the views. Nothing keeps the password: note it now, or remove the reader
and add it anew.

Example:
  vigil reader add reader_852 --reason "Power BI of the performance team"`,
    )
    .action(async (login: string, options: CommonOptions & { readonly reason: string }) => {
      await withSession(context, options, async ({ installation, database }) => {
        const password = await database.transaction((tx) =>
          addReader(tx, login, { actor: currentActor(), reason: options.reason }),
        );
        const { hostname: host, port, pathname } = new URL(installation.servers.databaseUrl);
        const added: AddedReader = {
          login,
          authority: database.authority,
          host,
          port: Number(port === '' ? 5432 : port),
          database: decodeURIComponent(pathname.slice(1)),
          schema: 'reporting',
          password,
        };
        printRows(context, options.format, addedColumns, [added], '');
      });
    });

  reader
    .command('remove')
    .description('take the views of an authority from a login; one that Vigil made is dropped with the last')
    .addArgument(loginArgument())
    .addOption(reasonOption().makeOptionMandatory())
    .addOption(authorityOption())
    .action(async (login: string, options: { readonly authority?: string; readonly reason: string }) => {
      await withSession(context, options, async ({ database }) => {
        await database.transaction((tx) => removeReader(tx, login, { actor: currentActor(), reason: options.reason }));
        context.say(`${login} reads nothing of authority ${database.authority} any more.`);
      });
    });

  reader
    .command('list')
    .description('who reads the views of an authority')
    .addOption(authorityOption())
    .addOption(formatOption())
    .action(async (options: CommonOptions) => {
      const readers = await withSession(context, options, ({ database }) => database.transaction(listReaders));
      printRows(context, options.format, columns, readers, 'Nobody reads the views; vigil reader add makes a login.');
    });
}
