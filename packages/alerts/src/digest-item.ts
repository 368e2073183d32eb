import type { IsoDate, Period } from '@vigil/calendar';
import {
  type Benchmark,
  type BesideNeighbours,
  type IndicatorDefinition,
  type JudgedFigure,
  type Limits,
  missesRunning,
} from '@vigil/indicators';
import type { Facts, OpenCases } from './facts.ts';
import { figureKey, shownMonth } from './figure.ts';
import type { EventKind } from './life-cycle.ts';
import { tolerancesMissedBy } from './miss.ts';
import { type AlertReason, endsAlert } from './reasons.ts';
import { type RuleName, ruleNames } from './rule-names.ts';

/** What one alert has to say. */
export interface DigestNews {
  /** Short id of the alert, by which it is acknowledged. */
  readonly alert: string;
  readonly rule: RuleName;
  readonly kind: EventKind;
  readonly reason: AlertReason;
  /** The month it speaks of: the running one, where a target is about to be missed. */
  readonly period: Period;
  readonly words: string;
  readonly openedPeriod: Period | null;
}

/** What somebody answered to an alert of the figure, the last time. */
export interface Response {
  readonly comment: string;
  readonly owner: string | null;
  readonly due: IsoDate | null;
  readonly by: string;
  readonly at: IsoDate;
}

/** One figure with all its news: one block of the mail. */
export interface DigestItem {
  readonly definition: IndicatorDefinition;
  /** Oldest first, one member's: up to the judged month, and later ones that are still provisional. */
  readonly series: readonly JudgedFigure[];
  /** The judged month; `series` holds it. */
  readonly period: Period;
  /** Red months in a row, the judged one included. */
  readonly missesRunning: number;
  readonly asAt: IsoDate;
  /** Of the rows that the figure needs, the share (0 to 1) that could not be read; null where nothing was read. */
  readonly quarantinedShare: number | null;
  /** Worst first, at least one. */
  readonly news: readonly DigestNews[];
  readonly limits: Limits | null;
  readonly benchmark: Benchmark | null;
  readonly neighbours: BesideNeighbours | null;
  readonly open: OpenCases | null;
  readonly response: Response | null;
}

/**
 * The block of one figure, with the news of all its alerts, worst first.
 *
 * @param news at least one, in any order
 * @throws Error where the series is empty: there is nothing to show then, and no rule speaks of it
 */
export function digestItem({
  facts,
  news,
  response,
}: {
  facts: Facts;
  news: readonly DigestNews[];
  response: Response | null;
}): DigestItem {
  const { definition, series, asAt, quarantinedShare, limits, benchmark, neighbours, open } = facts;
  const judged = shownMonth(series);
  if (judged === undefined) throw new Error(`there is news of ${definition.id}, but its series is empty`);
  const { period } = judged.figure;
  return {
    definition,
    series,
    period,
    missesRunning: missesRunning(series, period),
    asAt,
    quarantinedShare,
    news: news.toSorted(newsWorstFirst),
    limits,
    benchmark,
    neighbours,
    open,
    response,
  };
}

function newsWorstFirst(a: DigestNews, b: DigestNews): number {
  return (
    Number(endsAlert(a.reason)) - Number(endsAlert(b.reason)) || ruleNames.indexOf(a.rule) - ruleNames.indexOf(b.rule)
  );
}

/**
 * Worst first: figures with nothing but good news after all others, then by how many tolerances the target is missed,
 * so that percentages, counts and rates compare; then new before continuing, and by name.
 */
export function worstFirst(a: DigestItem, b: DigestItem): number {
  return (
    Number(isOver(a)) - Number(isOver(b)) ||
    missOf(b) - missOf(a) ||
    Number(isKnown(a)) - Number(isKnown(b)) ||
    byText(figureOf(a), figureOf(b))
  );
}

function isOver({ news }: DigestItem): boolean {
  return news.every(({ reason }) => endsAlert(reason));
}

function isKnown({ news }: DigestItem): boolean {
  return news.every(({ kind }) => kind === 'continued');
}

/** The judged figure of an item, out of its series. */
export function judgedFigure({ definition, series, period }: DigestItem): JudgedFigure {
  const judged = series.find(({ figure }) => figure.period === period);
  if (judged === undefined) throw new Error(`the item for ${definition.id} tells of ${period}, which its series lacks`);
  return judged;
}

/** The order of plain strings, the same on every machine. */
export function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function missOf(item: DigestItem): number {
  return tolerancesMissedBy(item.definition, judgedFigure(item));
}

/** The figure that a block is about, as `figureKey` has it. */
export function figureOf({ definition, series }: DigestItem): string {
  return figureKey(definition.id, series[0]?.figure.member ?? null);
}
