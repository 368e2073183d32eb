import { addMonths, type Period } from '@vigil/calendar';
import type { RestatementReason, Series, Snapshot } from '@vigil/database';
import {
  type Change,
  describeTarget,
  display,
  exactValue,
  type IndicatorDefinition,
  type JudgedFigure,
  type Origin,
  type Rag,
  shareInWords,
} from '@vigil/indicators';
import { packOrder } from './pack-order.ts';

/** A heading of the board pack with its indicators. */
export interface ScorecardSection {
  readonly title: string;
  readonly rows: readonly ScorecardRow[];
}

/** One indicator as the pack's table has it. Colour, target, change and origin are those of the newest of its months. */
export interface ScorecardRow {
  readonly definition: IndicatorDefinition;
  /** Four, oldest first; the last is the scorecard's own. */
  readonly months: readonly ScorecardMonth[];
  /** In words: 'at least 84 %'. */
  readonly target: string | null;
  /** Null where there is nothing to compare with, or where computed figures meet reported ones. */
  readonly change: Change | null;
  /** The month before has a figure of the other origin, with which none is compared. */
  readonly isBreak: boolean;
  readonly rag: Rag;
  /** Null where the scorecard's month has no figure. */
  readonly origin: Origin | null;
  /** Of the rows of the lists it needs, the share in quarantine: '1.2 %'; null where there is none. */
  readonly quarantined: string | null;
}

export interface ScorecardMonth {
  readonly period: Period;
  /** '27 %', 'tbd'; null where there is no figure. */
  readonly shown: string | null;
  /** How many of how many, for a computed share: '14 of 51'. */
  readonly counted: string | null;
  readonly provisional: boolean;
  /** Why it is not what was first published; null where it is. */
  readonly restated: RestatementReason | null;
  readonly origin: Origin | null;
}

/** The colours in words: none is ever told by colour alone. */
export const ragWords: Readonly<Record<Rag, string>> = {
  green: 'Green',
  amber: 'Amber',
  red: 'Red',
  grey: 'Not rated',
};

const alphabetical = new Intl.Collator('en-GB', { numeric: true });

/** What a scorecard needs of a series. */
export interface ScorecardSeries extends Pick<Series, 'definition' | 'member' | 'judged' | 'quarantinedShare'> {
  readonly snapshots: ReadonlyMap<Period, Pick<Snapshot, 'reason'>>;
}

/** The months that a scorecard shows, oldest first. */
export function scorecardPeriods(period: Period): readonly Period[] {
  return [-3, -2, -1, 0].map((months) => addMonths(period, months));
}

/**
 * The board pack's table for a month: every indicator that had a figure by then, under the pack's headings. Figures of
 * single teams or age bands (members) are left out.
 */
export function scorecard(series: readonly ScorecardSeries[], period: Period): readonly ScorecardSection[] {
  const wholes = series.filter(
    ({ member, judged }) => member === null && judged.some(({ figure }) => figure.period <= period),
  );
  const titles = [...new Set(wholes.map(({ definition }) => definition.section))];
  return titles.toSorted(inOrder(Object.keys(packOrder), (title) => [title, title])).map((title) => ({
    title,
    rows: wholes
      .filter(({ definition }) => definition.section === title)
      .toSorted(inOrder(packOrder[title] ?? [], ({ definition }) => [definition.id, definition.heading]))
      .map((one) => rowOf(one, period)),
  }));
}

/** Those that the order has, in it; then all others by name. */
function inOrder<T>(order: readonly string[], naming: (one: T) => readonly [id: string, name: string]) {
  const positionOf = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return (a: T, b: T): number => {
    const [[idA, nameA], [idB, nameB]] = [naming(a), naming(b)];
    return positionOf(idA) - positionOf(idB) || alphabetical.compare(nameA, nameB);
  };
}

function rowOf({ definition, judged, snapshots, quarantinedShare }: ScorecardSeries, period: Period): ScorecardRow {
  const byPeriod = new Map(judged.map((one) => [one.figure.period, one]));
  const current = byPeriod.get(period);
  const before = byPeriod.get(addMonths(period, -1));
  const target = (current ?? judged.findLast(({ figure }) => figure.period <= period))?.target ?? null;
  return {
    definition,
    months: scorecardPeriods(period).map((month) => ({
      ...monthOf(definition, month, byPeriod.get(month)),
      restated: snapshots.get(month)?.reason ?? null,
    })),
    target: target && describeTarget(target, definition.unit),
    change: current?.change ?? null,
    isBreak: current !== undefined && before !== undefined && before.figure.origin !== current.figure.origin,
    rag: current?.rag ?? 'grey',
    origin: current?.figure.origin ?? null,
    quarantined: quarantinedShare === null || quarantinedShare === 0 ? null : shareInWords(quarantinedShare),
  };
}

function monthOf(
  definition: IndicatorDefinition,
  period: Period,
  judged: JudgedFigure | undefined,
): Omit<ScorecardMonth, 'restated'> {
  if (!judged) return { period, shown: null, counted: null, provisional: false, origin: null };
  const { figure, target } = judged;
  const { numerator, denominator, text } = figure;
  const share = definition.unit === 'percent' && numerator !== null && denominator !== null;
  return {
    period,
    shown: display(definition, exactValue(definition, figure), { target, text }),
    counted: share ? `${whole(numerator)} of ${whole(denominator)}` : null,
    provisional: figure.status === 'provisional',
    origin: figure.origin,
  };
}

function whole(count: number): string {
  return count.toLocaleString('en-GB');
}
