import { Option, type Command } from 'commander';
import type { IsoDate, Period } from '@vigil/calendar';
import {
  figuresOf,
  knowledgeOf,
  listVersions,
  newestDelivery,
  readSeries,
  standingCalendar,
  type StandingFigure,
  type Transaction,
} from '@vigil/database';
import {
  describeTarget,
  display,
  exactValue,
  threshold,
  type Figure,
  type IndicatorDefinition,
  type Origin,
  type Rag,
  type Target,
  type Unit,
  shareInWords,
} from '@vigil/indicators';
import { printRows, type Column } from '../output.ts';
import { withSession, type CommandContext, type Session } from '../session.ts';
import { WrongUse } from '../wrong-use.ts';
import { idMeant, indicatorMeant } from './named.ts';
import { authorityOption, formatOption, parseDate, parsePeriod, type CommonOptions } from './options.ts';
import { judgeVersions } from './versions.ts';

interface SnapshotsOptions extends CommonOptions {
  readonly indicator?: string;
  readonly period?: Period;
  readonly asAt?: IsoDate;
  readonly knownAt?: string;
  readonly origin?: Origin | 'all';
  readonly allVersions?: true;
}

/** A figure as it is printed; the names are stable. */
interface SnapshotRow {
  readonly indicator: string;
  readonly code: string | null;
  readonly period: Period;
  /** Null for the whole. */
  readonly member: string | null;
  readonly origin: Origin;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly unit: Unit;
  /** The threshold. */
  readonly target: number | null;
  readonly rag: Rag;
  /** From the month before: points for percentages, else the plain difference. */
  readonly change: number | null;
  readonly status: Figure['status'];
  readonly version: number;
  readonly asAt: IsoDate;
  readonly definitionVersion: number;
  /** Why it was restated. */
  readonly reason: string | null;
  /** Of the rows of the lists it needs, the share (0 to 1) in quarantine; null where nothing was read. */
  readonly quarantinedShare: number | null;
  /** As people read it; never printed by name. */
  readonly shown: { readonly value: string; readonly target: string; readonly change: string };
}

const columns: readonly Column<SnapshotRow>[] = [
  { name: 'indicator', heading: 'Indicator' },
  { name: 'code' },
  { name: 'period', heading: 'Month' },
  { name: 'member', heading: 'Member' },
  { name: 'origin', heading: 'Origin' },
  { name: 'numerator', heading: 'Counted', align: 'right' },
  { name: 'denominator', heading: 'Of', align: 'right' },
  { name: 'value', heading: 'Value', align: 'right', show: ({ shown }) => shown.value },
  { name: 'unit' },
  { name: 'target', heading: 'Target', show: ({ shown }) => shown.target },
  { name: 'rag', heading: 'Status', show: ({ rag }) => (rag === 'grey' ? '' : rag) },
  { name: 'change', heading: 'Change', show: ({ shown }) => shown.change },
  { name: 'status', heading: 'Settled' },
  { name: 'version', heading: 'Version', align: 'right' },
  { name: 'asAt', heading: 'As at' },
  { name: 'definitionVersion' },
  { name: 'reason', heading: 'Restated for' },
  {
    name: 'quarantinedShare',
    heading: 'In quarantine',
    align: 'right',
    show: ({ quarantinedShare }) => (quarantinedShare === null ? '' : shareInWords(quarantinedShare)),
  },
];

export function registerSnapshots(program: Command, context: CommandContext): void {
  program
    .command('snapshots')
    .description('the figures: one row a month, judged against its target')
    .option('--indicator <name>', 'only this indicator, by id or code')
    .option('--period <month>', 'only this month (YYYY-MM)', parsePeriod)
    .option('--as-at <date>', 'as they stood at that date, as known now (default: the newest delivery)', parseDate)
    .option('--known-at <run>', 'what was known when that run told people')
    .addOption(
      new Option('--origin <origin>', 'computed, reported, or all of both (default: the one that stands)').choices([
        'all',
        'computed',
        'reported',
      ]),
    )
    .option('--all-versions', 'every version that was ever published, not only the last')
    .addOption(authorityOption())
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
Where a month has a computed and a reported figure, the computed one stands. "As at" is the date of the lists that a
figure rests on; with --all-versions it is the date that each version was made for, and no change is taken.

Examples:
  vigil snapshots --indicator icpc-timeliness                the months of one figure
  vigil snapshots --period 2020-12 --as-at 2020-12-01        a month as it stood then, late recording left out
  vigil snapshots --known-at 3f2a --format csv > then.csv    what a mail of that run rested on`,
    )
    .action(async (options: SnapshotsOptions) => {
      if (options.asAt !== undefined && options.knownAt !== undefined) {
        throw new WrongUse('--as-at and --known-at exclude each other: a run has an as-at date of its own.');
      }
      const rows = await withSession(context, options, (session) => readRows(session, options));
      printRows(context, options.format, columns, rows, 'No figure fits that.');
    });
}

async function readRows(session: Session, options: SnapshotsOptions): Promise<readonly SnapshotRow[]> {
  const { catalogue } = session.installation;
  const definitions =
    options.indicator === undefined ? catalogue.all() : [indicatorMeant(catalogue, options.indicator)];
  const rows = await session.database.transaction((tx) =>
    options.allVersions ? everyVersion(tx, session, definitions, options) : standing(tx, session, definitions, options),
  );
  return rows
    .filter(({ period }) => options.period === undefined || period === options.period)
    .toSorted((a, b) => compare(keyOf(a), keyOf(b)));
}

/** As known when a run had published; null where the question is what is known now. */
async function knowledgeAskedFor(
  tx: Transaction,
  { configuration }: Session['installation'],
  { knownAt }: SnapshotsOptions,
): Promise<Awaited<ReturnType<typeof knowledgeOf>> | null> {
  return knownAt === undefined ? null : knowledgeOf(tx, await idMeant(tx, 'run', knownAt), configuration.now());
}

async function standing(
  tx: Transaction,
  { authority, installation }: Session,
  definitions: readonly IndicatorDefinition[],
  options: SnapshotsOptions,
): Promise<readonly SnapshotRow[]> {
  const known = await knowledgeAskedFor(tx, installation, options);
  const asAt = known?.asAt ?? options.asAt ?? (await newestDelivery(tx))?.asAt;
  if (asAt === undefined) return [];
  const origins: readonly (Origin | undefined)[] =
    options.origin === 'all' ? ['computed', 'reported'] : [options.origin];
  const rows: SnapshotRow[] = [];
  for (const origin of origins) {
    const series = await readSeries(tx, definitions, {
      asAt,
      ...(known && { knownAt: known.knownAt }),
      ...(origin && { origin }),
      calendar: await standingCalendar(tx),
      targets: authority.targets,
    });
    rows.push(...series.flatMap(figuresOf).map(toRow));
  }
  return rows;
}

async function everyVersion(
  tx: Transaction,
  { authority, installation }: Session,
  definitions: readonly IndicatorDefinition[],
  options: SnapshotsOptions,
): Promise<readonly SnapshotRow[]> {
  const known = await knowledgeAskedFor(tx, installation, options);
  const found = await listVersions(tx, {
    indicators: definitions.map(({ id }) => id),
    ...(options.origin !== undefined && options.origin !== 'all' && { origin: options.origin }),
    ...(options.asAt !== undefined && { asAt: options.asAt }),
    ...known,
  });
  const { targets } = authority;
  return judgeVersions(definitions, found, { targets, calendar: await standingCalendar(tx) }).map(toRow);
}

function toRow(one: StandingFigure): SnapshotRow {
  const { definition, figure, target, rag, change, version, asAt, definitionVersion, reason, quarantinedShare } = one;
  const { indicator, period, member, origin, numerator, denominator, value, text, status } = figure;
  return {
    indicator,
    code: definition.code,
    period,
    member,
    origin,
    numerator,
    denominator,
    value,
    unit: definition.unit,
    target: target && threshold(target).value,
    rag,
    change: change && Number(change.amount.toFixed(4)),
    status,
    version,
    asAt,
    definitionVersion,
    reason,
    quarantinedShare,
    shown: {
      value: display(definition, exactValue(definition, figure), { target, text }),
      target: describe(target, definition.unit),
      change:
        change === null
          ? ''
          : change.verdict === 'neutral'
            ? change.direction
            : `${change.direction}, ${change.verdict}`,
    },
  };
}

function describe(target: Target | null, unit: Unit): string {
  return target === null ? '' : describeTarget(target, unit);
}

/** Without a member comes before any with one. */
const keyOf = ({ indicator, period, member, origin, version }: SnapshotRow): readonly string[] => [
  indicator,
  period,
  member ?? '',
  origin,
  String(version).padStart(6, '0'),
];

function compare(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((part, at) => part !== b[at]);
  if (index === -1) return 0;
  return a[index]! < b[index]! ? -1 : 1;
}
