import { addMonths, type Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '../definition.ts';
import { type Figure, exactValue } from '../figure.ts';
import type { JudgedFigure } from '../series.ts';
import { unbroken } from './unbroken.ts';

/** The last twelve months, the current one included (the pack's "12 month average", behaviours B5 and F9). */
export interface TwelveMonthAverage {
  readonly value: number;
  /** How many of the twelve have a value; the average is over these. */
  readonly months: number;
  /** One of them can still change. */
  readonly provisional: boolean;
}

/**
 * The mean of the monthly values. Null where the month has no value, and for an indicator that looks back over a year
 * itself (`rolling`).
 */
export function twelveMonthAverage(
  definition: Pick<IndicatorDefinition, 'unit' | 'rolling'>,
  series: readonly JudgedFigure[],
  period: Period,
): TwelveMonthAverage | null {
  if (definition.rolling) return null;
  const months = lastTwelve(series, period).flatMap(({ figure }) => {
    const value = exactValue(definition, figure);
    return value === null ? [] : [{ period: figure.period, value, status: figure.status }];
  });
  if (months.at(-1)?.period !== period) return null;
  return {
    value: months.reduce((sum, { value }) => sum + value, 0) / months.length,
    months: months.length,
    provisional: months.some(({ status }) => status === 'provisional'),
  };
}

/** Twelve months of cases taken as one cohort. */
export interface PooledYear {
  readonly numerator: number;
  readonly denominator: number;
  /** Percent. */
  readonly value: number;
  /** How many of the twelve say of how many they are; those are pooled. */
  readonly months: number;
}

/**
 * A percentage over the last twelve months together: the sum of the numerators of the sum of the denominators, so that
 * each case counts alike. It is what to read where single months have few cases (`indicators.md`, small cohorts; the
 * pack's "fluctuate due to the size of the cohort"). Null for anything but a percentage with its counts, and where
 * there were no cases at all.
 */
export function pooledYear(
  definition: Pick<IndicatorDefinition, 'unit' | 'rolling'>,
  series: readonly JudgedFigure[],
  period: Period,
): PooledYear | null {
  if (definition.unit !== 'percent' || definition.rolling) return null;
  const counts = lastTwelve(series, period).flatMap(({ figure: { numerator, denominator } }) =>
    numerator === null || denominator === null ? [] : [{ numerator, denominator }],
  );
  const numerator = counts.reduce((sum, month) => sum + month.numerator, 0);
  const denominator = counts.reduce((sum, month) => sum + month.denominator, 0);
  if (denominator === 0) return null;
  return { numerator, denominator, value: (100 * numerator) / denominator, months: counts.length };
}

/** Whether a percentage is of so few cases that one of them moves it visibly (`smallCohort` of the definition). */
export function isSmallCohort(
  { unit, smallCohort }: Pick<IndicatorDefinition, 'unit' | 'smallCohort'>,
  { value, denominator }: Figure,
): boolean {
  return unit === 'percent' && value !== null && denominator !== null && denominator < smallCohort;
}

function lastTwelve(series: readonly JudgedFigure[], period: Period): readonly JudgedFigure[] {
  const first = addMonths(period, -11);
  return unbroken(series, period).filter(({ figure }) => figure.period >= first);
}
