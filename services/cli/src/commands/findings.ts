import type { Command } from 'commander';
import { countFindings, readFindings, runsThatMatter, type FindingRow, type Transaction } from '@vigil/database';
import { printBatches, printRows, type Column } from '../output.ts';
import { withSession, type CommandContext } from '../session.ts';
import { idMeant } from './named.ts';
import { authorityOption, formatOption, type CommonOptions } from './options.ts';

interface FindingsOptions extends CommonOptions {
  readonly run?: string;
}

const columns: readonly Column<FindingRow>[] = [
  { name: 'run' },
  { name: 'asAt', heading: 'As at' },
  { name: 'list', heading: 'List' },
  { name: 'file' },
  { name: 'record', heading: 'Record', align: 'right' },
  { name: 'line', heading: 'Line', align: 'right' },
  { name: 'column', heading: 'Column' },
  { name: 'rule', heading: 'Rule' },
  { name: 'severity', heading: 'Severity' },
  { name: 'rejected' },
  { name: 'value', heading: 'Value' },
  { name: 'message', heading: 'What was found' },
];

/** More than this nobody reads in a terminal. */
const shownAtMost = 200;

export function registerFindings(program: Command, context: CommandContext): void {
  program
    .command('findings')
    .description('what is wrong with files and rows, values masked')
    .option(
      '--run <id>',
      'only those of one run (default: of each as-at date the last run that is published, held or failed)',
    )
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Severity "file": the whole file is rejected; "row": the row is set aside; "warning": the row is used all the same.
As a table at most ${shownAtMost} are shown; csv and json give all of them.

Examples:
  vigil findings                                what to tell those who record
  vigil findings --run 3f2a --format csv > findings.csv`,
    )
    .action(async (options: FindingsOptions) => {
      await withSession(context, options, ({ database }) =>
        database.transaction(async (tx) => {
          const runs = options.run === undefined ? await runsThatMatter(tx) : [await idMeant(tx, 'run', options.run)];
          if (options.format === 'table') await printFirst(tx, runs, context);
          else await printBatches(context, options.format, columns, readFindings(tx, runs));
        }),
      );
    });
}

async function printFirst(tx: Transaction, runs: readonly string[], context: CommandContext): Promise<void> {
  const all = await countFindings(tx, runs);
  const first: FindingRow[] = [];
  for await (const batch of readFindings(tx, runs)) {
    first.push(...batch.slice(0, shownAtMost - first.length));
    if (first.length === shownAtMost) break;
  }
  printRows(context, 'table', columns, first, 'No findings.');
  if (all > first.length) {
    context.say(`… and ${(all - first.length).toLocaleString('en-GB')} more: --format csv gives all of them.`);
  }
}
