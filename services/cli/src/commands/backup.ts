import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { partial, writeWhole } from '@vigil/connectors';
import { checkBackup, DamagedBackup, takeBackup } from '@vigil/database';
import { openSealedFiles } from '@vigil/hosting';
import { counted } from '../counted.ts';
import type { CommandContext } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import {
  amountInWords,
  bytesInWords,
  momentInWords,
  reportOf,
  sayingNowAndThen,
  type BackupReport,
} from './backup/in-words.ts';
import { keyOf, secretOf, withPremises } from './backup/premises.ts';
import { reportFormatOption } from './options.ts';

interface BackupOptions {
  readonly check?: true;
  readonly configuration?: string;
  readonly format: 'text' | 'json';
}

export function registerBackup(program: Command, context: CommandContext): void {
  program
    .command('backup')
    .description('all that Vigil remembers, in one encrypted file')
    .argument('<file>', 'where it is written; with --check, where it is')
    .option('--check', 'read a backup from beginning to end instead, and say what is in it')
    .option('--configuration <directory>', 'with --check: write every vigil.yaml that is in it there')
    .addOption(reportFormatOption())
    .addHelpText(
      'after',
      `
Records, figures, mails, audit and landed files of all authorities, as they stood at one moment; nights go on meanwhile.
The file can be read with the VIGIL_SECRET_KEY of this installation alone, which is not in it: keep that elsewhere.
It is written beside its name first, so that there is a whole one or none, and never over another.

Examples:
  vigil backup /mnt/backups/vigil-2021-01-04.backup
  vigil backup /mnt/backups/vigil-2021-01-04.backup --check
  vigil restore /mnt/backups/vigil-2021-01-04.backup`,
    )
    .action(async (typed: string, options: BackupOptions) => {
      const file = resolve(context.cwd, typed);
      const report = options.check ? await check(file, options, context) : await take(file, options, context);
      if (options.format === 'json') context.out(`${JSON.stringify(report, null, 2)}\n`);
      if (!options.check && report.missing.length > 0) {
        throw new CommandFailed(
          `${counted(report.missing.length, 'landed file')} of them not in the landing store, and so not in the backup; ` +
            'all else is. A quarantine or a replay that needs them would fail: deliver them again.',
        );
      }
    });
}

async function take(file: string, options: BackupOptions, context: CommandContext): Promise<BackupReport> {
  if (options.configuration !== undefined) throw new WrongUse('--configuration goes with --check.');
  if (existsSync(file)) throw new WrongUse(`${file} is there already; a backup is never written over another.`);
  if (!existsSync(dirname(file))) throw new WrongUse(`There is no directory ${dirname(file)}.`);
  return withPremises(context, async ({ environment, secret, database }) => {
    const files = {
      landed: openSealedFiles(environment).read,
      configuration: await configurationTexts(environment.configPath),
    };
    let bytes = 0;
    const write = async (stream: AsyncIterable<Uint8Array>): Promise<void> => {
      bytes = await writeWhole(`${file}${partial}`, stream, () => file).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') throw error;
        throw new CommandFailed(
          `The disk of ${dirname(file)} is full: the backup was not written, and nothing is left of it.`,
        );
      });
    };
    const said = sayingNowAndThen(context, 'Backing up');
    const report = reportOf(file, 0, await takeBackup(database, keyOf(secret), files, write, said));
    context.say(`Backed up to ${file} (${bytesInWords(bytes)}), as it stood at ${momentInWords(report.takenAt)}:`);
    context.say(`${amountInWords(report)}. It needs the secret with the key ${report.keyId}, which is not in it.`);
    return { ...report, bytes };
  });
}

async function check(file: string, options: BackupOptions, context: CommandContext): Promise<BackupReport> {
  const { secret } = await secretOf(context);
  const { size } = await stat(file).catch(() => {
    throw new WrongUse(`There is no file ${file}.`);
  });
  const directory = options.configuration === undefined ? null : resolve(context.cwd, options.configuration);
  const written: string[] = [];
  const read = checkBackup(createReadStream(file, { highWaterMark: 1024 * 1024 }), keyOf(secret), {
    onProgress: sayingNowAndThen(context, 'Checking'),
    ...(directory !== null && {
      configuration: async (name: string, text: string) => {
        await mkdir(directory, { recursive: true });
        await writeFile(join(directory, basename(name)), text, { mode: 0o600, flag: 'wx' });
        written.push(join(directory, basename(name)));
      },
    }),
  });
  const report = reportOf(file, size, await explained(file, read));
  const { takenAt, postgresql, missing } = report;
  context.say(
    `${file} is whole (${bytesInWords(size)}), taken at ${momentInWords(takenAt)} from PostgreSQL ${postgresql}:`,
  );
  context.say(
    `${amountInWords(report)}${missing.length > 0 ? `; ${counted(missing.length, 'landed file')} missing when it was taken` : ''}.`,
  );
  for (const path of written) context.say(`Written: ${path}`);
  return report;
}

/** What is wrong with a backup, with its name. */
export async function explained<T>(file: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof DamagedBackup)) throw error;
    throw new CommandFailed(`${file} cannot be used: ${error.message}. Take another backup; nothing was changed.`);
  }
}

/** As they are written, whether or not Vigil can read them. */
async function configurationTexts(path: string | null): Promise<readonly { name: string; text: string }[]> {
  if (path === null || !existsSync(path)) return [];
  const paths = (await stat(path)).isDirectory()
    ? (await readdir(path))
        .filter((name) => /\.ya?ml$/u.test(name))
        .sort()
        .map((name) => join(path, name))
    : [path];
  return Promise.all(paths.map(async (one) => ({ name: basename(one), text: await readFile(one, 'utf8') })));
}
