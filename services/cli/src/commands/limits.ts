import type { Command } from 'commander';
import { shortPeriodName, type IsoDate, type Period } from '@vigil/calendar';
import { readLimits, type Series } from '@vigil/database';
import {
  display,
  limitsInSentences,
  limitsInWords,
  shownLimits,
  type LimitPoint,
  type Limits,
} from '@vigil/indicators';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { stateAskedFor } from './asked-for.ts';
import { indicatorMeant } from './named.ts';
import { authorityOption, formatOption, parseDate, type CommonOptions } from './options.ts';
import { seriesMeant } from './series-meant.ts';

interface LimitsOptions extends CommonOptions {
  readonly member?: string;
  readonly asAt?: IsoDate;
  readonly knownAt?: string;
}

/** A month on both charts, as it is printed; the names are stable. */
interface LimitRow {
  readonly period: Period;
  /** Unrounded. */
  readonly value: number;
  readonly provisional: boolean;
  /** The first month of the limits that hold for it; null where there are none, as all that follows. */
  readonly from: Period | null;
  /** Whether the limits rest on it. */
  readonly counted: boolean | null;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly cause: string | null;
  readonly variation: string | null;
  readonly pMean: number | null;
  readonly pLower: number | null;
  readonly pUpper: number | null;
  readonly pCause: string | null;
  readonly pVariation: string | null;
  /** As people read it; never printed by name. */
  readonly shown: {
    readonly value: string;
    readonly limits: string;
    readonly pLimits: string;
    readonly pCause: string;
  };
}

const columns: readonly Column<LimitRow>[] = [
  { name: 'period', heading: 'Month', show: ({ period }) => shortPeriodName(period) },
  { name: 'value', heading: 'Value', align: 'right', show: ({ shown }) => shown.value },
  { name: 'provisional', heading: '', show: ({ provisional }) => (provisional ? 'provisional' : '') },
  { name: 'from' },
  { name: 'counted' },
  { name: 'mean' },
  { name: 'lower', heading: 'XmR limits', align: 'right', show: ({ shown }) => shown.limits },
  { name: 'upper' },
  { name: 'cause', heading: 'Special cause' },
  { name: 'variation' },
  { name: 'pMean' },
  { name: 'pLower', heading: 'Limits by cohort', align: 'right', show: ({ shown }) => shown.pLimits },
  { name: 'pUpper' },
  { name: 'pCause', heading: 'By more than chance', show: ({ shown }) => shown.pCause },
  { name: 'pVariation' },
];

export function registerLimits(program: Command, context: CommandContext): void {
  program
    .command('limits')
    .description('the control limits of a figure: whether its process changed, and which months stand out')
    .argument('<indicator>', 'by id or code')
    .option('--member <name>', 'of this team, age band or gender (default: of the whole)')
    .option('--as-at <date>', 'as it stood at that date, as known now (default: the newest delivery)', parseDate)
    .option('--known-at <run>', 'what was known when that run told people')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
XmR limits say whether the process changed; limits by cohort (the p-chart of a percentage) whether a month differs from
the average by more than chance in a cohort of its size. json gives both charts and the icons as a whole, csv and the
table the months. Limits begin anew by vigil rebase.

Examples:
  vigil limits icpc-timeliness
  vigil limits icpc-timeliness --format json`,
    )
    .action(async (indicator: string, options: LimitsOptions) => {
      const { series, limits } = await withSession(context, options, (session) => read(session, indicator, options));
      if (options.format === 'json') context.out(`${JSON.stringify(document(series, limits), null, 2)}\n`);
      else {
        const rows = limits.points.map((point) => toRow(series, point));
        printRows(context, options.format, columns, rows, 'No month has a value.');
        for (const sentence of limitsInSentences(limits)) context.say(sentence);
      }
    });
}

async function read(
  session: Session,
  typed: string,
  options: LimitsOptions,
): Promise<{ series: Series; limits: Limits }> {
  const definition = indicatorMeant(session.installation.catalogue, typed);
  return session.database.transaction(async (tx) => {
    const state = await stateAskedFor(tx, session, options);
    const series = await seriesMeant(tx, session, definition, state, options.member);
    return { series, limits: (await readLimits(tx, [series], state.knownAt ?? undefined)).get(series)! };
  });
}

/** All there is to draw either chart, and to say what they show; the names are stable. */
function document({ definition: { id, unit }, member, asAt }: Series, limits: Limits): object {
  const { definition: _, ...rest } = limits;
  return {
    indicator: id,
    member,
    unit,
    asAt,
    inWords: limitsInWords(limits),
    sentences: limitsInSentences(limits),
    ...rest,
  };
}

function toRow({ definition }: Series, { period, value, provisional, xmr, p }: LimitPoint): LimitRow {
  const number = (one: number) => display(definition, one);
  const range = (placed: typeof xmr): string => {
    if (!placed) return '';
    const { lower, upper } = shownLimits(definition.unit, placed.limits);
    return `${number(lower)} to ${number(upper)}`;
  };
  const words = (placed: typeof xmr) => (placed?.cause ? `${placed.cause.rule}, ${placed.cause.direction}` : null);
  return {
    period,
    value,
    provisional,
    from: xmr?.group ?? null,
    counted: xmr?.counted ?? null,
    mean: xmr?.limits.mean ?? null,
    lower: xmr?.limits.lower ?? null,
    upper: xmr?.limits.upper ?? null,
    cause: words(xmr),
    variation: xmr?.variation ?? null,
    pMean: p?.limits.mean ?? null,
    pLower: p?.limits.lower ?? null,
    pUpper: p?.limits.upper ?? null,
    pCause: words(p),
    pVariation: p?.variation ?? null,
    shown: {
      value: number(value),
      limits: range(xmr),
      pLimits: range(p),
      pCause: p?.cause ? `${p.cause.direction}er` : '',
    },
  };
}
