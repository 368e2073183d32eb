import type { IsoDate, Period } from '@vigil/calendar';
import type { Benchmark, BesideNeighbours, IndicatorDefinition, JudgedFigure, Limits, Rag } from '@vigil/indicators';

/** All that the rules look at, of one indicator and member, as at a date. */
export interface Facts {
  readonly definition: IndicatorDefinition;
  /** Null for the whole. */
  readonly member: string | null;
  /** The authority's newest published as-at date. */
  readonly asAt: IsoDate;
  /** Oldest first; provisional months after the judged one included. */
  readonly series: readonly JudgedFigure[];
  readonly limits: Limits | null;
  /** What the month before its readers is compared with. */
  readonly benchmark: Benchmark | null;
  readonly neighbours: BesideNeighbours | null;
  /** Cases past their limit, and those whose limit falls on or before `dueBy`; null where none are listed. */
  readonly open: OpenCases | null;
  /** The month of the as-at date so far; null where no open cases are listed. */
  readonly running: { readonly period: Period; readonly numerator: number; readonly denominator: number } | null;
  /** Settled months whose verdict a restatement turned since the last evaluation. */
  readonly turned: readonly TurnedMonth[];
  /** Of the rows that the figure needs, the share (0 to 1) that is in quarantine; null where nothing was read. */
  readonly quarantinedShare: number | null;
  /** False while the extract of a list that the figure needs has not arrived. */
  readonly arrived: boolean;
}

export interface OpenCases {
  readonly overdue: number;
  readonly due: number;
  /** The fifth working day after the as-at date. */
  readonly dueBy: IsoDate;
}

export interface TurnedMonth {
  readonly period: Period;
  readonly from: Rag;
  readonly to: Rag;
  /** Why the figure was restated, in words. */
  readonly reason: string;
}
