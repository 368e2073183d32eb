import { Option, type Command } from 'commander';
import { backfill, type Backfill, type BackfillChoice, type BackfilledFigure } from '@vigil/aggregator';
import { dateName, periodName, type Period } from '@vigil/calendar';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { authorityOption, formatOption, parsePeriod, reasonOption, type CommonOptions } from './options.ts';

interface BackfillOptions extends CommonOptions {
  readonly from: Period;
  readonly to: Period;
  readonly only: BackfillChoice['only'];
  readonly dryRun?: true;
  readonly reason?: string;
}

const columns: readonly Column<BackfilledFigure>[] = [
  { name: 'indicator', heading: 'Indicator' },
  { name: 'period', heading: 'Month' },
  { name: 'member', heading: 'Member' },
  { name: 'outcome', heading: 'Outcome' },
  { name: 'before', heading: 'Before', align: 'right' },
  { name: 'now', heading: 'Now', align: 'right' },
  { name: 'reason', heading: 'Because' },
];

export function registerBackfill(program: Command, context: CommandContext): void {
  program
    .command('backfill')
    .description('figures of past months once more, as at the newest delivery; nobody is written to')
    .requiredOption('--from <month>', 'the first month (YYYY-MM)', parsePeriod)
    .requiredOption('--to <month>', 'the last month (YYYY-MM)', parsePeriod)
    .addOption(
      new Option('--only <which>', 'months never computed, those that a failed run left out, or every one')
        .choices(['missing', 'failed', 'all'])
        .default('all'),
    )
    .option('--dry-run', 'work out what would be new or restated, and keep nothing of it')
    .addOption(reasonOption())
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A night computes as many months as historyMonths says, and of those what has become due. This computes any month that
deliveries and records reach back to. Figures that come out as they stand make no new version; others are published
with the reason why. An indicator that cannot be computed is told, and does not keep the others from it.

Examples:
  vigil backfill --from 2019-04 --to 2020-03 --only missing --dry-run
  vigil backfill --from 2019-04 --to 2020-03 --only missing --reason "the year before for the annual report"`,
    )
    .action(async (options: BackfillOptions) => {
      const { from, to, only, reason, dryRun = false, format } = options;
      if (from > to) throw new WrongUse(`--from ${from} is later than --to ${to}.`);
      if (reason === undefined && !dryRun) {
        throw new WrongUse('Say why with --reason "…": it goes on record. (--dry-run shows what would come of it.)');
      }
      await withSession(context, options, async ({ database, authority, installation }) => {
        const deps = { database, authority, catalogue: installation.catalogue };
        const word = reason === undefined || dryRun ? null : { actor: currentActor(), reason };
        const done = await backfill(deps, { from, to, only }, word);
        printRows(context, format, columns, done.figures, 'Every figure is as it was.');
        context.say(inWords(done, { from, to, dryRun }));
        if (count(done, 'failed') > 0) throw new CommandFailed('');
      });
    });
}

function inWords(done: Backfill, { from, to, dryRun }: { from: Period; to: Period; dryRun: boolean }): string {
  const failed = count(done, 'failed');
  const months = from === to ? periodName(from) : `${periodName(from)} to ${periodName(to)}`;
  return (
    `${months}, as at ${dateName(done.asAt)}: ${done.indicators} indicators, ${done.months} months of them in all; ` +
    `figures: ${count(done, 'new')} ${dryRun ? 'would be new' : 'new'}, ` +
    `${count(done, 'restated')} ${dryRun ? 'would be restated' : 'restated'}, ${done.unchanged} unchanged` +
    `${failed > 0 ? `; ${failed} indicators could not be computed` : ''}.`
  );
}

function count({ figures }: Backfill, wanted: BackfilledFigure['outcome']): number {
  return figures.filter(({ outcome }) => outcome === wanted).length;
}
