import type { IndicatorDefinition } from './definition.ts';
import { fixedNumber, mostDecimals, roundHalfUp, withUnit } from './number.ts';
import { judge } from './rag.ts';
import type { JudgedFigure } from './series.ts';
import type { Target } from './target.ts';

type Shown = Pick<IndicatorDefinition, 'unit' | 'decimals' | 'polarity' | 'lists' | 'targetByLaw'>;

/**
 * A value as people read it: '27 %', '1,484', '29.1', '11.2 days'.
 *
 * It is rounded half up to the indicator's decimals, or to as many more as it takes not to contradict the colour:
 * 83.96 against at least 84 is red or amber, and shown as '83.96 %', not as '84 %'.
 *
 * @param value unrounded
 * @param options.target what the value is judged against, where it is; a cumulative one judges the year to date instead
 *   (`displayYearToDate`)
 * @param options.text what stands in the place of a missing value: 'tbd', 'insufficient history'
 */
export function display(
  definition: Shown,
  value: number | null,
  options: { target?: Target | null; text?: string | null } = {},
): string {
  if (value === null) return options.text ?? (isComputedShare(definition) ? 'no cases' : 'no value');
  const target = options.target ?? null;
  // Under a cumulative target it is not the month that has the colour.
  const decimals = target?.cumulative ? definition.decimals : decimalsThatKeepTheColour(definition, value, target);
  return withUnit(fixedNumber(value, decimals), definition.unit);
}

/**
 * What a cumulative target was held against, with as many decimals as its colour asks for: '20'. Null under any other
 * target, where that is the figure itself.
 */
export function displayYearToDate(definition: Shown, { yearToDate: sum, target }: JudgedFigure): string | null {
  if (!sum) return null;
  return withUnit(fixedNumber(sum.value, decimalsThatKeepTheColour(definition, sum.value, target)), definition.unit);
}

/** An average over months or authorities, a decimal finer than a month: the average of counts is no count. */
export function displayAverage({ unit, decimals }: Pick<Shown, 'unit' | 'decimals'>, value: number): string {
  return withUnit(fixedNumber(value, decimals + 1), unit);
}

/** A computed percentage has no value when nothing was there to take a share of. */
function isComputedShare({ unit, lists }: Shown): boolean {
  return unit === 'percent' && lists.length > 0;
}

function decimalsThatKeepTheColour(definition: Shown, value: number, target: Target | null): number {
  const { rag } = judge(definition, value, target);
  let decimals = definition.decimals;
  while (decimals < mostDecimals && judge(definition, roundHalfUp(value, decimals), target).rag !== rag) decimals += 1;
  return decimals;
}
