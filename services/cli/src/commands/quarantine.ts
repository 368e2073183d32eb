import { Option, type Command } from 'commander';
import { groupQuarantine, type Transaction } from '@vigil/database';
import { contracts } from '@vigil/extracts';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext } from '../session.ts';
import { authorityOption, formatOption } from './options.ts';
import { registerQuarantineExport } from './quarantine-export.ts';
import { filesMeant, type QuarantineOptions } from './quarantine-meant.ts';
import { registerQuarantineReplay } from './quarantine-replay.ts';

/** Rows that are set aside for the same reason, as they are printed; the names are stable. */
interface QuarantineRow {
  readonly source: string;
  readonly asAt: string;
  readonly list: string;
  readonly file: string;
  readonly rule: string;
  readonly column: string | null;
  /** Masked. */
  readonly value: string | null;
  readonly rows: number;
  /** Of the rows that were read of the list. */
  readonly share: number;
  readonly delivery: string;
  readonly message: string;
}

const columns: readonly Column<QuarantineRow>[] = [
  { name: 'source', heading: 'Source' },
  { name: 'asAt', heading: 'As at' },
  { name: 'list', heading: 'List' },
  { name: 'file' },
  { name: 'rule', heading: 'Rule' },
  { name: 'column', heading: 'Column' },
  { name: 'value', heading: 'Value' },
  { name: 'rows', heading: 'Rows', align: 'right', show: ({ rows }) => rows.toLocaleString('en-GB') },
  { name: 'share' },
  { name: 'delivery' },
  { name: 'message', heading: 'For example' },
];

/** More than this nobody reads in a terminal. */
const shownAtMost = 200;

export function registerQuarantine(program: Command, context: CommandContext): void {
  const quarantine = program
    .command('quarantine')
    .description('rows that are set aside, by list, rule and value; export them, and replay them once mended')
    .option('--run <id>', 'only what the source of that run delivered for its as-at date')
    .addOption(new Option('--list <name>', 'only this list').choices([...contracts.keys()]))
    .option('--rule <name>', 'only rows set aside by this rule, such as unknown-code')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A row that breaks a rule is set aside: counted, kept encrypted, never used. Three ways out of the quarantine:
  the source sends the date again, mended           vigil run
  the mapping in vigil.yaml learns what is meant    vigil quarantine replay
  somebody corrects the rows in an export           vigil quarantine export, then vigil quarantine replay --corrected

Examples:
  vigil quarantine                              what stands, newest delivery first
  vigil quarantine --rule unknown-code --format csv > codes.csv
  vigil quarantine replay --dry-run             how many would pass now`,
    )
    .action(async (options: QuarantineOptions) => {
      const rows = await withSession(context, options, ({ database }) =>
        database.transaction((tx) => readRows(tx, options)),
      );
      const shown = options.format === 'table' ? rows.slice(0, shownAtMost) : rows;
      printRows(context, options.format, columns, shown, 'Nothing is in quarantine.');
      if (rows.length > shown.length) {
        context.say(
          `… and ${(rows.length - shown.length).toLocaleString('en-GB')} more lines: --format csv gives all.`,
        );
      }
    });
  registerQuarantineExport(quarantine, context);
  registerQuarantineReplay(quarantine, context);
}

async function readRows(tx: Transaction, options: QuarantineOptions): Promise<readonly QuarantineRow[]> {
  const files = new Map((await filesMeant(tx, options)).map((one) => [one.file.id, one]));
  const groups = await groupQuarantine(tx, [...files.keys()], options.rule);
  return groups.map(({ file: id, rule, column, value, rows, message }) => {
    const { file, delivery } = files.get(id)!;
    return {
      source: delivery.source,
      asAt: delivery.asAt,
      list: file.list,
      file: file.name,
      rule,
      column,
      value,
      rows,
      share: file.read === 0 ? 0 : rows / file.read,
      delivery: delivery.id,
      message,
    };
  });
}
