import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { englandAndWales } from '@vigil/calendar';
import { drain, openBackup, restoreDatabase, type Part, type Restored } from '@vigil/database';
import { openSealedFiles } from '@vigil/hosting';
import { openQueue, rebuildQueue } from '@vigil/queue';
import { counted } from '../counted.ts';
import type { CommandContext } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { explained } from './backup.ts';
import { amountInWords, momentInWords, sayingNowAndThen } from './backup/in-words.ts';
import { keyOf, withPremises, type Premises } from './backup/premises.ts';
import { reasonOption, reportFormatOption } from './options.ts';
import { databaseInWords } from './status-in-words.ts';

interface RestoreOptions {
  readonly replace?: true;
  readonly reason?: string;
  readonly format: 'text' | 'json';
}

export function registerRestore(program: Command, context: CommandContext): void {
  program
    .command('restore')
    .description('put a backup in the place of an empty installation, or of the one that is there')
    .argument('<file>', 'as vigil backup wrote it')
    .option('--replace', 'an installation that is in use may go: all that came after the backup is lost')
    .addOption(reasonOption())
    .addOption(reportFormatOption())
    .addHelpText(
      'after',
      `
Needs the VIGIL_SECRET_KEY of the time, and Vigil stopped. Whether the backup was taken of an embedded database or of one
at DATABASE_URL, by this version or an earlier one, it goes where the environment points, and is brought up to date.
It is read, written and counted as one step: when anything is wrong with it, everything stays as it was. With --replace,
what was mailed and who was erased in the meantime stays known.

Examples:
  vigil restore /mnt/backups/vigil-2021-01-04.backup
  vigil restore /mnt/backups/vigil-2021-01-04.backup --replace --reason "the disk of Monday"`,
    )
    .action(async (typed: string, options: RestoreOptions) => {
      const file = resolve(context.cwd, typed);
      if (!existsSync(file)) throw new WrongUse(`There is no file ${file}.`);
      if (options.replace && options.reason === undefined) throw new WrongUse('--replace needs a --reason.');
      await withPremises(context, async (premises) => {
        const restored = await restore(file, options, premises, context);
        const dispatched = await dispatchWhatIsDue(premises, restored, context);
        tell(restored, dispatched, premises, context);
        if (options.format === 'json') context.out(`${JSON.stringify(reportOf(restored, dispatched), null, 2)}\n`);
      });
    });
}

async function restore(
  file: string,
  { replace, reason = 'into an empty installation' }: RestoreOptions,
  { environment, secret, database }: Premises,
  context: CommandContext,
): Promise<Restored> {
  const landing = openSealedFiles(environment);
  const written: string[] = [];
  const takePart = async (part: Part): Promise<void> => {
    if (part.kind !== 'landed') return drain(part);
    if (await landing.write(part.name, part.bytes)) written.push(part.name);
  };
  const bytes = createReadStream(file, { highWaterMark: 1024 * 1024 });
  let restored: Restored;
  try {
    const snapshot = await explained(file, openBackup(bytes, keyOf(secret)));
    const restoring = restoreDatabase(database, snapshot, {
      replace: replace ?? false,
      word: { actor: currentActor(), reason },
      key: secret,
      calendar: englandAndWales,
      takePart,
      wayBack: (authority) => secret.key('way back', authority),
      onProgress: sayingNowAndThen(context, 'Restoring'),
    });
    restored = await explained(file, restoring);
  } catch (error) {
    await Promise.all(written.map((address) => landing.remove(address)));
    throw error;
  } finally {
    bytes.destroy();
  }
  await Promise.all(restored.orphaned.map((address) => landing.remove(address)));
  return restored;
}

/** The queue of before knows jobs that are none any more; what was at work when the backup was taken is due again. */
async function dispatchWhatIsDue(
  { environment, database, databaseUrl }: Premises,
  { contents }: Restored,
  context: CommandContext,
): Promise<number> {
  const queue = await openQueue({
    redisUrl: environment.redisUrl,
    databaseUrl,
    installation: contents.installation,
    onError: ({ message }) => context.say(`The queue does not answer: ${message}`),
  });
  try {
    return (await rebuildQueue(database, queue)).dispatched;
  } finally {
    await queue.close();
  }
}

function tell(restored: Restored, dispatched: number, { servers }: Premises, context: CommandContext): void {
  const { contents, tally, landed, lostReaders, keptMails, erasedAgain } = restored;
  context.say(
    `Restored into ${databaseInWords(servers)}, as it stood at ${momentInWords(contents.takenAt)}: ` +
      `${amountInWords(tally)}, counted again where they are now.`,
  );
  const missing = landed.size - tally.landed;
  if (missing > 0) context.say(`${counted(missing, 'landed file')} were missing already when the backup was taken.`);
  if (keptMails > 0)
    context.say(`${counted(keptMails, 'mail')} of after the backup stay in the ledger, and are not sent again.`);
  if (erasedAgain > 0) context.say(`Erased again, as since the backup: ${erasedAgain}.`);
  if (dispatched > 0) context.say(`${counted(dispatched, 'job')} that were under way or due go on when Vigil is up.`);
  if (lostReaders.length > 0) {
    context.say(
      `Logins of readers are PostgreSQL's and in no backup. Not on this server: ${lostReaders.join(', ')}. Make each anew, ` +
        `with a new password: vigil reader add ${lostReaders[0]} --reason "restored"`,
    );
  }
  context.say('See that all is well with vigil doctor and vigil status, then vigil up.');
}

function reportOf({ contents, tally, lostReaders, keptMails, erasedAgain }: Restored, dispatched: number): object {
  const { tables, rows, landed } = tally;
  const { takenAt, schemaVersion } = contents;
  return { takenAt, schemaVersion, tables, rows, landed, lostReaders, keptMails, erasedAgain, dispatched };
}
