import {
  type Calendar,
  type IsoDate,
  addDays,
  addMonths,
  firstDay,
  isSettled,
  lastCompletePeriod,
} from '@vigil/calendar';
import { type BesideNeighbours, type JudgedFigure, besideNeighbours, judgedPeriod, limitsOf } from '@vigil/indicators';
import type { Facts } from './facts.ts';

/** All figures as they stood at a date. */
export interface Moment {
  readonly asAt: IsoDate;
  readonly facts: readonly Facts[];
}

/**
 * Where only the present is known: the figures as they would have stood week by week, had their values been then what
 * they are now. Later months are cut off, and what had not settled is provisional again. Open cases, restatements and
 * deliveries that failed are not known of the past, and are not told of.
 *
 * @param facts as at one date, which is the last moment
 * @param options.months how many months before it to begin
 */
export function momentsBefore(
  facts: readonly Facts[],
  { months, calendar }: { months: number; calendar: Calendar },
): readonly Moment[] {
  const asAt = facts[0]?.asAt;
  if (asAt === undefined) return [];
  const before = weeks(firstDay(addMonths(lastCompletePeriod(asAt), 1 - months)), asAt).map((day) => ({
    asAt: day,
    facts: facts.flatMap((one) => factsBefore(one, day, calendar) ?? []),
  }));
  return [...before, { asAt, facts }];
}

/** A day of each week, before the last day. */
function weeks(from: IsoDate, to: IsoDate): readonly IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = from; day < to; day = addDays(day, 7)) days.push(day);
  return days;
}

/** @returns null where there was no figure yet */
function factsBefore(facts: Facts, asAt: IsoDate, calendar: Calendar): Facts | null {
  const { definition, limits, neighbours } = facts;
  const last = lastCompletePeriod(asAt);
  const series = facts.series
    .filter(({ figure }) => figure.period <= last)
    .map((judged): JudgedFigure => {
      const settled = isSettled(judged.figure.period, asAt, definition.settleWorkingDays, calendar);
      return { ...judged, figure: { ...judged.figure, status: settled ? 'final' : 'provisional' } };
    });
  if (series.length === 0 || definition.companionOf !== null) return null;
  const figures = series.map(({ figure }) => figure);
  return {
    ...facts,
    asAt,
    series,
    limits:
      limits && limitsOf(definition, figures, series.at(-1)?.target ?? null, limits.rebase ? [limits.rebase] : []),
    neighbours: neighbours && besideThen(facts, neighbours, series),
    open: null,
    running: null,
    turned: [],
    benchmark: null,
    arrived: true,
  };
}

/** Beside the same neighbours, whose figures are of a year. */
function besideThen(
  { definition }: Facts,
  { value, distance }: BesideNeighbours,
  series: readonly JudgedFigure[],
): BesideNeighbours | null {
  const judged = judgedPeriod(series);
  const others = { statisticalNeighbourMean: value - distance, neighbours: [] };
  return judged && besideNeighbours(definition, series, judged.figure.period, others);
}
