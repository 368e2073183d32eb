import { InvalidArgumentError, Option, type Command } from 'commander';
import { readReportingYear, type Benchmark } from '@vigil/benchmarks';
import {
  benchmarksFor,
  lastBenchmarkLook,
  readBenchmarkFindings,
  type BenchmarkFindingRow,
  type ComparedAuthority,
} from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { benchmarkRow, neighbourRows, shownValue, type BenchmarkRow, type NeighbourRow } from './benchmarks/rows.ts';
import { indicatorMeant } from './named.ts';
import { authorityOption, formatOption, type CommonOptions } from './options.ts';

interface BenchmarksOptions extends CommonOptions {
  readonly indicator?: string;
  readonly year?: number;
  readonly release?: string;
  readonly edition?: string;
  readonly neighbours?: true;
  readonly findings?: true;
}

const columns: readonly Column<BenchmarkRow>[] = [
  { name: 'indicator', heading: 'Indicator' },
  { name: 'code' },
  { name: 'unit' },
  { name: 'england', heading: 'England', show: ({ england }) => shownValue(england), align: 'right' },
  { name: 'region', heading: 'Region', show: ({ region }) => shownValue(region), align: 'right' },
  { name: 'regionName' },
  { name: 'neighbours', heading: 'Neighbours', show: ({ neighbours }) => shownValue(neighbours), align: 'right' },
  { name: 'neighbourCount', heading: 'n', align: 'right' },
  { name: 'neighboursOf' },
  { name: 'own', heading: 'Own', show: ({ own }) => shownValue(own), align: 'right' },
  { name: 'year' },
  { name: 'yearName', heading: 'Year' },
  { name: 'englandYear' },
  { name: 'regionYear' },
  { name: 'neighboursYear' },
  { name: 'ownYear' },
  { name: 'monthly', heading: '/12', show: ({ monthly }) => (monthly ? 'yes' : '') },
  { name: 'edition', heading: 'Edition' },
  { name: 'table', heading: 'Table' },
  { name: 'release', heading: 'Release' },
  { name: 'file' },
  { name: 'older' },
  { name: 'mixedYears' },
  { name: 'marks', heading: 'Marks' },
  { name: 'note' },
  { name: 'local' },
];

const neighbourColumns: readonly Column<NeighbourRow>[] = [
  { name: 'indicator', heading: 'Indicator' },
  { name: 'rank', heading: 'Rank', align: 'right' },
  { name: 'neighbour', heading: 'Code' },
  { name: 'name', heading: 'Neighbour' },
  { name: 'closeness', heading: 'Closeness' },
  { name: 'value', heading: 'Value', show: ({ value }) => shownValue(value), align: 'right' },
  { name: 'year', heading: 'Year' },
  { name: 'edition', heading: 'Edition' },
  { name: 'table', heading: 'Table' },
  { name: 'release', heading: 'Release' },
];

const findingColumns: readonly Column<BenchmarkFindingRow>[] = [
  { name: 'file', heading: 'File' },
  { name: 'table', heading: 'Table' },
  { name: 'line', heading: 'Line', align: 'right' },
  { name: 'column', heading: 'Column' },
  { name: 'rule', heading: 'Rule' },
  { name: 'severity', heading: 'Severity' },
  { name: 'value', heading: 'Value' },
  { name: 'message', heading: 'What was found' },
];

export function registerBenchmarks(program: Command, context: CommandContext): void {
  program
    .command('benchmarks')
    .description('what figures are compared with: England, the region, the mean of the statistical neighbours')
    .option('--indicator <id>', 'only this one, by id or code; with where its national definition differs')
    .addOption(
      new Option('--year <year>', 'the newest up to this reporting year, such as 2019 or 2018-19').argParser(parseYear),
    )
    .option('--release <year>', 'only from releases whose newest year this is, such as 2024')
    .option('--edition <year>', 'another edition of the neighbour model than the configured one, such as 2021')
    .option('--neighbours', 'the neighbours one by one')
    .option('--findings', 'what is wrong with the published files that lie there')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A reporting year is the year it ends in: 2019 is 2018-19. What counts a year is divided by 12 to stand beside a month;
what counts a day (plans, children looked after) is not. A letter is what the Department withholds: c suppressed to
protect people, x not available, z not applicable, u of low reliability, k or low rounds to nothing.

Examples:
  vigil benchmarks --year 2018-19
  vigil benchmarks --indicator icpc-timeliness --neighbours
  vigil benchmarks --edition 2021 --format csv > benchmarks.csv`,
    )
    .action(async (options: BenchmarksOptions) => {
      await withSession(context, options, async (session) => {
        if (options.findings) await printFindings(session, context, options);
        else await printBenchmarks(session, context, options);
      });
    });
}

function parseYear(text: string): number {
  const year = readReportingYear(text);
  if (year === null) throw new InvalidArgumentError('Expected a reporting year such as 2019 or 2018-19.');
  return year;
}

async function printBenchmarks(session: Session, context: CommandContext, options: BenchmarksOptions): Promise<void> {
  const { installation, authority, database } = session;
  const definitions: readonly IndicatorDefinition[] =
    options.indicator === undefined
      ? installation.catalogue.all().filter(({ companionOf }) => companionOf === null)
      : [indicatorMeant(installation.catalogue, options.indicator)];
  const compared: ComparedAuthority = {
    code: authority.code,
    benchmarks: options.edition === undefined ? authority.benchmarks : { neighbours: options.edition },
  };
  const found = await database.transaction((tx) =>
    benchmarksFor(
      tx,
      compared,
      { all: () => definitions },
      {
        ...(options.year !== undefined && { upTo: options.year }),
        ...(options.release !== undefined && { release: options.release }),
      },
    ),
  );
  const nothing =
    authority.benchmarks === null
      ? 'No benchmarks are configured: add benchmarks to vigil.yaml (infra/reference/benchmarks.md).'
      : 'Nothing is published that these could be compared with, or none of it is loaded: vigil run loads it.';
  if (options.neighbours) {
    const rows = definitions.flatMap((one) => neighbourRows(found.get(one.id)));
    printRows(context, options.format, neighbourColumns, rows, nothing);
    return;
  }
  const rows = definitions.map((definition) => benchmarkRow(definition, found.get(definition.id) ?? null));
  if (options.format !== 'table') {
    printRows(context, options.format, columns, rows, nothing);
    return;
  }
  const shown = rows.filter(({ local }) => !local);
  printRows(context, 'table', columns, shown, nothing);
  const locals = rows.length - shown.length;
  if (locals > 0)
    context.say(
      `Local: ${locals === 1 ? rows.find(({ local }) => local)!.indicator : `${locals} indicators`}, which no table loaded gives.`,
    );
  if (options.indicator !== undefined) for (const line of inWords(found.get(definitions[0]!.id))) context.say(line);
}

/** What stands below one indicator's row. */
function inWords(benchmark: Benchmark | undefined): readonly string[] {
  if (benchmark === undefined) return [];
  return [benchmark.title, ...(benchmark.monthly ? ['Monthly: the annual figure divided by 12.'] : []), benchmark.note];
}

async function printFindings(
  { database }: Session,
  context: CommandContext,
  { format }: BenchmarksOptions,
): Promise<void> {
  await database.transaction(async (tx) => {
    const look = await lastBenchmarkLook(tx);
    const rows = await readBenchmarkFindings(tx, look?.files ?? []);
    printRows(context, format, findingColumns, rows, 'No findings.');
  });
}
