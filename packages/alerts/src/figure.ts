import { type JudgedFigure, judgedPeriod } from '@vigil/indicators';

/** Tells one indicator and member from all others. */
export function figureKey(indicator: string, member: string | null): string {
  return `${indicator} ${member ?? ''}`;
}

/** The month of a series that is before its readers: the judged one or, where none is, the last. */
export function shownMonth(series: readonly JudgedFigure[]): JudgedFigure | undefined {
  return judgedPeriod(series) ?? series.at(-1);
}
