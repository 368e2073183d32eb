import type { Command } from 'commander';
import { benchmarksSource } from '@vigil/benchmarks';
import { isIsoDate, todayIn, timeZoneOfEngland } from '@vigil/calendar';
import { chasersDue, openDigestSlot, openManualSlot, openSlots, standingCalendar, weeklyDue } from '@vigil/database';
import { typedPath, type AuthorityConfig } from '@vigil/runtime';
import { reportInWords } from '../night-in-words.ts';
import { nightReport, type NightReport } from '../night-report.ts';
import type { Installation } from '../installation.ts';
import { chooseAuthority, withInstallation, type CommandContext } from '../session.ts';
import { clockOf, startWorking, waitForDigests, waitUntilClosed, type AwaitedSlot } from '../work.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';

interface RunOptions {
  readonly authority?: string;
  readonly source?: string;
  readonly extracts?: string;
  readonly asAt?: string;
  readonly format: 'text' | 'json';
}

export function registerRun(program: Command, context: CommandContext): void {
  program
    .command('run')
    .description('process now every delivery not yet published, and wait for the end of its notifications')
    .option('--authority <code>', 'only this authority (default: all)')
    .option('--source <id>', `only this source, or ${benchmarksSource} (default: all)`)
    .option('--extracts <path>', 'look in this folder, or at this file, instead of the configured place')
    .option('--as-at <date>', 'only the delivery of this as-at date (YYYY-MM-DD); the date of files that say none')
    .option('--format <format>', 'text or json', 'text')
    .addHelpText(
      'after',
      `
Examples:
  vigil run                                  what the nightly schedule would do, now
  vigil run --extracts ./extracts            another folder, with one folder per delivery in it
  vigil run --extracts Annex_A.xlsx --as-at 2021-01-04
  vigil run --format json | jq .runs         for scripts`,
    )
    .action(async (options: RunOptions) => {
      if (options.format !== 'text' && options.format !== 'json') {
        throw new WrongUse(`--format is "${String(options.format)}"; expected text or json.`);
      }
      if (options.asAt !== undefined && !isIsoDate(options.asAt)) {
        throw new WrongUse(`--as-at is "${options.asAt}"; expected a date such as 2021-01-04.`);
      }
      await withInstallation(context, async (installation) => {
        await startWorking(installation);
        const report = await runNight(installation, context, options);
        context.out(options.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : '');
        const cameTo = report.runs.length + report.problems.length + report.benchmarks.length;
        if (cameTo === 0) context.say('Nothing new: every delivery is published.');
        for (const line of reportInWords(report)) context.say(line);
        if (report.problems.length > 0 && report.runs.length === 0) throw new CommandFailed('');
        if (report.runs.some(({ status }) => status === 'failed' || status === 'held')) throw new CommandFailed('');
        if (report.notifications.failed > 0) throw new CommandFailed('');
      });
    });
}

interface Chosen {
  readonly authority: AuthorityConfig;
  readonly source: string;
}

/** Opens a slot for each source that is meant, waits until what came of them is told, and reports. */
export async function runNight(
  installation: Installation,
  context: CommandContext,
  options: Pick<RunOptions, 'authority' | 'source' | 'extracts' | 'asAt'>,
): Promise<NightReport> {
  const chosen = chooseSources(installation.configuration.authorities, options);
  const extracts = options.extracts;
  const location = extracts === undefined ? null : typedPath(extracts, context.cwd);

  const since = await clockOf(installation);
  const slots: AwaitedSlot[] = [];
  for (const authority of new Set(chosen.map((one) => one.authority))) {
    const sources = chosen.filter((one) => one.authority === authority).map(({ source }) => source);
    slots.push(...(await openSlotsOf(installation, authority, sources, { location, asAt: options.asAt ?? null })));
  }
  await waitUntilClosed(installation, slots, context);
  for (const authority of new Set(chosen.map((one) => one.authority))) await openDigest(installation, authority);
  const digests = await waitForDigests(installation, slots, since, context);
  return nightReport(installation, [...slots, ...digests]);
}

/** Opens a slot for each source, in one transaction: what they come to is told when the last of them has closed. */
async function openSlotsOf(
  { database }: Installation,
  { code: authority }: AuthorityConfig,
  sources: readonly string[],
  wanted: { readonly location: string | null; readonly asAt: string | null },
): Promise<readonly AwaitedSlot[]> {
  return database.forAuthority(authority).transaction(async (tx) => {
    // Work that a crash has left behind is part of the night as well.
    const left = (await openSlots(tx)).filter(({ source, kind }) => kind === 'manual' && sources.includes(source));
    const slots = left.map(({ id }) => ({ authority, slot: id }));
    for (const source of sources) {
      const slot = await openManualSlot(tx, { source, ...wanted, requestedBy: currentActor() });
      slots.push({ authority, slot });
    }
    return slots;
  });
}

/** Where no scheduler does, a night run by hand sees to the week's summary, and to those who owe figures. */
async function openDigest({ database, configuration }: Installation, authority: AuthorityConfig): Promise<void> {
  await database.forAuthority(authority.code).transaction(async (tx) => {
    const today = todayIn(timeZoneOfEngland, configuration.now());
    const day = { today, calendar: await standingCalendar(tx) };
    const weekly = await weeklyDue(tx, authority, day);
    const chasers = await chasersDue(tx, authority, day);
    if (weekly !== null || chasers.length > 0) await openDigestSlot(tx, 'manual');
  });
}

function chooseSources(
  authorities: readonly AuthorityConfig[],
  { authority, source, extracts, asAt }: Pick<RunOptions, 'authority' | 'source' | 'extracts' | 'asAt'>,
): readonly Chosen[] {
  const candidates = authority === undefined ? authorities : [chooseAuthority(authorities, authority)];
  // A place or a date that is asked for is that of a delivery, unless the benchmarks are named.
  const withBenchmarks = source === benchmarksSource || (extracts === undefined && asAt === undefined);
  const all = candidates.flatMap((one) => {
    // Nor are contributors' forms meant by it.
    const sources = one.sources
      .filter(({ contributor }) => withBenchmarks || contributor === undefined || source !== undefined)
      .map(({ id }) => ({ authority: one, source: id }));
    return one.benchmarks !== null && withBenchmarks
      ? [...sources, { authority: one, source: benchmarksSource }]
      : sources;
  });
  const chosen = source === undefined ? all : all.filter((one) => one.source === source);
  const names = all.map((one) => `${one.source} of ${one.authority.code}`).join(', ');
  if (chosen.length === 0) {
    throw new WrongUse(
      source === undefined
        ? 'No source is configured: add one under sources in vigil.yaml.'
        : `There is no source ${source}. Configured: ${names}.`,
    );
  }
  if (extracts !== undefined && chosen.length > 1) {
    throw new WrongUse(
      `--extracts names one place, but there are several sources: say whose with --source ID (or --authority CODE). Configured: ${names}.`,
    );
  }
  return chosen;
}
