import { isSettled, type Calendar, type IsoDate, type Period } from '@vigil/calendar';
import {
  judgeSeries,
  type Figure,
  type IndicatorDefinition,
  type JudgedFigure,
  type Origin,
  type Target,
} from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { listStates, type ListState } from '../deliveries/list-states.ts';
import { standingFigures, type Snapshot } from './snapshots.ts';

/** An indicator's figures, one a month, with the snapshot behind each. */
export interface Series {
  readonly definition: IndicatorDefinition;
  readonly member: string | null;
  /** The as-at date the newest figures speak of; null where nothing was ever delivered for it. */
  readonly asAt: IsoDate | null;
  /** Oldest first. Where a month has a computed and a reported figure, the computed one stands. */
  readonly judged: readonly JudgedFigure[];
  readonly snapshots: ReadonlyMap<Period, Snapshot>;
  /** The as-at date that each figure speaks of: an unchanged figure makes no new version, yet its lists go on. */
  readonly asAts: ReadonlyMap<Period, IsoDate>;
  /** Of the rows of the lists it needs, the share (0 to 1) that is in quarantine. */
  readonly quarantinedShare: number | null;
}

export interface SeriesQuestion {
  readonly asAt: IsoDate;
  /** As known then; without it, as known now. */
  readonly knownAt?: Date;
  /** Only figures of this origin; without it, the standing ones. */
  readonly origin?: Origin;
  readonly calendar: Calendar;
  readonly targets: ReadonlyMap<string, readonly Target[]>;
}

/** The series of several indicators as they stood at an as-at date; only those that have figures. */
export async function readSeries(
  tx: Transaction,
  definitions: readonly IndicatorDefinition[],
  { asAt, knownAt, origin, calendar, targets }: SeriesQuestion,
): Promise<readonly Series[]> {
  const states = await listStates(tx, asAt, knownAt);
  const snapshots = await standingFigures(tx, {
    indicators: definitions.map(({ id }) => id),
    asAt,
    ...(knownAt && { knownAt }),
    ...(origin && { origin }),
  });
  return definitions.flatMap((definition) => {
    const own = snapshots.filter(({ indicator }) => indicator === definition.id);
    // The whole, then its members by name.
    const members = [...new Set(own.map(({ member }) => member))].toSorted((a, b) => compare(a ?? '', b ?? ''));
    return members.map((member) =>
      seriesOf(definition, member, own, { states, calendar, targets: targets.get(definition.id) ?? [] }),
    );
  });
}

function seriesOf(
  definition: IndicatorDefinition,
  member: string | null,
  own: readonly Snapshot[],
  {
    states,
    calendar,
    targets,
  }: { states: ReadonlyMap<string, ListState>; calendar: Calendar; targets: readonly Target[] },
): Series {
  const standing = new Map<Period, Snapshot>();
  for (const snapshot of own.filter((one) => one.member === member)) {
    const other = standing.get(snapshot.period);
    if (!other || stands(snapshot) > stands(other)) standing.set(snapshot.period, snapshot);
  }
  const ordered = [...standing.values()].toSorted((a, b) => (a.period < b.period ? -1 : 1));
  const asAtOf = (snapshot: Snapshot) => asAtOfLists(listsBehind(definition, snapshot), states) ?? snapshot.asAt;
  const newest = ordered.at(-1);
  return {
    definition,
    member,
    asAt: newest ? asAtOf(newest) : null,
    judged: judgeSeries(
      definition,
      ordered.map((snapshot) => toFigure(definition, snapshot, asAtOf(snapshot), calendar)),
      targets,
    ),
    snapshots: standing,
    asAts: new Map(ordered.map((snapshot) => [snapshot.period, asAtOf(snapshot)])),
    quarantinedShare: newest ? shareOf(listsBehind(definition, newest), states) : null,
  };
}

/**
 * Which of a month's figures stands: the computed one, unless it has no value because the lists do not reach back far
 * enough or came without a column that it needs; then a reported one (indicators.md, "Origin").
 */
function stands({ origin, value, text }: Pick<Snapshot, 'origin' | 'value' | 'text'>): number {
  if (origin === 'reported') return 1;
  const wantsHistory = value === null && text !== null && text !== 'no cases';
  return wantsHistory ? 0 : 2;
}

/**
 * A snapshot as the figure it publishes, seen from an as-at date: provisional until its month has settled. A companion,
 * which tells of one day, never settles.
 */
export function toFigure(
  definition: IndicatorDefinition,
  snapshot: Snapshot,
  asAt: IsoDate,
  calendar: Calendar,
): Figure {
  const { indicator, period, member, origin, text } = snapshot;
  const number = (decimal: string | null) => (decimal === null ? null : Number(decimal));
  return {
    indicator,
    period,
    member,
    origin,
    numerator: number(snapshot.numerator),
    denominator: number(snapshot.denominator),
    value: number(snapshot.value),
    text,
    status:
      definition.companionOf === null && isSettled(period, asAt, definition.settleWorkingDays, calendar)
        ? 'final'
        : 'provisional',
  };
}

function listsBehind(definition: IndicatorDefinition, snapshot: Snapshot): readonly string[] {
  return snapshot.origin === 'computed' ? definition.lists : ['reported_figures'];
}

function asAtOfLists(lists: readonly string[], states: ReadonlyMap<string, ListState>): IsoDate | null {
  const dates = lists.flatMap((list) => states.get(list)?.asAt ?? []);
  return dates.length < lists.length ? null : (dates.toSorted()[0] ?? null);
}

function shareOf(lists: readonly string[], states: ReadonlyMap<string, ListState>): number | null {
  const found = lists.flatMap((list) => states.get(list) ?? []);
  const read = found.reduce((sum, state) => sum + state.read, 0);
  return read === 0 ? null : found.reduce((sum, state) => sum + state.quarantined, 0) / read;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
