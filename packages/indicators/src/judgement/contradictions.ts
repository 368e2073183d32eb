import { addMonths, periodName, type Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '../definition.ts';
import { display } from '../display.ts';
import type { Figure } from '../figure.ts';
import { doubleNoise, plainNumber, withUnit } from '../number.ts';
import type { JudgedFigure } from '../series.ts';
import { monthsTheSame } from './constant.ts';

/** Figures that cannot all be right, or a printed word that the figures do not bear out. */
export interface Contradiction {
  /** Of the indicator beside which it is said. */
  readonly indicator: string;
  readonly member: string | null;
  readonly period: Period;
  readonly rule: 'value and counts' | 'parts and total' | 'rate and count' | 'the same every month' | 'printed change';
  /** A sentence for whoever reported them. */
  readonly words: string;
}

/** What the checks need of a series. */
interface Checked {
  readonly definition: IndicatorDefinition;
  readonly member: string | null;
  readonly judged: readonly JudgedFigure[];
}

interface Context {
  /** Children aged 0 to 17 by which rates of a month are computed; null where none is configured. */
  readonly population?: (period: Period) => number | null;
  /** What is noted beside the reported figure of an indicator: "change printed: Increase" is held against the figures. */
  readonly noteOn?: (indicator: string) => string | null;
}

/** Counts that must add up to another: each set of parts is the whole of the total. */
export const wholes: readonly { readonly total: string; readonly parts: readonly string[] }[] = [
  {
    total: 'lac-total',
    parts: ['lac-age-under-1', 'lac-age-1-4', 'lac-age-5-9', 'lac-age-10-15', 'lac-age-16-plus'],
  },
  { total: 'lac-total', parts: ['lac-female', 'lac-male'] },
];

/** Rates per 10,000 children, and the count that each is of. */
export const rates: readonly { readonly rate: string; readonly count: string }[] = [
  { rate: 's47-rate', count: 's47-number' },
  { rate: 'lac-rate', count: 'lac-total' },
];

/**
 * Where reported figures of a month contradict themselves, in words: the pack's own conditions (`behaviours.md`, N).
 * Computed figures come from one cohort and cannot; they are looked at only where a reported one stands beside them.
 */
export function contradictions(
  series: readonly Checked[],
  period: Period,
  { population = () => null, noteOn = () => null }: Context = {},
): readonly Contradiction[] {
  const wholeOf = (indicator: string): Said | null => {
    const found = series.find(({ definition, member }) => definition.id === indicator && member === null);
    const judged = found?.judged.find(({ figure }) => figure.period === period);
    return found && judged ? { ...found, figure: judged.figure } : null;
  };
  return [
    ...series.flatMap((one) => {
      const judged = one.judged.find(({ figure }) => figure.period === period);
      if (judged?.figure.origin !== 'reported') return [];
      return [
        ...valueAndCounts(one, judged.figure),
        ...sameEveryMonth(one, judged.figure),
        ...(one.member === null ? wordAndFigures(one, judged, noteOn(one.definition.id)) : []),
      ];
    }),
    ...wholes.flatMap(({ total, parts }) => partsAndTotal(wholeOf(total), parts.map(wholeOf))),
    ...rates.flatMap(({ rate, count }) => rateAndCount(wholeOf(rate), wholeOf(count), population(period))),
  ];
}

type Said = Checked & { readonly figure: Figure };

/** '44 % of 35 of 80': the value must be the share, as far as it is printed. */
function valueAndCounts({ definition, member }: Checked, figure: Figure): Contradiction[] {
  const { value, numerator, denominator, period, indicator } = figure;
  if (numerator === null) return [];
  const say = (words: string): Contradiction[] => [
    { indicator, member, period, rule: 'value and counts', words: `${periodName(period)}: ${words}` },
  ];
  const { unit } = definition;
  const counts = `${plainNumber(numerator)}${denominator === null ? '' : ` of ${plainNumber(denominator)}`}`;
  if (unit === 'percent' && denominator !== null && numerator > denominator) {
    return say(`reported as ${counts}, and a part cannot be more than the whole.`);
  }
  if (value === null) return [];
  const told = unit === 'count' ? numerator : denominator ? shareOf(unit, numerator, denominator) : null;
  if (told === null || Math.abs(told - value) <= printedWithin(value) + doubleNoise) return [];
  return say(`reported as ${withUnit(plainNumber(value), unit)}, but ${counts} is ${display(definition, told)}.`);
}

function shareOf(unit: IndicatorDefinition['unit'], numerator: number, denominator: number): number | null {
  if (unit === 'percent') return (100 * numerator) / denominator;
  return unit === 'rate per 10,000' ? (10_000 * numerator) / denominator : null;
}

/** How far a printed number may be from the exact one: half of its last digit. */
function printedWithin(value: number): number {
  const decimals = plainNumber(value).split('.')[1]?.length ?? 0;
  return 0.5 / 10 ** decimals;
}

/** So many months with one value are asked about: the pack's 75.9 % four times (E13). The number is ours. */
const sameMonths = 4;

function sameEveryMonth(
  { definition, member, judged }: Checked,
  { value, period, indicator }: Figure,
): Contradiction[] {
  const months = monthsTheSame(definition, judged, period);
  if (months < sameMonths) return [];
  const words = `The same value was reported for ${String(months)} months in a row (${display(definition, value)}): is it counted anew each month?`;
  return [{ indicator, member, period, rule: 'the same every month', words }];
}

function partsAndTotal(total: Said | null, parts: readonly (Said | null)[]): Contradiction[] {
  if (total === null || total.figure.value === null) return [];
  const told = parts.filter((part) => part !== null && part.figure.value !== null) as readonly Said[];
  if (told.length < parts.length) return [];
  if ([total, ...told].every(({ figure }) => figure.origin === 'computed')) return [];
  const sum = told.reduce((all, { figure }) => all + (figure.value ?? 0), 0);
  if (sum === total.figure.value) return [];
  const { indicator, period, value } = total.figure;
  const named = told
    .map(({ definition, figure }) => `${definition.heading} ${plainNumber(figure.value ?? 0)}`)
    .join(', ');
  return [
    {
      indicator,
      member: null,
      period,
      rule: 'parts and total',
      words: `${periodName(period)}: ${plainNumber(value)} in all, but its parts add up to ${plainNumber(sum)} (${named}).`,
    },
  ];
}

function rateAndCount(rate: Said | null, count: Said | null, population: number | null): Contradiction[] {
  if (rate === null || count === null || population === null) return [];
  const [per10000, counted] = [rate.figure.value, count.figure.value];
  if (per10000 === null || counted === null) return [];
  if (rate.figure.origin === 'computed' && count.figure.origin === 'computed') return [];
  const within = (printedWithin(per10000) * population) / 10_000;
  const told = (per10000 * population) / 10_000;
  if (Math.abs(told - counted) <= within + doubleNoise) return [];
  const { indicator, period } = rate.figure;
  const expected = plainNumber(Math.round(told));
  return [
    {
      indicator,
      member: null,
      period,
      rule: 'rate and count',
      words: `${periodName(period)}: a rate of ${plainNumber(per10000)} is about ${expected} in a population of ${plainNumber(population)}, but ${plainNumber(counted)} are reported (${count.definition.heading}).`,
    },
  ];
}

/** How a reported figure says what word of change was printed beside it. */
const printedIn = /\bchange printed: *(increase|decrease|reduction|no change)\b/i;

const printedWords: Readonly<Record<string, 'Increase' | 'Decrease' | 'No change'>> = {
  increase: 'Increase',
  decrease: 'Decrease',
  reduction: 'Decrease',
  'no change': 'No change',
};

/** The pack's PP CHANGE column is a word about the month before (F1, F3); where the figures say another, both are told. */
function wordAndFigures(
  { definition }: Checked,
  { figure, change }: JudgedFigure,
  note: string | null,
): Contradiction[] {
  const printed = printedIn.exec(note ?? '')?.[1];
  const { indicator, period, value } = figure;
  if (printed === undefined || change === null || value === null) return [];
  if (change.direction === printedWords[printed.toLowerCase()]) return [];
  const moved = `from ${display(definition, value - change.amount)} to ${display(definition, value)}`;
  return [
    {
      indicator,
      member: null,
      period,
      rule: 'printed change',
      words: `${periodName(period)}: printed as "${printed}", but the figures say ${change.direction.toLowerCase()} since ${periodName(addMonths(period, -1))} (${moved}).`,
    },
  ];
}
