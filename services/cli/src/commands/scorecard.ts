import type { Command } from 'commander';
import type { IsoDate, Period } from '@vigil/calendar';
import { readScorecard, type Scorecard } from '@vigil/database';
import { placeOf, threshold, type ScorecardRow, type ScorecardSection } from '@vigil/indicators';
import { printRows } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { noFigures, stateAskedFor } from './asked-for.ts';
import { authorityOption, formatOption, parseDate, parsePeriod, type CommonOptions } from './options.ts';
import { scorecardTable } from './scorecard-table.ts';

interface ScorecardOptions extends CommonOptions {
  readonly period?: Period;
  readonly asAt?: IsoDate;
  readonly knownAt?: string;
  readonly section?: string;
  readonly members?: true;
}

interface Shown extends Scorecard {
  readonly period: Period;
  readonly authority: string;
}

export function registerScorecard(program: Command, context: CommandContext): void {
  program
    .command('scorecard')
    .description("the board pack's tables for a month, with what unsettles each figure, and its three lists")
    .option('--period <month>', 'this month (YYYY-MM; default: the newest complete one that has figures)', parsePeriod)
    .option('--as-at <date>', 'as it stood at that date, as known now (default: the newest delivery)', parseDate)
    .option('--known-at <run>', 'what was known when that run told people')
    .option('--section <heading>', 'only this heading of the pack, or any whose name contains it')
    .option('--members', 'teams, age bands and genders too, each below its whole')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Four months, target, benchmark, change and colour (in words) as in the pack; below each figure what a reader must know:
provisional or restated, few cases, quarantine, a break, what contradicts it, and what its control limits tell. The
lists at the end are suggestions, until vigil judge overrules them.

Examples:
  vigil scorecard --period 2020-12
  vigil scorecard --section "Protection and Court" --members
  vigil scorecard --format csv > december.csv`,
    )
    .action(async (options: ScorecardOptions) => {
      const found = await withSession(context, options, (session) => read(session, options));
      if (options.format === 'table') {
        context.out(scorecardTable(found.sections, { ...found, width: context.columns ?? usualWidth }));
        return;
      }
      const rows = found.sections.flatMap(({ title, rows: own }) => own.map((row) => toRow(title, row)));
      const columns = Object.keys(rows[0] ?? {}).map((name) => ({ name }));
      printRows(context, options.format, columns, rows, '');
    });
}

/** Where the output is no terminal. */
const usualWidth = 120;

async function read(session: Session, options: ScorecardOptions): Promise<Shown> {
  const { authority, installation } = session;
  return session.database.transaction(async (tx) => {
    const { asAt, knownAt } = await stateAskedFor(tx, session, options);
    const found = await readScorecard(tx, {
      period: options.period,
      asAt,
      ...(knownAt && { knownAt }),
      members: options.members === true,
      catalogue: installation.catalogue,
      authority,
    });
    const { period } = found;
    if (period === null) throw new CommandFailed(noFigures(options.period, found));
    return { ...found, period, authority: authority.name, sections: sectionsMeant(found.sections, options.section) };
  });
}

/** @throws {WrongUse} naming the headings there are */
function sectionsMeant(sections: readonly ScorecardSection[], wanted: string | undefined): readonly ScorecardSection[] {
  if (wanted === undefined) return sections;
  const meant = sections.filter(({ title }) => title.toLowerCase().includes(wanted.trim().toLowerCase()));
  if (meant.length > 0) return meant;
  throw new WrongUse(`There is no heading "${wanted}". There are ${sections.map(({ title }) => title).join(', ')}.`);
}

/** A row as it is printed for machines; the names are stable, the four months are named by themselves. */
function toRow(section: string, row: ScorecardRow): Record<string, unknown> {
  const { definition, current, change, neighbours, ruling, suggestion } = row;
  const figure = current?.figure;
  return {
    section,
    indicator: definition.id,
    code: definition.code,
    title: definition.title,
    heading: definition.heading,
    member: row.member,
    unit: definition.unit,
    ...Object.fromEntries(row.months.map(({ period, value, shown }) => [period, value ?? shown])),
    numerator: figure?.numerator ?? null,
    denominator: figure?.denominator ?? null,
    origin: row.origin,
    status: figure?.status ?? null,
    provisional: row.months.filter(({ provisional }) => provisional).map(({ period }) => period),
    target: current?.target ? threshold(current.target).value : null,
    targetInWords: row.target,
    yearToDate: current?.yearToDate?.value ?? null,
    benchmark: row.benchmark?.parts.join(', ') ?? null,
    benchmarkSource: row.benchmark?.source ?? null,
    benchmarkCaveats: row.benchmark?.caveats ?? [],
    neighboursDistance: neighbours?.distance ?? null,
    outlier: neighbours?.outlier ?? null,
    change: change && Number(change.amount.toFixed(4)),
    direction: change?.direction ?? null,
    verdict: change?.verdict ?? null,
    isBreak: row.isBreak,
    rag: row.rag,
    missesRunning: row.misses,
    average: row.average?.value ?? null,
    averageMonths: row.average?.months ?? null,
    pooled: row.smallYear?.value ?? null,
    extreme: row.extreme && `${row.extreme.joint ? 'joint ' : ''}${row.extreme.kind} of ${row.extreme.months}`,
    overdue: row.open?.overdue ?? null,
    due: row.open?.due ?? null,
    limits: row.limits?.words ?? null,
    place: placeOf(row),
    placeReason: ruling?.reason ?? suggestion.reason,
    placeBy: ruling?.actor ?? null,
    suggestedPlace: suggestion.place,
    suggestedReason: suggestion.reason,
    contradictions: row.contradictions.map(({ words }) => words),
    notes: row.notes,
  };
}
