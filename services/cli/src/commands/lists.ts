import type { Command } from 'commander';
import {
  aliasCount,
  contracts,
  coverageInWords,
  headersOf,
  type ColumnContract,
  type ListContract,
} from '@vigil/extracts';
import { printRows, type Column } from '../output.ts';
import type { CommandContext } from '../session.ts';
import { listArgument, listMeant } from './named.ts';
import { formatOption, type CommonOptions } from './options.ts';

interface ListRow {
  readonly list: string;
  readonly title: string;
  readonly annexA: number | null;
  readonly key: readonly string[];
  readonly coverage: string;
  readonly required: readonly string[];
}

interface ColumnRow {
  readonly column: string;
  readonly type: string;
  readonly required: boolean;
  readonly event: boolean;
  readonly decisive: boolean;
  readonly extension: boolean;
  readonly storedAs: string | null;
  readonly codes: readonly string[];
  readonly aliases: number;
}

const listColumns: readonly Column<ListRow>[] = [
  { name: 'list', heading: 'List' },
  { name: 'title', heading: 'Title' },
  { name: 'annexA', heading: 'Annex A', align: 'right' },
  { name: 'coverage', heading: 'Coverage' },
  { name: 'key', heading: 'One row for each', show: ({ key }) => key.join(', ') },
  {
    name: 'required',
    heading: 'And needs',
    show: ({ key, required }) => required.filter((name) => !key.includes(name)).join(', '),
  },
];

/** A long list of codes would push the others off the screen. */
const codesShown = 3;

const columnColumns: readonly Column<ColumnRow>[] = [
  { name: 'column', heading: 'Column' },
  { name: 'type', heading: 'Type' },
  { name: 'required', heading: 'Needed', show: ({ required }) => (required ? 'yes' : '') },
  { name: 'event', heading: 'Event', show: ({ event }) => (event ? 'yes' : '') },
  { name: 'decisive', heading: 'Decisive', show: ({ decisive }) => (decisive ? 'yes' : '') },
  { name: 'extension' },
  { name: 'storedAs', heading: 'Stored as' },
  { name: 'aliases', heading: 'Aliases', align: 'right', show: ({ aliases }) => (aliases === 0 ? '' : `${aliases}`) },
  { name: 'codes', heading: 'Codes', show: ({ codes }) => shortened(codes) },
];

export function registerLists(program: Command, context: CommandContext): void {
  program
    .command('lists')
    .description('which lists Vigil reads, and what each holds')
    .addArgument(listArgument().argOptional())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Needed: a blank cell sets the row aside. Event: may not lie after the as-at date. Decisive: figures depend on it, and an
unknown code sets the row aside. Aliases: known spellings beyond the official codes.

Examples:
  vigil lists                                what there is
  vigil lists contacts                       every column of one list
  vigil lists contacts --format json         with all codes`,
    )
    .action((typed: string | undefined, options: Pick<CommonOptions, 'format'>) => {
      if (typed === undefined) {
        printRows(context, options.format, listColumns, [...contracts.values()].map(listRow), '');
      } else {
        printRows(context, options.format, columnColumns, listMeant(typed).columns.map(columnRow), '');
      }
    });
}

function listRow(contract: ListContract): ListRow {
  return {
    list: contract.list,
    title: contract.title,
    annexA: contract.annexA ?? null,
    key: headersOf(contract, contract.key),
    coverage: coverageInWords(contract.coverage),
    required: contract.columns.filter(({ required }) => required).map(({ name }) => name),
  };
}

function columnRow(column: ColumnContract): ColumnRow {
  return {
    column: column.name,
    type: column.type,
    required: column.required,
    event: column.event,
    decisive: column.decisive,
    extension: column.extension === true,
    storedAs: column.stored ? column.field : null,
    codes: column.codes ?? [],
    aliases: aliasCount(column),
  };
}

function shortened(codes: readonly string[]): string {
  const shown = codes.slice(0, codesShown).join(' · ');
  return codes.length > codesShown ? `${shown} · and ${codes.length - codesShown} more` : shown;
}
