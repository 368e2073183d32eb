import { periodName, type Period } from '@vigil/calendar';
import {
  display,
  displayYearToDate,
  exactValue,
  type IndicatorDefinition,
  type JudgedFigure,
  missRun,
  rankOf,
  threshold,
} from '@vigil/indicators';

/**
 * What the figures of a month say, in a sentence that a person accepts or rewrites: 'Fell from 57 % to 27 % of 51
 * children, below target for the sixth month; only January was lower in 13.'
 *
 * Numbers are as they are printed, and of the series that is given: made of disclosed figures it says no more than they
 * do. Null where the month has no value.
 *
 * @param series of one indicator and member, oldest first
 */
export function suggestedRemark(
  definition: IndicatorDefinition,
  series: readonly JudgedFigure[],
  period: Period,
): string | null {
  const at = series.findIndex(({ figure }) => figure.period === period);
  const now = series[at];
  if (now === undefined || exactValue(definition, now.figure) === null) return null;
  const provisional = now.figure.status === 'provisional' ? ' (provisional)' : '';
  const moved = movement(definition, now, series[at - 1]);
  return `${moved}${provisional}${besideTarget(definition, series, now)}${rank(definition, series, period)}.`;
}

/** 'Fell from 57 % to 27 % of 51 children'; after what does not compare 'Was 27 % of 51 children'. */
function movement(definition: IndicatorDefinition, now: JudgedFigure, before: JudgedFigure | undefined): string {
  const shown = shownOf(definition, now);
  const of = cases(definition, now);
  const { change } = now;
  if (change === null || before === undefined) return `Was ${shown}${of}`;
  const was = shownOf(definition, before);
  if (was === shown) return `Stayed at ${shown}${of}`;
  if (change.direction === 'No change') return `Little changed, from ${was} to ${shown}${of}`;
  return `${change.amount < 0 ? 'Fell' : 'Rose'} from ${was} to ${shown}${of}`;
}

function shownOf(definition: IndicatorDefinition, { figure, target }: JudgedFigure): string {
  return display(definition, exactValue(definition, figure), { target, text: figure.text });
}

/** ' of 51 children' */
function cases({ unit, counts }: IndicatorDefinition, { figure: { denominator } }: JudgedFigure): string {
  if (unit !== 'percent' || denominator === null) return '';
  return ` of ${denominator.toLocaleString('en-GB')}${counts === null ? '' : ` ${counts}`}`;
}

/** ', below target for the sixth month' */
function besideTarget(definition: IndicatorDefinition, series: readonly JudgedFigure[], now: JudgedFigure): string {
  const { target, rag } = now;
  if (target === null || rag === 'grey') return '';
  const sum = displayYearToDate(definition, now);
  const whose = sum === null ? ', ' : `, with ${sum} in the year to date, `;
  if (rag === 'green') return `${whose}on target`;
  const { comparator } = threshold(target);
  const side = comparator === 'atLeast' || comparator === 'above' ? 'below' : 'above';
  if (rag === 'amber') return `${whose}${side} target but within its tolerance`;
  const { months, atLeast } = missRun(series, now.figure.period);
  if (months < 2) return `${whose}${side} target`;
  return `${whose}${side} target for ${atLeast ? 'at least ' : ''}the ${ordinal(months)} month`;
}

/** '; only January was lower in 13', among the months that compare. */
function rank(definition: IndicatorDefinition, series: readonly JudgedFigure[], period: Period): string {
  const found = rankOf(definition, series, period);
  if (found === null) return '';
  const { side, only, months } = found;
  if (only === null) return `; no other of ${String(months)} months was as ${side}`;
  return `; only ${monthBeside(only, period)} was ${side}er in ${String(months)}`;
}

/** Within 13 months only that of the year before shares its name with the month itself. */
function monthBeside(month: Period, period: Period): string {
  return month.slice(5) === period.slice(5) ? periodName(month) : periodName(month).replace(/ \d+$/, '');
}

const words = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const rules = new Intl.PluralRules('en-GB', { type: 'ordinal' });

/** From the second on. */
function ordinal(count: number): string {
  return words[count - 2] ?? `${String(count)}${endings[rules.select(count)] ?? 'th'}`;
}
