import type { Command } from 'commander';
import { lastCompletePeriod, todayIn, type Period, timeZoneOfEngland } from '@vigil/calendar';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext } from '../session.ts';
import { readOwed } from './collect/owed.ts';
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
}

const columns: readonly Column<OwedRow>[] = [
  { name: 'contributor', heading: 'Contributor' },
  { name: 'name' },
  { name: 'email' },
  { name: 'indicator', heading: 'Indicator' },
  { name: 'period', heading: 'Month' },
  { name: 'due', heading: 'Due' },
  { name: 'state', heading: 'State' },
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
        const period = options.period ?? lastCompletePeriod(todayIn(timeZoneOfEngland, now));
        return database.transaction((tx) => readOwed(tx, authority, period, { now }));
      });
      printRows(
        context,
        options.format,
        columns,
        rows.map(({ contributor: { id, name, email }, ...one }) => ({ contributor: id, name, email, ...one })),
        'No figures are awaited.',
      );
    });
  registerCollectWrite(collect, context);
}
