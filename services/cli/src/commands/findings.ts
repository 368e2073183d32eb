import type { Command } from 'commander';
import {
  countFindings,
  filesThatMatter,
  readFindings,
  type FindingRow,
  type FindingsChoice,
  type Transaction,
} from '@vigil/database';
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

/** Of a run, some may be settled by now; of what stands, none is. */
const columnsOfRun: readonly Column<FindingRow>[] = [...columns, { name: 'settledBy', heading: 'Settled by' }];

/** More than this nobody reads in a terminal. */
const shownAtMost = 200;

export function registerFindings(program: Command, context: CommandContext): void {
  program
    .command('findings')
    .description('what is wrong with files and rows, values masked')
    .option(
      '--run <id>',
      'only those of one run (default: of each list and as-at date those of the last file, published, held or failed)',
    )
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Severity "file": the whole file is rejected; "row": the row is set aside; "warning": the row is used all the same.
What a replay of the quarantine settled stays on record with its run (--run), beside the run that settled it.
As a table at most ${shownAtMost} are shown; csv and json give all of them.

Examples:
  vigil findings                                what to tell those who record
  vigil findings --run 3f2a --format csv > findings.csv`,
    )
    .action(async (options: FindingsOptions) => {
      await withSession(context, options, ({ database }) =>
        database.transaction(async (tx) => {
          const choice: FindingsChoice =
            options.run === undefined
              ? { by: 'files', files: await filesThatMatter(tx) }
              : { by: 'run', run: await idMeant(tx, 'run', options.run) };
          if (options.format === 'table') await printFirst(tx, choice, context);
          else await printBatches(context, options.format, columnsFor(choice), readFindings(tx, choice));
        }),
      );
    });
}

const columnsFor = ({ by }: FindingsChoice) => (by === 'run' ? columnsOfRun : columns);

async function printFirst(tx: Transaction, choice: FindingsChoice, context: CommandContext): Promise<void> {
  const all = await countFindings(tx, choice);
  const first: FindingRow[] = [];
  for await (const batch of readFindings(tx, choice)) {
    first.push(...batch.slice(0, shownAtMost - first.length));
    if (first.length === shownAtMost) break;
  }
  printRows(context, 'table', columnsFor(choice), first, 'No findings.');
  if (all > first.length) {
    context.say(`… and ${(all - first.length).toLocaleString('en-GB')} more: --format csv gives all of them.`);
  }
}
