import type { Period } from '@vigil/calendar';
import { type Contradiction, contradictions } from '../judgement/contradictions.ts';
import type { Rag } from '../rag.ts';
import type { ScorecardContext, ScorecardSeries } from './given.ts';
import { inOrder } from './in-order.ts';
import { packOrder } from './pack-order.ts';
import { rowOf, type ScorecardRow, scorecardPeriods } from './row.ts';

/** A heading of the board pack with its indicators. */
export interface ScorecardSection {
  readonly title: string;
  readonly rows: readonly ScorecardRow[];
}

/** The colours in words: none is ever told by colour alone. */
export const ragWords: Readonly<Record<Rag, string>> = {
  green: 'Green',
  amber: 'Amber',
  red: 'Red',
  grey: 'Not rated',
};

/** The months that any whole has a figure for, oldest first, as far as `last`. */
export function monthsWithFigures(
  series: readonly Pick<ScorecardSeries, 'member' | 'judged'>[],
  last: Period,
): readonly Period[] {
  const wholes = series.filter(({ member }) => member === null);
  const months = new Set(wholes.flatMap(({ judged }) => judged.map(({ figure }) => figure.period)));
  return [...months].filter((month) => month <= last).toSorted();
}

/** The board pack's table for a month: every indicator that had a figure by then, under the pack's headings. */
export function scorecard(
  series: readonly ScorecardSeries[],
  period: Period,
  context: ScorecardContext = {},
): readonly ScorecardSection[] {
  const known = series.flatMap((one) => {
    const judged = one.judged.filter(({ figure }) => figure.period <= period);
    return judged.length === 0 ? [] : [{ ...one, judged }];
  });
  const found = contradictionsShown(known, period, context);
  const shown = known.filter(
    ({ definition, member }) => definition.companionOf === null && (member === null || context.members === true),
  );
  const titles = [...new Set(shown.map(({ definition }) => definition.section))];
  return titles.toSorted(inOrder(Object.keys(packOrder), (title) => [title, title])).map((title) => ({
    title,
    rows: shown
      .filter(({ definition }) => definition.section === title)
      .toSorted(
        inOrder(packOrder[title] ?? [], ({ definition, member }) => [
          definition.id,
          `${definition.heading} ${member ?? ''}`,
        ]),
      )
      .map((one) => rowOf(one, period, context, { contradictions: found, open: openCases(series, one) })),
  }));
}

/** Of the months before, only what the figures of that month alone contradict: the rest is told of the newest. */
function contradictionsShown(
  series: readonly ScorecardSeries[],
  period: Period,
  context: ScorecardContext,
): readonly Contradiction[] {
  if (context.contradictions === false) return [];
  return scorecardPeriods(period).flatMap((month) =>
    contradictions(series, month, context).filter(
      ({ rule }) => month === period || (rule !== 'the same every month' && rule !== 'printed change'),
    ),
  );
}

/** The companions of an indicator have figures of their own, of the day of a delivery and not of a month. */
function openCases(series: readonly ScorecardSeries[], { definition, member }: ScorecardSeries): ScorecardRow['open'] {
  const newest = (kind: 'overdue' | 'due') =>
    series
      .find(
        ({ definition: { companionOf }, member: whose }) =>
          companionOf?.indicator === definition.id && companionOf.kind === kind && whose === member,
      )
      ?.judged.at(-1)?.figure.value ?? null;
  const [overdue, due] = [newest('overdue'), newest('due')];
  return overdue === null && due === null ? null : { overdue, due };
}
