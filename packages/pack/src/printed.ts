import { shortPeriodName, type Period } from '@vigil/calendar';
import type { Benchmark, BenchmarkValue } from '@vigil/benchmarks';
import type { Mark } from '@vigil/charts';
import {
  display,
  displayAverage,
  displayYearToDate,
  exactValue,
  type IndicatorDefinition,
  type JudgedFigure,
  type Limits,
  type Rag,
  ragWords,
  type ScorecardRow,
} from '@vigil/indicators';
import type { MarkInWords, PackCell } from './pack.ts';

/** What stands where there is nothing. */
export const none = '–';

/** A figure as every page prints it: '27 %', 'tbd'. */
export function valueOf(definition: IndicatorDefinition, { figure, target }: JudgedFigure): string {
  return display(definition, exactValue(definition, figure), { target, text: figure.text });
}

/** 'Red', with its mark before it. */
export function ragCell(rag: Rag): PackCell {
  return { text: ragWords[rag], marks: [{ mark: rag, words: ragWords[rag] }] };
}

/** One figure in short: '27 %, red', '4 (20 in the year to date, red)', 'no figure'. */
export function standing({ definition, current, rag }: Pick<ScorecardRow, 'definition' | 'current' | 'rag'>): string {
  if (current === null) return 'no figure';
  const sum = displayYearToDate(definition, current);
  const colour = rag === 'grey' ? null : ragWords[rag].toLowerCase();
  const inBrackets = [...(sum === null ? [] : [`${sum} in the year to date`]), ...(colour === null ? [] : [colour])];
  const value = valueOf(definition, current);
  return inBrackets.length === 0 ? value : `${value} (${inBrackets.join(', ')})`;
}

/** 'Decrease, 30 points'; 'break in series' */
export function changeInWords({ definition, change, isBreak }: ScorecardRow): string {
  if (change === null) return isBreak ? 'break in series' : none;
  if (change.direction === 'No change') return change.direction;
  const size = Math.abs(change.amount);
  if (definition.unit !== 'percent') return `${change.direction}, ${display(definition, size)}`;
  const points = display({ ...definition, unit: 'count' }, size);
  return `${change.direction}, ${points}\u00A0${points === '1' ? 'point' : 'points'}`;
}

const variations: Readonly<Record<NonNullable<Limits['variation']>, string>> = {
  'common-cause': 'Common cause: months differ by no more than chance explains',
  'improvement-high': 'Improvement: higher than chance explains',
  'improvement-low': 'Improvement: lower than chance explains',
  'concern-high': 'Concern: higher than chance explains',
  'concern-low': 'Concern: lower than chance explains',
  'neutral-high': 'Change: higher than chance explains, neither good nor bad',
  'neutral-low': 'Change: lower than chance explains, neither good nor bad',
};

const assurances: Readonly<Record<NonNullable<Limits['assurance']>, string>> = {
  pass: 'The target is met whatever the month',
  fail: 'The target is missed whatever the month',
  'hit-and-miss': 'The target is hit and missed',
};

/** What every mark means, in the order in which a reader meets them. */
export const markMeanings: readonly (readonly [Mark, string])[] = [
  ['green', 'Green: meets its target'],
  ['amber', 'Amber: misses its target by no more than its tolerance'],
  ['red', 'Red: misses its target by more than its tolerance'],
  ['grey', 'Not rated: no target, no value, or neither more nor less is better'],
  ...(Object.entries(variations) as [Mark, string][]),
  ...(Object.entries(assurances) as [Mark, string][]),
];

/** The icons for variation and assurance; none where there are no limits. */
export function iconsOf(limits: Pick<Limits, 'variation' | 'assurance'> | null): readonly MarkInWords[] {
  if (limits === null) return [];
  const { variation, assurance } = limits;
  return [
    ...(variation === null ? [] : [{ mark: variation, words: variations[variation] }]),
    ...(assurance === null ? [] : [{ mark: assurance, words: assurances[assurance] }]),
  ];
}

/** '84.4 %', 'withheld' */
export function benchmarkValue(definition: IndicatorDefinition, { value }: BenchmarkValue): string {
  return value === null ? 'withheld' : displayAverage(definition, value);
}

/** 'SN 84.4 %, England 78.7 %, South East 76.2 %; 2018-19'; 'Local' where nobody else publishes it. */
export function benchmarkInWords(definition: IndicatorDefinition, benchmark: Benchmark | undefined): string {
  const values = benchmark ? [benchmark.neighbours, benchmark.england, benchmark.region] : [];
  const known = values.filter((one) => one !== null);
  if (known.length === 0) return 'Local';
  const years = [...new Set(known.map(({ yearName }) => yearName))];
  const parts = known.map((one) => {
    const name = one === benchmark?.neighbours ? 'SN' : one.name;
    return `${name} ${benchmarkValue(definition, one)}${years.length > 1 ? ` (${one.yearName})` : ''}`;
  });
  return `${parts.join(', ')}${years.length === 1 ? `; ${years[0]!}` : ''}`;
}

/** 'Dec 2020' heads. */
export function monthColumn(period: Period, width: number) {
  return { title: shortPeriodName(period), width, align: 'right' } as const;
}
