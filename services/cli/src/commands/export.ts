import { access, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import type { Command } from 'commander';
import type { IsoDate, Period } from '@vigil/calendar';
import {
  benchmarksFor,
  comparedFigures,
  figuresOf,
  readQuality,
  readSeries,
  standingCalendar,
  type Transaction,
} from '@vigil/database';
import { inPackOrder } from '@vigil/indicators';
import { sheetsOf, xlsxOf, type WorkbookContent } from '@vigil/reports';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { stateAskedFor } from './asked-for.ts';
import { authorityOption, parseDate, parsePeriod } from './options.ts';

interface ExportOptions {
  readonly xlsx: string;
  readonly authority?: string;
  readonly periodFrom?: Period;
  readonly periodTo?: Period;
  readonly asAt?: IsoDate;
  readonly knownAt?: string;
  readonly force?: true;
}

export function registerExport(program: Command, context: CommandContext): void {
  program
    .command('export')
    .description('figures, definitions, benchmarks and data quality as an Excel workbook')
    .requiredOption('--xlsx <file>', 'where to; a file that is there already is kept, unless --force is given')
    .option('--period-from <month>', 'only from this month on (YYYY-MM)', parsePeriod)
    .option('--period-to <month>', 'only up to this month', parsePeriod)
    .option('--as-at <date>', 'as they stood at that date, as known now (default: the newest delivery)', parseDate)
    .option('--known-at <run>', 'what was known when that run told people')
    .option('--force', 'put the workbook in the place of the file')
    .addOption(authorityOption())
    .addHelpText(
      'after',
      `
Its sheets: By month (to be read), Figures (to be filtered and pivoted), Definitions, Benchmarks (where there
are any), Data quality, Findings, Notes.
Percentages are numbers of points: 27.5 is 27.5 %. Small numbers are not suppressed: it is for use inside the authority.

Examples:
  vigil export --xlsx figures.xlsx
  vigil export --xlsx 2020.xlsx --period-from 2020-04 --period-to 2021-03 --known-at 3f2a`,
    )
    .action(async (options: ExportOptions) => {
      const path = resolve(context.cwd, options.xlsx);
      await refuseFile(path, options);
      const workbook = await withSession(context, options, async (session) => {
        const content = await session.database.transaction((tx) => readContent(tx, session, options));
        return xlsxOf(sheetsOf(content));
      });
      await writeWhole(path, workbook);
      context.say(`Wrote ${path}`);
    });
}

async function refuseFile(path: string, { xlsx, force, periodFrom, periodTo }: ExportOptions): Promise<void> {
  if (extname(path).toLowerCase() !== '.xlsx') {
    throw new WrongUse(`--xlsx is "${xlsx}"; expected the name of a file that ends in .xlsx.`);
  }
  if (periodFrom !== undefined && periodTo !== undefined && periodFrom > periodTo) {
    throw new WrongUse(`--period-from ${periodFrom} lies after --period-to ${periodTo}.`);
  }
  if (force) return;
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (there) throw new WrongUse(`${path} is there already; move it away, name another file, or say --force.`);
}

async function readContent(tx: Transaction, session: Session, options: ExportOptions): Promise<WorkbookContent> {
  const { authority, installation } = session;
  const { catalogue, configuration } = installation;
  const { asAt, knownAt } = await stateAskedFor(tx, session, options);
  const calendar = await standingCalendar(tx);
  const definitions = catalogue.all().toSorted(inPackOrder);
  const series = await readSeries(tx, definitions, {
    asAt,
    ...(knownAt && { knownAt }),
    calendar,
    targets: authority.targets,
  });
  const { periodFrom = '', periodTo = '9999' } = options;
  return {
    facts: {
      authority,
      asAt,
      knownAt,
      madeAt: configuration.now(),
      madeBy: currentActor(),
      version: await ownVersion(),
      calendarVersion: calendar.version,
    },
    figures: series.flatMap(figuresOf).filter(({ figure }) => figure.period >= periodFrom && figure.period <= periodTo),
    definitions,
    benchmarks: [...(await benchmarksFor(tx, authority, catalogue)).values()].flatMap(comparedFigures),
    ...(await readQuality(tx, asAt, knownAt)),
  };
}

async function ownVersion(): Promise<string> {
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** Under another name first: nobody opens half a workbook, and a failure leaves the old one. */
async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const making = `${path}.${process.pid}.part`;
  try {
    await writeFile(making, content);
    await rename(making, path);
  } catch (error) {
    await rm(making, { force: true });
    throw new CommandFailed(`${path} cannot be written: ${(error as Error).message}`);
  }
}
