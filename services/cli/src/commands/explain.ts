import { Argument, Option, type Command } from 'commander';
import type { IsoDate, Period } from '@vigil/calendar';
import { withSession, type CommandContext } from '../session.ts';
import { stateAskedFor } from './asked-for.ts';
import { explanationInWords, titleOf } from './explain/in-words.ts';
import { readExplanation } from './explain/read.ts';
import { wrapped } from './explain/wrapped.ts';
import { instantsOf } from './instants.ts';
import { indicatorMeant } from './named.ts';
import { authorityOption, parseDate, parsePeriod } from './options.ts';

interface ExplainOptions {
  readonly authority?: string;
  readonly format: 'text' | 'json';
  readonly asAt?: IsoDate;
  readonly knownAt?: string;
  readonly member?: string;
  readonly withoutBankHolidays?: true;
}

export function registerExplain(program: Command, context: CommandContext): void {
  program
    .command('explain')
    .description('where a figure comes from, what it is compared with, and why it changed')
    .argument('<indicator>', 'by id or code')
    .addArgument(new Argument('<period>', 'the month (YYYY-MM)').argParser(parsePeriod))
    .option('--as-at <date>', 'as it stood at that date, as known now (default: the newest delivery)', parseDate)
    .option('--known-at <run>', 'what was known when that run told people')
    .option('--member <name>', 'the figure of this team, age band or gender')
    .option('--without-bank-holidays', 'also as it would be if bank holidays were working days')
    .addOption(authorityOption())
    .addOption(
      new Option('--format <format>', 'text for people, json for machines').choices(['text', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      `
Records behind a change are named by pseudonym; vigil cohort has them all.

Examples:
  vigil explain icpc-timeliness 2020-12
  vigil explain icpc-timeliness 2020-05 --without-bank-holidays
  vigil explain CP3-QL 2020-11 --as-at 2020-12-01            as it stood then`,
    )
    .action(async (indicator: string, period: Period, options: ExplainOptions) => {
      await withSession(context, options, async (session) => {
        const definition = indicatorMeant(session.installation.catalogue, indicator);
        const explained = await session.database.transaction(async (tx) =>
          readExplanation(tx, session, {
            definition,
            period,
            member: options.member ?? null,
            state: await stateAskedFor(tx, session, options),
            withoutBankHolidays: options.withoutBankHolidays ?? false,
          }),
        );
        if (options.format === 'json') {
          context.out(`${JSON.stringify(explained, null, 2)}\n`);
          return;
        }
        const parts = explanationInWords(explained, instantsOf(session.authority));
        context.out(`${wrapped(titleOf(explained))}\n`);
        for (const { heading, sentences } of parts) {
          context.out(`\n${heading}\n${sentences.map((one) => `${wrapped(one, '  ')}\n`).join('')}`);
        }
      });
    });
}
