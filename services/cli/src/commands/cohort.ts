import { Argument, type Command } from 'commander';
import { dateName, periodName, type IsoDate, type Period } from '@vigil/calendar';
import { readCohort, restrictedAmong, standingCalendar, type CohortRow } from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { listsBehind, stateAskedFor } from './asked-for.ts';
import { indicatorMeant } from './named.ts';
import { authorityOption, formatOption, parseDate, parsePeriod, reasonOption, type CommonOptions } from './options.ts';
import { mayReveal, readsRestricted, revealIdentifiers } from './reveal.ts';
import { shortPseudonym } from './short-pseudonym.ts';

interface CohortOptions extends CommonOptions {
  readonly asAt?: IsoDate;
  readonly member?: string;
  readonly exclusions?: true;
  readonly reveal?: true;
  readonly reason?: string;
}

/** A row of a cohort as it is printed; the names are stable. */
interface CohortLine {
  /** Pseudonym of the child (worker, audit…); null where a record is of none. */
  readonly subject: string | null;
  /** Key of the record; null of a restricted one, as all else that could tell whose it is. */
  readonly record: string | null;
  /** The day that puts it into the month; of an open case, its limit. */
  readonly happened: IsoDate | null;
  readonly members: readonly string[];
  readonly counts: 'numerator' | 'denominator only' | 'counted' | 'not counted' | 'left out';
  /** Why it is left out; null where it counts. */
  readonly exclusion: string | null;
  /** The case system's own, with --reveal; null where it is not known yet. */
  readonly identifier: string | null;
  /** It is shown to nobody but those named in vigil.yaml, with --reveal. Left out where no row is. */
  readonly restricted: boolean;
}

interface Cohort {
  readonly definition: IndicatorDefinition;
  readonly period: Period;
  /** As at which its lists stood. */
  readonly asAt: IsoDate;
  readonly rows: readonly CohortRow[];
  /** Subjects whose records are shown to few. */
  readonly restricted: ReadonlySet<string>;
}

export function registerCohort(program: Command, context: CommandContext): void {
  program
    .command('cohort')
    .description('the rows behind a figure, by pseudonym: what counts, and why the rest does not')
    .argument('<indicator>', 'by id or code')
    .addArgument(
      new Argument('[period]', 'the month (YYYY-MM); lists of work have that of their as-at date').argParser(
        parsePeriod,
      ),
    )
    .option('--as-at <date>', 'as it stood at that date (default: the newest delivery)', parseDate)
    .option('--member <name>', 'only the rows of this team, age band or gender')
    .option('--exclusions', 'only the rows that are left out')
    .option('--reveal', "with the case system's identifiers, for those whom vigil.yaml names; it goes on record")
    .addOption(reasonOption())
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A pseudonym is the same for a child in every list and every night. The figures -overdue and -due are lists of work: their
rows are the open cases, by the day of their limit.

Examples:
  vigil cohort icpc-timeliness 2020-12
  vigil cohort icpc-timeliness 2020-12 --exclusions
  vigil cohort icpc-timeliness-overdue --reveal --reason "the weekly round with the conference service" --format csv`,
    )
    .action(async (indicator: string, period: Period | undefined, options: CohortOptions) => {
      if (options.reveal && options.reason === undefined) {
        throw new WrongUse(
          '--reveal needs --reason "…": why the identifiers are looked at goes on record with your name.',
        );
      }
      await withSession(context, options, async (session) => {
        if (options.reveal) mayReveal(session.authority);
        const cohort = await readAsked(session, indicator, period, options);
        context.say(inWords(cohort));
        const hidden = options.reveal && readsRestricted(session.authority) ? new Set<string>() : cohort.restricted;
        const identifiers = options.reveal ? await reveal(session, cohort, hidden, options.reason!, context) : null;
        const all = cohort.rows.map((row) => {
          const line = lineOf(cohort.definition, row, identifiers);
          return row.subject !== null && hidden.has(row.subject) ? withheld(line) : line;
        });
        // Among the others their places would tell the day.
        const lines = [...all.filter(({ restricted }) => !restricted), ...all.filter(({ restricted }) => restricted)];
        const shown = columnsOf(cohort.definition).filter(
          ({ name }) =>
            (identifiers !== null || name !== 'identifier') &&
            (name !== 'restricted' || lines.some(({ restricted }) => restricted)),
        );
        printRows(context, options.format, shown, lines, 'There are no such rows.');
      });
    });
}

const columnsOf = ({ companionOf }: IndicatorDefinition): readonly Column<CohortLine>[] => [
  {
    name: 'identifier',
    heading: 'Identifier',
    show: ({ identifier, restricted }) => (restricted ? 'restricted' : (identifier ?? 'not known yet')),
  },
  {
    name: 'subject',
    heading: 'Pseudonym',
    show: ({ subject, restricted }) => (restricted ? 'restricted' : (subject ?? '')),
  },
  { name: 'record' },
  { name: 'happened', heading: companionOf === null ? 'Day' : 'Limit' },
  { name: 'members', heading: 'Members', show: ({ members }) => members.join(', ') },
  { name: 'counts', heading: 'Counts' },
  { name: 'exclusion', heading: 'Left out because' },
  { name: 'restricted' },
];

async function readAsked(
  session: Session,
  typed: string,
  wanted: Period | undefined,
  options: CohortOptions,
): Promise<Cohort> {
  const definition = indicatorMeant(session.installation.catalogue, typed);
  if (definition.cohort === null) {
    throw new WrongUse(`${definition.id} is reported, not computed: there are no rows behind it.`);
  }
  return session.database.transaction(async (tx) => {
    const { asAt } = await listsBehind(tx, definition, await stateAskedFor(tx, session, options));
    const period = periodMeant(definition, wanted, asAt);
    const { version } = await standingCalendar(tx);
    const rows = await readCohort(tx, definition, { asAt, periods: [period], calendarVersion: version });
    const wantedRows = rows.filter((row) => isWanted(definition, row, options));
    const restricted = await restrictedAmong(
      tx,
      wantedRows.flatMap(({ subject }) => subject ?? []),
    );
    return { definition, period, asAt, rows: wantedRows, restricted };
  });
}

/** A list of work is of one day: its month is that of the as-at date. */
function periodMeant({ id, companionOf }: IndicatorDefinition, wanted: Period | undefined, asAt: IsoDate): Period {
  if (companionOf === null) {
    if (wanted !== undefined) return wanted;
    throw new WrongUse(`Which month of ${id}? Give it as in vigil cohort ${id} 2020-12.`);
  }
  const own = asAt.slice(0, 7);
  if (wanted === undefined || wanted === own) return own;
  throw new WrongUse(`${id} is a list of work as at ${asAt}, and has no ${wanted}; --as-at asks for an earlier day.`);
}

/** Of open cases, those that are overdue (or due) are the list; the others are only what it was chosen from. */
function isWanted(
  { companionOf }: IndicatorDefinition,
  row: CohortRow,
  { member, exclusions }: CohortOptions,
): boolean {
  if (member !== undefined && !row.members.includes(member)) return false;
  if (exclusions) return row.exclusion !== null;
  return companionOf === null || (row.exclusion === null && row.in_numerator);
}

function lineOf(
  definition: IndicatorDefinition,
  { subject, record, happened, members, in_numerator: inNumerator, exclusion }: CohortRow,
  identifiers: ReadonlyMap<string, string> | null,
): CohortLine {
  const [yes, no] =
    definition.unit === 'percent'
      ? (['numerator', 'denominator only'] as const)
      : (['counted', 'not counted'] as const);
  return {
    identifier: subject === null ? null : (identifiers?.get(subject) ?? null),
    subject: subject && shortPseudonym(subject),
    record: shortPseudonym(record),
    happened,
    members,
    counts: exclusion !== null ? 'left out' : inNumerator ? yes : no,
    exclusion,
    restricted: false,
  };
}

/** What is left of a row that is shown to few: that it is there, and how it counts. */
function withheld({ counts, exclusion }: CohortLine): CohortLine {
  return {
    identifier: null,
    subject: null,
    record: null,
    happened: null,
    members: [],
    counts,
    exclusion,
    restricted: true,
  };
}

function inWords({ definition, period, asAt, rows }: Cohort): string {
  const leftOut = rows.filter(({ exclusion }) => exclusion !== null).length;
  const hits = rows.filter((row) => row.exclusion === null && row.in_numerator).length;
  const counted =
    definition.unit === 'percent' ? `${hits} of ${rows.length - leftOut}` : `${hits} ${definition.counts ?? 'rows'}`;
  return `${definition.heading}, ${periodName(period)}, as at ${dateName(asAt)}: ${counted}; ${leftOut} left out.`;
}

async function reveal(
  session: Session,
  { definition, period, asAt, rows, restricted }: Cohort,
  hidden: ReadonlySet<string>,
  reason: string,
  context: CommandContext,
): Promise<ReadonlyMap<string, string>> {
  const all = [...new Set(rows.flatMap(({ subject }) => subject ?? []))];
  const subjects = all.filter((subject) => !hidden.has(subject));
  if (subjects.length === 0) {
    throw new CommandFailed(
      all.length === 0
        ? 'There is nobody in it to be revealed.'
        : 'Everybody in it is restricted, and shown to those alone whom restricted.readers in vigil.yaml names.',
    );
  }
  const told = rows.filter(({ subject }) => subject === null || !hidden.has(subject));
  const few = told.filter(({ subject }) => subject !== null && restricted.has(subject)).length;
  const what = {
    indicator: definition.id,
    period,
    asAt,
    rows: told.length,
    ...(few > 0 && { restricted: few }),
  };
  const identifiers = await revealIdentifiers(session, subjects, what, reason);
  const unknown = subjects.length - identifiers.size;
  if (unknown > 0) {
    context.say(
      `${unknown} of ${subjects.length} identifiers are not known yet: these records came before Vigil kept the way back. ` +
        'The next delivery that has them brings them.',
    );
  }
  return identifiers;
}
