import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { backfill, type BackfilledFigure } from '@vigil/aggregator';
import { addMonths, periodOf } from '@vigil/calendar';
import { fetchFile } from '@vigil/connectors';
import { newestDelivery, type OperatorsWord } from '@vigil/database';
import type { AuthorityConfig } from '@vigil/runtime';
import type { Installation } from '../../installation.ts';
import { printColumns } from '../../output.ts';
import { withInstallation, type CommandContext } from '../../session.ts';
import { CommandFailed } from '../../wrong-use.ts';
import { currentActor } from '../actor.ts';
import { reasonOption, reportFormatOption } from '../options.ts';
import { differenceInWords } from './difference.ts';
import { takeIn, type PublishedFile, type TakenIn } from './take-in.ts';

const published = 'https://www.gov.uk/bank-holidays.json';
/** The file has some 50 kB for three divisions. */
const mostBytes = 5_000_000;
const timeoutSeconds = 30;

interface RefreshOptions {
  readonly from: string;
  readonly caFile?: string;
  readonly acceptLosses?: true;
  readonly reason: string;
  readonly format: 'text' | 'json';
}

/** A figure that is another by the new calendar, of one authority. */
type Recomputed = BackfilledFigure & { readonly authority: string };

export function registerCalendarRefresh(calendar: Command, context: CommandContext): void {
  calendar
    .command('refresh')
    .description('takes in the bank holidays as they are published now, and computes again what they touch')
    .option('--from <place>', 'an https address, or a file', published)
    .option('--ca-file <file>', 'certificates (PEM) to trust beside those that Node trusts')
    .option('--accept-losses', 'also where holidays are gone or years are missing: somebody has looked')
    .addOption(reasonOption().makeOptionMandatory())
    .addOption(reportFormatOption())
    .addHelpText(
      'after',
      `
The years before the first one published stay as they are. Figures that come out otherwise are restated with the reason
calendar; nobody is written to. A vigil up that is running goes on with the new version from its next stage.

Examples:
  vigil calendar refresh --reason "the bank holidays of 2029 are out"
  vigil calendar refresh --from bank-holidays.json --reason "carried over by hand: this machine has no way out"`,
    )
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<RefreshOptions>();
      const word = { actor: currentActor(), reason: options.reason };
      await withInstallation(context, async (installation) => {
        const file = await read(options, installation, context);
        const { authorities } = installation.configuration;
        const acceptLosses = options.acceptLosses ?? false;
        const taken = await takeIn(installation.database, file, { acceptLosses, authorities }, word);
        const figures = taken.version === null ? [] : await recompute(installation, word);
        if (options.format === 'json') context.out(`${JSON.stringify({ ...taken, figures }, null, 2)}\n`);
        else context.out(inWords(taken, figures, file));
        if (figures.some(({ outcome }) => outcome === 'failed')) throw new CommandFailed('');
      });
    });
}

async function read(
  { from, caFile }: RefreshOptions,
  { configuration }: Installation,
  { cwd }: CommandContext,
): Promise<PublishedFile> {
  const fetchedAt = new Date();
  if (/^https?:\/\//u.test(from)) {
    const way = {
      proxy: configuration.proxy,
      caFile: caFile === undefined ? null : resolve(cwd, caFile),
      timeoutSeconds,
      mostBytes,
    };
    return { source: from, bytes: await fetchFile(new URL(from), way), fetchedAt };
  }
  const bytes = await readFile(resolve(cwd, from)).catch((error: NodeJS.ErrnoException) => {
    throw new CommandFailed(`${from} cannot be read (${error.code}).`);
  });
  return { source: from, bytes, fetchedAt };
}

/** Computes what is due by the new calendar, of every authority: as at its newest delivery, for the months it keeps. */
async function recompute(installation: Installation, word: OperatorsWord): Promise<readonly Recomputed[]> {
  const figures: Recomputed[] = [];
  for (const authority of installation.configuration.authorities) {
    figures.push(...(await recomputeAuthority(installation, authority, word)));
  }
  return figures;
}

async function recomputeAuthority(
  { database: all, catalogue }: Installation,
  authority: AuthorityConfig,
  word: OperatorsWord,
): Promise<readonly Recomputed[]> {
  const database = all.forAuthority(authority.code);
  const newest = await database.transaction((tx) => newestDelivery(tx));
  if (newest === null) return [];
  const to = periodOf(newest.asAt);
  const months = { from: addMonths(to, -authority.historyMonths), to, only: 'failed' } as const;
  const done = await backfill({ database, authority, catalogue }, months, word);
  return done.figures.map((figure) => ({ authority: authority.code, ...figure }));
}

function inWords({ version, difference }: TakenIn, figures: readonly Recomputed[], { source }: PublishedFile): string {
  if (version === null) return `${source} has the days that are known already; nothing was taken in.\n`;
  const changed =
    figures.length === 0
      ? 'No figure is another by it.\n'
      : `Figures that are others by it\n${printColumns(
          [
            ['  Authority', 'Indicator', 'Month', 'Member', 'Before', 'Now', 'Because'],
            ...figures.map(({ authority, indicator, period, member, before, now, reason }) => [
              `  ${authority}`,
              indicator,
              period ?? '',
              member ?? '',
              String(before ?? ''),
              String(now ?? ''),
              reason ?? 'new',
            ]),
          ],
          [false, false, false, false, true, true],
        )}`;
  return [
    `${version} is in use from now on.`,
    ...differenceInWords(difference).map((line) => `  ${line}`),
    '',
    changed,
  ].join('\n');
}
