import type { Period } from '@vigil/calendar';
import type { Unit } from '@vigil/indicators';

/** What is drawn of a series. All that can be read of it is already worded, rounded and, where need be, suppressed. */
export interface SeriesChart {
  /** What the figure is called. */
  readonly title: string;
  /** The alternative text: what the chart shows, in a few sentences. */
  readonly description: string;
  /** A percentage is drawn from 0 to 100, anything else from 0. */
  readonly unit: Unit;
  /** Every month that is drawn, oldest first, without holes. */
  readonly points: readonly ChartPoint[];
  /** What each month was asked for; months that were asked for nothing are left out. */
  readonly target: readonly ChartTarget[];
  readonly limits: ChartLimits | null;
  readonly benchmark: ChartLevel | null;
}

export interface ChartPoint {
  readonly period: Period;
  /** Null where there is none, or none to be seen: then the label alone stands in the month's place. */
  readonly value: number | null;
  /** '27 %', 'no cases', 'suppressed'; empty where there is no figure. */
  readonly label: string;
  readonly provisional: boolean;
  /** Unlike the other months by more than chance, and whether for the better. */
  readonly marked?: 'better' | 'worse' | 'neutral';
  /** It is not comparable with the month before it on the chart, and why: 'computed from records since Jul 2020'. */
  readonly begins?: string;
}

/** A value drawn as a line, and the words that stand at its end: 'Average 66 %'. */
export interface ChartLevel {
  readonly value: number;
  readonly label: string;
}

export interface ChartTarget extends ChartLevel {
  readonly period: Period;
}

/** Where the figure lies as long as nothing changes, from the first month that this is said of to the last. */
export interface ChartLimits {
  readonly from: Period;
  readonly to: Period;
  readonly lower: number;
  readonly upper: number;
  /** 'expected range 9 to 100 %' */
  readonly label: string;
  readonly mean: ChartLevel;
}

export interface ChartOptions {
  /** In CSS pixels: 544 by 300 when not given, which fits a mail; at least 320 by 200. */
  readonly width?: number;
  readonly height?: number;
  readonly theme?: Theme;
}

export type Theme = 'light' | 'dark' | 'print';
