import { addMonths, dateName, type Period, periodName, shortPeriodName } from '@vigil/calendar';
import { type DigestItem, judgedFigure } from '@vigil/alerts';
import {
  display,
  displayYearToDate,
  exactValue,
  type IndicatorDefinition,
  type JudgedFigure,
  judgedValue,
  shareInWords,
  threshold,
} from '@vigil/indicators';

import { counted, ordinal } from './wording.ts';

/** '27 %'; the decimals never contradict the colour. Under a cumulative target '1, 20 in the year to date'. */
export function figureWords(definition: IndicatorDefinition, judged: JudgedFigure): string {
  const sum = displayYearToDate(definition, judged);
  return `${monthAlone(definition, judged)}${sum === null ? '' : `, ${sum} in the year to date`}`;
}

function monthAlone(definition: IndicatorDefinition, { figure, target }: JudgedFigure): string {
  return display(definition, exactValue(definition, figure), { target, text: figure.text });
}

/** '14 of 51 children' for a share, '148 in a population of 50,900' for a rate; null where the figure is the count itself. */
export function countWords({ unit, counts }: IndicatorDefinition, { figure }: JudgedFigure): string | null {
  const { numerator, denominator } = figure;
  if (numerator === null || denominator === null) return null;
  if (unit === 'percent') return `${whole(numerator)} of ${whole(denominator)}${counts === null ? '' : ` ${counts}`}`;
  if (unit === 'rate per 10,000')
    return `${whole(numerator)}${counts === null ? '' : ` ${counts}`} in a population of ${whole(denominator)}`;
  return null;
}

/** How a month stands against its target, in a word or two: never by colour alone. */
export function verdictWords({ figure, target, rag }: JudgedFigure): string {
  if (figure.value === null) return 'no value';
  if (target === null) return 'no target';
  return { red: 'missed', amber: 'within tolerance', green: 'met', grey: 'not rated' }[rag];
}

/** 'Worse than November 2020: down 30 points from 57 %.' Null where there is no month before to compare with. */
export function changeWords(item: DigestItem): string | null {
  const { definition, series } = item;
  const now = judgedFigure(item);
  const before = series.find(({ figure }) => figure.period === addMonths(item.period, -1));
  if (before === undefined) return null;
  const month = periodName(before.figure.period);
  if (now.change === null) {
    if (before.figure.origin === now.figure.origin) return null;
    const made = { computed: 'computed from records', reported: 'reported as a figure' };
    return `Not compared with ${month}, which was ${made[before.figure.origin]} and not ${made[now.figure.origin]}.`;
  }
  const then = monthAlone(definition, before);
  const { direction, verdict } = now.change;
  if (direction === 'No change') return `No change from ${month} (${then}).`;
  const moved = `${direction === 'Increase' ? 'up' : 'down'} ${distance(definition, now, before)} from ${then}`;
  if (verdict === 'neutral') return `Since ${month}: ${moved}.`;
  return `${verdict === 'better' ? 'Better' : 'Worse'} than ${month}: ${moved}.`;
}

/** 'Below target for the sixth month running.' 'Target missed for the first time since June 2020.' */
export function runWords(item: DigestItem): string {
  const { missesRunning: run, definition, series, period } = item;
  const side = sideOfTarget(definition, judgedFigure(item));
  if (run <= 1) {
    const before = series.findLast(({ figure, rag }) => figure.period < period && rag === 'red');
    if (before === undefined) return `${side} target for the first month.`;
    return `Target missed for the first time since ${periodName(before.figure.period)}.`;
  }
  const known = series.filter(({ figure }) => figure.period <= period).length;
  // Where the whole known history is red, the run may have begun before it.
  const from = run >= known ? 'at least ' : '';
  return `${side} target for ${from}the ${ordinal(run)} month running.`;
}

/**
 * 'The target was last missed in October 2020, at 57 %.' Null where the series does not go back to it, or where it was
 * the month before, which the change speaks of.
 */
export function lastMissWords({ definition, series, period }: DigestItem): string | null {
  const missed = series.findLast(({ figure, rag }) => figure.period < period && rag === 'red');
  if (missed === undefined || missed.figure.period === addMonths(period, -1)) return null;
  return `The target was last missed in ${periodName(missed.figure.period)}, at ${figureWords(definition, missed)}.`;
}

/** 'December 2020 so far: 27 %, 14 of 51; target missed. It is provisional.' One for each month after the judged one. */
export function laterWords({ definition, series, period }: DigestItem): string[] {
  return series
    .filter(({ figure }) => figure.period > period && figure.value !== null)
    .map((later) => {
      const counts = countWords(definition, later);
      const figure = `${figureWords(definition, later)}${counts === null ? '' : `, ${counts}`}`;
      const verdict = later.rag === 'grey' ? '' : `; target ${verdictWords(later)}`;
      return `${periodName(later.figure.period)} so far: ${figure}${verdict}. It is provisional.`;
    });
}

/** Whether the judged figure may still change, and why. */
export function statusWords(item: DigestItem): string {
  if (judgedFigure(item).figure.status === 'final') return 'Final. The month has settled.';
  const days = item.definition.settleWorkingDays;
  return `Provisional. Records entered late can change it until ${counted(days, 'working day')} after the month’s end.`;
}

/** Where the figure comes from, of which date, and what is missing from it. */
export function sourceWords(item: DigestItem): string {
  const date = dateName(item.asAt);
  if (judgedFigure(item).figure.origin === 'reported') {
    return `Reported as a figure and not computed from records, as at ${date}.`;
  }
  return `Computed from the records delivered as at ${date}.${quarantineWords(item.quarantinedShare)}`;
}

function quarantineWords(share: number | null): string {
  if (share === null || share <= 0) return '';
  return ` Of the rows it needs, ${shareInWords(share)} could not be read and are left out; it can change when they are corrected.`;
}

/** A row of the table of months: 'Dec 2020', with what sets the month apart from the judged one. */
export function monthWords({ figure }: JudgedFigure, judged: JudgedFigure): string {
  const marks = [
    ...(figure.status === 'provisional' ? ['provisional'] : []),
    ...(figure.origin === judged.figure.origin ? [] : [figure.origin]),
  ];
  return `${shortPeriodName(figure.period)}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
}

/** The months that the table shows, newest first. */
export function recentMonths(series: readonly JudgedFigure[], period: Period, months: number): JudgedFigure[] {
  const from = addMonths(period, 1 - months);
  return series.filter(({ figure }) => figure.period >= from).toReversed();
}

function sideOfTarget(definition: IndicatorDefinition, judged: JudgedFigure): 'Below' | 'Above' | 'Off' {
  const { target } = judged;
  const value = judgedValue(definition, judged);
  if (value === null || target === null) return 'Off';
  const limit = threshold(target).value;
  if (value === limit) return 'Off';
  return value < limit ? 'Below' : 'Above';
}

/** The difference of what is shown, so that a reader who subtracts gets the same. */
function distance(definition: IndicatorDefinition, now: JudgedFigure, before: JudgedFigure): string {
  const shown = (judged: JudgedFigure, decimals: number) =>
    Number.parseFloat(display({ ...definition, decimals }, exactValue(definition, judged.figure)).replaceAll(',', ''));
  const difference = (decimals: number) => Math.abs(shown(now, decimals) - shown(before, decimals)).toFixed(decimals);
  const plain = difference(definition.decimals);
  // 57.45 to 56.85 is a change, though both are shown as 57.
  const amount = Number(plain) === 0 ? difference(definition.decimals + 1) : plain;
  const text = Number(amount).toLocaleString('en-GB', { maximumFractionDigits: 4 });
  if (definition.unit === 'percent') return `${text} ${text === '1' ? 'point' : 'points'}`;
  return definition.unit === 'days' ? `${text} days` : text;
}

function whole(count: number): string {
  return count.toLocaleString('en-GB', { maximumFractionDigits: 4 });
}
