import { Option, type Command } from 'commander';
import { calendarDifference, calendarOf, dateName, todayIn, type CalendarDifference } from '@vigil/calendar';
import { calendarVersions, type CalendarVersion } from '@vigil/database';
import { timeZoneOf } from '@vigil/runtime';
import { printColumns } from '../output.ts';
import { withInstallation, type CommandContext } from '../session.ts';
import { differenceInWords } from './calendar/difference.ts';
import { registerCalendarRefresh } from './calendar/refresh.ts';

/** How many of the holidays to come are shown. */
const shownAhead = 8;

/** What is printed; the names are stable. */
interface CalendarFacts {
  /** The version in use. */
  readonly version: string;
  readonly division: string;
  readonly from: string;
  readonly to: string;
  readonly next: readonly { readonly date: string; readonly name: string }[];
  /** All versions, the one in use first. */
  readonly versions: readonly (Pick<CalendarVersion, 'version' | 'source' | 'sha256' | 'actor' | 'reason'> & {
    readonly fetchedAt: string;
    /** From the version before it; null for the first. */
    readonly difference: CalendarDifference | null;
  })[];
}

export function registerCalendar(program: Command, context: CommandContext): void {
  const calendar = program
    .command('calendar')
    .description('the bank holidays that working days are counted with: version, source, what comes next')
    .addOption(
      new Option('--format <format>', 'text for people, json for machines').choices(['text', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      `
Working days are Monday to Friday less the bank holidays of England and Wales. Every figure says which version of them
it was computed with; a new version computes again what it touches.

Examples:
  vigil calendar
  vigil calendar refresh --reason "the bank holidays of 2029 are out"`,
    )
    .action(async ({ format }: { format: 'text' | 'json' }) => {
      const facts = await withInstallation(context, async ({ database, configuration }) => {
        const versions = await database.acrossAuthorities((tx) => calendarVersions(tx));
        return factsOf(versions, todayIn(timeZoneOf(configuration.authorities[0]!), configuration.now()));
      });
      context.out(format === 'json' ? `${JSON.stringify(facts, null, 2)}\n` : inWords(facts));
    });
  registerCalendarRefresh(calendar, context);
}

function factsOf(versions: readonly CalendarVersion[], today: string): CalendarFacts {
  const [used] = versions;
  if (!used) throw new Error('The database has no calendar: it was not prepared.');
  const { version, division, from, to, holidays } = used;
  return {
    version,
    division,
    from,
    to,
    next: holidays
      .filter(([date]) => date >= today)
      .slice(0, shownAhead)
      .map(([date, name]) => ({ date, name })),
    versions: versions.map((one, index) => {
      const before = versions[index + 1];
      return {
        version: one.version,
        source: one.source,
        fetchedAt: one.fetchedAt.toISOString(),
        sha256: one.sha256,
        actor: one.actor,
        reason: one.reason,
        difference: before ? calendarDifference(calendarOf(before), calendarOf(one)) : null,
      };
    }),
  };
}

function inWords({ version, from, to, next, versions }: CalendarFacts): string {
  const [used] = versions;
  const lines = versions.flatMap((one) => [
    `  ${one.version}: ${one.source}, ${dateName(one.fetchedAt.slice(0, 10))}` +
      (one.actor === null ? '' : `, taken in by ${one.actor}: ${one.reason}`),
    ...(one.difference === null ? [] : differenceInWords(one.difference).map((line) => `    ${line}`)),
  ]);
  return [
    `Bank holidays of England and Wales, ${dateName(from)} to ${dateName(to)}: version ${version}`,
    ...(used?.sha256 ? [`read from a file with SHA-256 ${used.sha256}`] : []),
    '',
    next.length === 0 ? 'No bank holiday is known from today on; vigil calendar refresh asks for more.' : 'Next',
    printColumns(next.map(({ date, name }) => [`  ${dateName(date)}`, name])).trimEnd(),
    '',
    'Versions',
    ...lines,
    '',
  ].join('\n');
}
