import type { Period } from '@vigil/calendar';
import type { Unit } from '@vigil/indicators';

/** What is drawn of a series. All that can be read of it is already worded, rounded and, where need be, suppressed. */
export interface SeriesChart {
  /** What the figure is called, and of which member. */
  readonly title: string;
  /** What stands above it where it is small, beside others like it: the member, else the title. */
  readonly heading: string;
  /** The alternative text: what the chart shows, in a few sentences. */
  readonly description: string;
  /** A percentage is drawn from 0 to 100, anything else from 0. */
  readonly unit: Unit;
  /** Every month that is drawn, oldest first, without holes. */
  readonly points: readonly ChartPoint[];
  /** What each month was asked for; months that were asked for nothing are left out. */
  readonly target: readonly ChartStep[];
  /** The average of the twelve months up to each; months without one are left out. Empty where it is not asked for. */
  readonly average: readonly ChartStep[];
  readonly limits: ChartLimits | null;
  /** The most important first. */
  readonly benchmarks: readonly ChartLevel[];
  /** The axis reaches at least so far, so that it is that of the charts beside it (`sameAxis`). */
  readonly reach: readonly [least: number, most: number] | null;
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

/** A value drawn as a line. At its end stands 'England 82.8 %'. */
export interface ChartLevel {
  readonly value: number;
  /** 'England', 'Target', '12-month average' */
  readonly name: string;
  /** '82.8 %' */
  readonly shown: string;
}

/** What such a line is in one month. */
export interface ChartStep extends ChartLevel {
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
  /**
   * In CSS pixels: 544 by 300 when not given, which fits a mail; at least 320 by 200. Less than 320 wide, and at least
   * 240 by 150, it is one of several small ones: with its heading above it, and without labels beside it, benchmarks and
   * limits.
   */
  readonly width?: number;
  readonly height?: number;
  readonly theme?: Theme;
}

/** 'print' is for what may be printed without colour. */
export type Theme = 'light' | 'dark' | 'print';
