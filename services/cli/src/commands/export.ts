import { resolve } from 'node:path';
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
import { WrongUse } from '../wrong-use.ts';
import { currentActor } from './actor.ts';
import { stateAskedFor } from './asked-for.ts';
import { authorityOption, parseDate, parsePeriod } from './options.ts';
import { endingToWrite, writeWhole } from './out-file.ts';
import { ownVersion } from './own-version.ts';

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
      const { periodFrom = '', periodTo = '9999' } = options;
      if (periodFrom > periodTo) throw new WrongUse(`--period-from ${periodFrom} lies after --period-to ${periodTo}.`);
      const force = options.force === true;
      await endingToWrite(path, { option: '--xlsx', typed: options.xlsx, endings: ['.xlsx'], force });
      const workbook = await withSession(context, options, async (session) => {
        const content = await session.database.transaction((tx) => readContent(tx, session, options));
        return xlsxOf(sheetsOf(content));
      });
      await writeWhole(path, workbook);
      context.say(`Wrote ${path}`);
    });
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
