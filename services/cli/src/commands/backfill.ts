import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  backfill,
  resumeBackfill,
  type Backfill,
  type BackfillChoice,
  type BackfillDeps,
  type BackfilledFigure,
} from '@vigil/aggregator';
import { dateName, periodName, type Period } from '@vigil/calendar';
import { judgeBackfilled, newestRun, pauseBackfill, readRun, type OperatorsWord } from '@vigil/database';
import { mailsInWords } from '../night-in-words.ts';
import { nightReport } from '../night-report.ts';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { workUntilTold } from '../work.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { cameToItsEnd } from './aftermath.ts';
import { listOnRecord } from './backfill/list.ts';
import { idMeant } from './named.ts';
import { authorityOption, formatOption, parsePeriod, reasonOption, type CommonOptions } from './options.ts';

interface BackfillOptions extends CommonOptions {
  readonly from?: Period;
  readonly to?: Period;
  readonly only: BackfillChoice['only'];
  readonly concurrency: number;
  readonly tell?: true;
  readonly dryRun?: true;
  readonly reason?: string;
  readonly list?: true;
  readonly pause?: string;
  readonly resume?: string;
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

/** Each is computed on a connection of its own. */
const mostAtATime = 8;

export function registerBackfill(program: Command, context: CommandContext): void {
  program
    .command('backfill')
    .description('figures of past months once more, as at the newest delivery; nobody is written to unless asked')
    .option('--from <month>', 'the first month (YYYY-MM)', parsePeriod)
    .option('--to <month>', 'the last month (YYYY-MM)', parsePeriod)
    .addOption(
      new Option('--only <which>', 'months never computed, those that a failed run left out, or every one')
        .choices(['missing', 'failed', 'all'])
        .default('all'),
    )
    .addOption(
      new Option('--concurrency <indicators>', `how many indicators are computed at a time (1 to ${mostAtATime})`)
        .argParser(parseConcurrency)
        .default(1),
    )
    .option('--tell', 'judge the figures in the end, and write to people of what is news by them')
    .option('--dry-run', 'work out what would be new or restated, and keep nothing of it')
    .option('--list', 'show the backfills on record instead')
    .option('--pause <backfill>', 'have the one that is going on stop after the indicators under way')
    .option('--resume <backfill>', 'go on with one that was paused or cut off, where it stopped')
    .addOption(reasonOption())
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A night computes as many months as historyMonths says, and of those what has become due. This computes any month that
deliveries and records reach back to. Figures that come out as they stand make no new version; others are published
with the reason why. An indicator that cannot be computed is told, and does not keep the others from it.

Each indicator is kept when it is done. A backfill that was paused, stopped or cut off by a crash is resumed with those
that are left, as at the newest delivery of then; nights go first, and wait for no more than the indicators under way.

Examples:
  vigil backfill --from 2019-04 --to 2020-03 --only missing --dry-run
  vigil backfill --from 2019-04 --to 2020-03 --only missing --reason "the year before for the annual report"
  vigil backfill --pause 5d0a --reason "the server is needed for the returns"
  vigil backfill --resume 5d0a --reason "the returns are done"`,
    )
    .action(async (options: BackfillOptions) => {
      if (options.list) {
        await withSession(context, options, (session) => listOnRecord(session, options.format, context));
        return;
      }
      if (options.pause !== undefined) return pause(options.pause, options, context);
      if (options.resume !== undefined) return resume(options.resume, options, context);
      return begin(options, context);
    });
}

function parseConcurrency(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= mostAtATime) return number;
  throw new InvalidArgumentError(`Expected a whole number from 1 to ${mostAtATime}.`);
}

async function begin(options: BackfillOptions, context: CommandContext): Promise<void> {
  const { from, to, only, concurrency, tell = false, reason, dryRun = false } = options;
  if (from === undefined || to === undefined) throw new WrongUse('Say which months: --from YYYY-MM --to YYYY-MM.');
  if (from > to) throw new WrongUse(`--from ${from} is later than --to ${to}.`);
  if (reason === undefined && !dryRun) {
    throw new WrongUse('Say why with --reason "…": it goes on record. (--dry-run shows what would come of it.)');
  }
  await withSession(context, options, async (session) => {
    const word = reason === undefined || dryRun ? null : { actor: currentActor(), reason };
    const done = await backfill(depsOf(session, context), { from, to, only, concurrency, tell }, word);
    print(done, options, context);
    const months = from === to ? periodName(from) : `${periodName(from)} to ${periodName(to)}`;
    context.say(inWords(done, months, dryRun));
    await end(done, tell ? word : null, session, context);
  });
}

async function resume(typed: string, options: BackfillOptions, context: CommandContext): Promise<void> {
  const word = wordOf(options);
  await withSession(context, options, async (session) => {
    const id = await session.database.transaction((tx) => idMeant(tx, 'backfill', typed));
    const done = await resumeBackfill(depsOf(session, context), id, word);
    print(done, options, context);
    context.say(inWords(done, `Backfill ${id.slice(0, 8)}, resumed`, false));
    await end(done, done.tell ? word : null, session, context);
  });
}

async function pause(typed: string, options: BackfillOptions, context: CommandContext): Promise<void> {
  const word = wordOf(options);
  const id = await withSession(context, options, ({ database }) =>
    database.transaction(async (tx) => {
      const meant = await idMeant(tx, 'backfill', typed);
      await pauseBackfill(tx, meant, word);
      return meant;
    }),
  );
  context.say(
    `Paused after the indicators under way. To go on: vigil backfill --resume ${id.slice(0, 8)} --reason "…"`,
  );
}

function wordOf({ reason }: BackfillOptions): OperatorsWord {
  if (reason === undefined) throw new WrongUse('Say why with --reason "…": it goes on record.');
  return { actor: currentActor(), reason };
}

function depsOf({ database, authority, installation }: Session, { stopRequested }: CommandContext): BackfillDeps {
  let stopped = false;
  const heedStop = async (): Promise<void> => {
    await stopRequested;
    stopped = true;
  };
  void heedStop();
  return { database, authority, catalogue: installation.catalogue, isStopped: () => stopped };
}

function print({ figures }: Backfill, { format }: BackfillOptions, context: CommandContext): void {
  printRows(context, format, columns, figures, 'Every figure is as it was.');
}

/** @param word who wants people told of it; null: nobody */
async function end(
  done: Backfill,
  word: OperatorsWord | null,
  session: Session,
  context: CommandContext,
): Promise<void> {
  if (done.left > 0 && done.id !== null) {
    const id = done.id.slice(0, 8);
    context.say(`It stopped with ${done.left} indicators left. To go on: vigil backfill --resume ${id} --reason "…"`);
  }
  const told = done.left === 0 && word !== null ? await tellOfIt(word, session, context) : true;
  if (!told || done.left > 0 || count(done, 'failed') > 0) throw new CommandFailed('');
}

async function tellOfIt({ actor }: OperatorsWord, session: Session, context: CommandContext): Promise<boolean> {
  const slot = await session.database.transaction(async (tx) => {
    const { run } = await readRun(tx, (await newestRun(tx))!.id);
    return judgeBackfilled(tx, run, actor);
  });
  const told = await workUntilTold(session.installation, [{ authority: session.authority.code, slot }], context);
  const report = await nightReport(session.installation, told);
  const lines = [...report.problems, ...mailsInWords(report.notifications)];
  for (const line of lines.length > 0 ? lines : ['Nothing is news by it: nobody was written to.']) context.say(line);
  return cameToItsEnd(report);
}

function inWords(done: Backfill, what: string, dryRun: boolean): string {
  const failed = count(done, 'failed');
  return (
    `${what}, as at ${dateName(done.asAt)}: ${done.indicators} indicators, ${done.months} months of them in all; ` +
    `figures: ${count(done, 'new')} ${dryRun ? 'would be new' : 'new'}, ` +
    `${count(done, 'restated')} ${dryRun ? 'would be restated' : 'restated'}, ${done.unchanged} unchanged` +
    `${failed > 0 ? `; ${failed} indicators could not be computed` : ''}.`
  );
}

function count({ figures }: Backfill, wanted: BackfilledFigure['outcome']): number {
  return figures.filter(({ outcome }) => outcome === wanted).length;
}
