import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { formFileName, newestAsAt } from '@vigil/alerts';
import { lastCompletePeriod, periodName, todayIn, type Period, timeZoneOfEngland } from '@vigil/calendar';
import { standingCalendar, standingReported } from '@vigil/database';
import { formXlsx } from '@vigil/reports';
import { type AuthorityConfig, type ContributorConfig } from '@vigil/runtime';
import { counted } from '../../counted.ts';
import { withSession, type CommandContext } from '../../session.ts';
import { CommandFailed, WrongUse } from '../../wrong-use.ts';
import { endingToWrite, writeWhole } from '../out-file.ts';
import { formContent } from './form.ts';

interface WriteOptions {
  readonly period?: Period;
  readonly authority?: string;
  readonly contributor?: string;
  readonly out: string;
  readonly force?: true;
}

export function registerCollectWrite(collect: Command, context: CommandContext): void {
  collect
    .command('write')
    .description('an Excel form for each contributor, to be sent to them, filled in and signed off')
    .option('--contributor <id>', 'for this one alone')
    .option('--out <directory>', 'where to; not where they come back to', '.')
    .option('--force', 'put a form in the place of one that is there')
    .addHelpText(
      'after',
      `
A form has a row a figure and a column a month: 13 of them, with what is on record. It comes back into a folder of the
contributor's own, under collect.folder in vigil.yaml, and is read from there like any other delivery once it is signed
off: a form of December 2020 is as at 1 January 2021, the first day on which the month is complete.

Examples:
  vigil collect write --period 2020-12 --out ./to-send
  vigil collect write --contributor hr`,
    )
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<WriteOptions>();
      const directory = resolve(context.cwd, options.out);
      const written = await withSession(context, options, async ({ authority, database, installation }) => {
        const { catalogue, configuration } = installation;
        const today = todayIn(timeZoneOfEngland, configuration.now());
        const period = options.period ?? lastCompletePeriod(today);
        const contributors = contributorsMeant(authority, options.contributor);
        for (const { folder } of contributors) refuseWithin(directory, dirname(folder), options.out);
        const known = await database.transaction(async (tx) => ({
          reported: await standingReported(tx, newestAsAt(period, today), authority.contributors),
          calendar: await standingCalendar(tx),
          catalogue,
        }));
        const forms = [];
        for (const one of contributors) {
          const path = join(directory, formFileName(one, period));
          await endingToWrite(path, {
            option: '--out',
            typed: path,
            endings: ['.xlsx'],
            force: options.force === true,
          });
          forms.push({ one, path, bytes: await formXlsx(formContent(authority, one, period, known)) });
        }
        await makeFolders([directory, ...contributors.map(({ folder }) => folder)]);
        for (const { path, bytes } of forms) await writeWhole(path, bytes);
        return { forms, period };
      });
      for (const { one, path } of written.forms) context.say(`${one.name} (${one.email}): ${path}`);
      context.say(`${counted(written.forms.length, 'form')} of ${periodName(written.period)} written`);
    });
}

/** @throws {WrongUse} where there is none, or not the one that was named */
export function contributorsMeant(
  { contributors }: Pick<AuthorityConfig, 'contributors'>,
  id: string | undefined,
): readonly ContributorConfig[] {
  if (contributors.length === 0) {
    throw new WrongUse('vigil.yaml has no contributors: say there who reports which indicators.');
  }
  const meant = contributors.filter((one) => id === undefined || one.id === id);
  if (meant.length > 0) return meant;
  throw new WrongUse(`There is no contributor ${id}. Configured: ${contributors.map((one) => one.id).join(', ')}.`);
}

/** An empty form there would be taken for one that came back. */
function refuseWithin(directory: string, forms: string, typed: string): void {
  if (`${directory}${sep}`.startsWith(`${resolve(forms)}${sep}`)) {
    throw new WrongUse(`--out is "${typed}", which is where forms come back to (${forms}); name another directory.`);
  }
}

async function makeFolders(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    try {
      await mkdir(path, { recursive: true });
    } catch (error) {
      throw new CommandFailed(`${path} cannot be made: ${(error as Error).message}`);
    }
  }
}
