import type { Period } from '@vigil/calendar';
import { type Change, changeBetween, follows } from './change.ts';
import type { IndicatorDefinition } from './definition.ts';
import { type Figure, exactValue } from './figure.ts';
import { type Rag, judge } from './rag.ts';
import { type Target, targetFor } from './target.ts';
import { type YearToDate, yearToDate } from './year-to-date.ts';

/** A figure with the target of its time, its colour and its change from the month before. */
export interface JudgedFigure {
  readonly figure: Figure;
  /** With what it asks of this month (`threshold`, `describeTarget`). */
  readonly target: Target | null;
  readonly rag: Rag;
  readonly change: Change | null;
  /** What has the colour under a cumulative target; under any other it is the figure itself. */
  readonly yearToDate?: YearToDate;
}

/**
 * @param figures oldest first, of one indicator and one member, one a month: those that stand
 * @param targets of all members
 */
export function judgeSeries(
  definition: IndicatorDefinition,
  figures: readonly Figure[],
  targets: readonly Target[],
): JudgedFigure[] {
  return figures.map((figure, index) => ({
    ...judgeFigure(definition, figure, figures, targetFor(targets, figure.period, figure.member)),
    change: changeBetween(definition, figure, figures[index - 1] ?? null),
  }));
}

function judgeFigure(
  definition: IndicatorDefinition,
  figure: Figure,
  figures: readonly Figure[],
  target: Target | null,
): Omit<JudgedFigure, 'change'> {
  const sum = target?.cumulative ? yearToDate(definition, figures, figure, target) : null;
  if (target === null || sum === null) {
    return { figure, target, rag: judge(definition, exactValue(definition, figure), target).rag };
  }
  const asked = { ...target, months: sum.months };
  return { figure, target: asked, rag: judge(definition, sum.value, asked).rag, yearToDate: sum };
}

/** What the target is held against: the unrounded figure, or the year to date under a cumulative target. */
export function judgedValue(
  definition: Pick<IndicatorDefinition, 'unit'>,
  { figure, yearToDate: sum }: JudgedFigure,
): number | null {
  return sum ? sum.value : exactValue(definition, figure);
}

/** The figure that alerts are judged on: the newest that is final, or that its target wants judged while provisional. */
export function judgedPeriod(series: readonly JudgedFigure[]): JudgedFigure | null {
  return series.findLast(({ figure, target }) => figure.status === 'final' || target?.judge === 'provisional') ?? null;
}

/** How many months in a row were red, up to and including `upTo`. A missing month or a change of origin ends the run. */
export function missesRunning(series: readonly JudgedFigure[], upTo: Period): number {
  let misses = 0;
  let later: Figure | null = null;
  for (const { figure, rag } of series.filter((judged) => judged.figure.period <= upTo).toReversed()) {
    if (rag !== 'red' || (later ? !follows(later, figure) : figure.period !== upTo)) break;
    misses += 1;
    later = figure;
  }
  return misses;
}
