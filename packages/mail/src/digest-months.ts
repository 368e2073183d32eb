import { type DisclosedFigure, type DisclosureRule, discloseShare } from '@vigil/disclosure';
import {
  changeBetween,
  display,
  displayYearToDate,
  exactValue,
  type Figure,
  type IndicatorDefinition,
  type JudgedFigure,
} from '@vigil/indicators';

import { oneLine } from './headers.ts';
import { grouped } from './wording.ts';

/**
 * A month of a figure as the mail may show it: its numbers have been through the authority's disclosure rule. Its
 * `figure` has no counts, and no value where that is withheld; its `change` is that of what is shown, and null of a month
 * by itself. The verdict rests on the exact figure.
 */
export interface ShownMonth extends Omit<JudgedFigure, 'yearToDate'> {
  /** '27 %', 'no cases', 'withheld'; the decimals never contradict the colour. */
  readonly shown: string;
  /** What a cumulative target is held against: '20'. Null under any other, and where numbers are not shown as they are. */
  readonly sum: string | null;
  /** '14 of 51 children' for a share, '148 enquiries in a population of 50,900' for a rate; null where there is no more to say. */
  readonly counts: string | null;
  readonly withheld: boolean;
}

/** @param series of one indicator and member, oldest first */
export function shownMonths(
  definition: IndicatorDefinition,
  series: readonly JudgedFigure[],
  rule: DisclosureRule,
): readonly ShownMonth[] {
  const months = series.map((judged) => shownMonth(definition, judged, rule));
  return months.map((month, index) => ({
    ...month,
    change: changeBetween(definition, month.figure, months[index - 1]?.figure ?? null),
  }));
}

export function shownMonth(definition: IndicatorDefinition, judged: JudgedFigure, rule: DisclosureRule): ShownMonth {
  const { target, rag } = judged;
  const { text } = judged.figure;
  // What is reported in the place of a value is somebody's own words.
  const figure = { ...judged.figure, text: text && oneLine(text) };
  const disclosed = discloseShare({ ...figure, value: exactValue(definition, figure) }, rule, definition.unit);
  const shown = valueWords(definition, { figure, target }, disclosed, rule);
  return {
    figure: {
      ...figure,
      numerator: null,
      denominator: null,
      value: disclosed.value,
      text: disclosed.withheld ? shown : figure.text,
    },
    target,
    rag,
    change: null,
    shown,
    // The sums of two months would give away the month between them.
    sum: rule.kind === 'shown' ? displayYearToDate(definition, judged) : null,
    counts: countWords(definition, figure, disclosed),
    withheld: disclosed.withheld,
  };
}

function valueWords(
  definition: IndicatorDefinition,
  { figure, target }: Pick<JudgedFigure, 'figure' | 'target'>,
  { value, withheld, counts }: DisclosedFigure,
  rule: DisclosureRule,
): string {
  // 'about 15', 'fewer than 6': a count is its own value.
  if (rule.kind !== 'shown' && definition.unit === 'count' && counts !== null) return counts;
  return withheld ? 'withheld' : display(definition, value, { target, text: figure.text });
}

function countWords(
  { unit, counts: what }: IndicatorDefinition,
  { denominator }: Figure,
  { counts }: DisclosedFigure,
): string | null {
  if (counts === null || denominator === null) return null;
  const counted = `${counts}${what === null ? '' : ` ${what}`}`;
  if (unit === 'percent') return counted;
  return unit === 'rate per 10,000' ? `${counted} in a population of ${grouped(denominator)}` : null;
}
