import type { Command } from 'commander';
import { chasedFrom, monthsChased, newestAsAt, personOf, type Owed } from '@vigil/alerts';
import {
  lastCompletePeriod,
  todayIn,
  type Calendar,
  type IsoDate,
  type Period,
  timeZoneOfEngland,
} from '@vigil/calendar';
import { lastChasers, readOwed, readReportedBy, standingCalendar } from '@vigil/database';
import type { ContributorConfig } from '@vigil/runtime';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext } from '../session.ts';
import { contributorsMeant, registerCollectWrite } from './collect/write.ts';
import { authorityOption, formatOption, parsePeriod, type CommonOptions } from './options.ts';

interface CollectOptions extends CommonOptions {
  readonly period?: Period;
}

/** A figure as it is printed; the names are stable. */
interface OwedRow {
  readonly contributor: string;
  readonly name: string;
  readonly email: string;
  readonly indicator: string;
  readonly period: string;
  readonly due: string;
  readonly state: string;
  /** The day of the last mail about it that was sent; null where there was none, or it is not owed any more. */
  readonly lastChaser: string | null;
}

const columns: readonly Column<OwedRow>[] = [
  { name: 'contributor', heading: 'Contributor' },
  { name: 'name' },
  { name: 'email' },
  { name: 'indicator', heading: 'Indicator' },
  { name: 'period', heading: 'Month' },
  { name: 'due', heading: 'Due' },
  { name: 'state', heading: 'State' },
  { name: 'lastChaser', heading: 'Last chaser' },
];

export function registerCollect(program: Command, context: CommandContext): void {
  const collect = program
    .command('collect')
    .description('figures that no extract gives: who owes which by when, and the forms they report them in')
    .option('--period <month>', 'of this month (YYYY-MM; default: the last complete one)', parsePeriod)
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
States: there; owed (not due yet); overdue; left empty (the form is signed off, and the figure's cell is empty).
Whoever owes is written to: collect.remind working days before figures are due (2; null: not at all), on the first
working day after, and then every 5, until they are there or the form is signed off. It is done by vigil up at mail.by,
and by vigil run. Months are chased for as long as the newest form shows them.
Contributors, their indicators and the working days they have stand in vigil.yaml:
  contributors:
    - { id: hr, name: Human Resources, email: hr@example.gov.uk, indicators: [staff-turnover], due: 5 }

Examples:
  vigil collect --period 2020-12
  vigil collect --format json | jq '.[] | select(.state == "overdue")'`,
    )
    .action(async (options: CollectOptions) => {
      const rows = await withSession(context, options, ({ authority, database, installation }) => {
        contributorsMeant(authority, undefined);
        const now = installation.configuration.now();
        const today = todayIn(timeZoneOfEngland, now);
        const period = options.period ?? lastCompletePeriod(today);
        return database.transaction(async (tx) => {
          const owed = await readOwed(tx, authority, period, { now });
          const calendar = await standingCalendar(tx);
          const sent = await lastChasers(tx, ['accepted']);
          const { everSentForm } = await readReportedBy(tx, authority.contributors, newestAsAt(period, today));
          return owed.map((one) => toRow(one, { sent, calendar, everSentForm }));
        });
      });
      printRows(context, options.format, columns, rows, 'No figures are awaited.');
    });
  registerCollectWrite(collect, context);
}

function toRow(
  { contributor, indicator, period, due, state }: Owed<ContributorConfig>,
  chased: {
    readonly sent: ReadonlyMap<string, IsoDate>;
    readonly calendar: Calendar;
    readonly everSentForm: ReadonlySet<string>;
  },
): OwedRow {
  const { id, name, email } = contributor;
  const last = chased.sent.get(personOf(contributor));
  const isOwed = state === 'owed' || state === 'overdue';
  // A mail of another time was about other months.
  const isAboutIt =
    last !== undefined &&
    last >= chasedFrom(contributor, period, chased.calendar) &&
    monthsChased(lastCompletePeriod(last), { everSentForm: chased.everSentForm.has(id) }).includes(period);
  const lastChaser = isOwed && isAboutIt ? last : null;
  return { contributor: id, name, email, indicator, period, due, state, lastChaser };
}
