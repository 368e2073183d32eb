import { addMonths, periodName } from '@vigil/calendar';
import { display, displayAverage, threshold } from '@vigil/indicators';

import type { ShownMonth } from './digest-months.ts';
import type { ShownItem } from './digest-shown.ts';
import { capitalised, grouped, ordinal, sentence } from './wording.ts';

/** '27 %'. Under a cumulative target '1, 20 in the year to date'. */
export function figureWords({ shown, sum }: ShownMonth): string {
  return `${shown}${sum === null ? '' : `, ${sum} in the year to date`}`;
}

/** How a month stands against its target, in a word or two: never by colour alone. Empty where it has none. */
export function verdictWords({ figure, withheld, target, rag }: ShownMonth): string {
  if (figure.value === null && !withheld) return 'no value';
  if (target === null) return '';
  return { red: 'missed', amber: 'within tolerance', green: 'met', grey: 'not rated' }[rag];
}

/** 'Worse than November 2020: down 30 points from 57 %.' Null where there is no month before to compare with. */
export function changeWords({ definition, months, now, period }: ShownItem): string | null {
  const before = months.find(({ figure }) => figure.period === addMonths(period, -1));
  if (before === undefined) return null;
  const month = periodName(before.figure.period);
  if (now.change === null) {
    if (before.figure.origin === now.figure.origin) return null;
    const made = { computed: 'computed from records', reported: 'reported as a figure' };
    return `Not compared with ${month}, which was ${made[before.figure.origin]} and not ${made[now.figure.origin]}.`;
  }
  const { direction, verdict } = now.change;
  if (direction === 'No change') return `No change from ${month} (${before.shown}).`;
  const moved = `${direction === 'Increase' ? 'up' : 'down'} ${distance(definition, now, before)} from ${before.shown}`;
  if (verdict === 'neutral') return `Since ${month}: ${moved}.`;
  return `${verdict === 'better' ? 'Better' : 'Worse'} than ${month}: ${moved}.`;
}

/** 'sixth month running', as far back as is known. Null where the month does not miss its target. */
export function runWords(item: ShownItem): string | null {
  const { missesRunning: run } = item;
  if (run === 0) return null;
  if (run > 1) return `${reachesBack(item) ? 'at least the ' : ''}${ordinal(run)} month running`;
  const before = lastOf(item, 'red');
  return before === null ? 'first month' : `first time since ${periodName(before.figure.period)}`;
}

/** 'Below target since July 2020. Last met in June 2020, at 93 %.' Null where the month does not miss its target. */
export function sinceWords(item: ShownItem): string | null {
  const { missesRunning: run, now, period } = item;
  if (run === 0) return null;
  const first = periodName(addMonths(period, 1 - run));
  const side = `${sideOfTarget(now)} target`;
  if (run > 1 && reachesBack(item)) return `${side} in every month that is known, since ${first}.`;
  const met = lastOf(item, 'green');
  const lastMet = met === null ? '' : ` Last met in ${periodName(met.figure.period)}, at ${figureWords(met)}.`;
  return `${side} ${run === 1 ? 'in' : 'since'} ${first}.${lastMet}`;
}

/**
 * 'The target was last missed in October 2020, at 57 %.' Null where that is not known, or was the month before, which
 * the change speaks of.
 */
export function lastMissWords(item: ShownItem): string | null {
  const missed = lastOf(item, 'red');
  if (missed === null || missed.figure.period === addMonths(item.period, -1)) return null;
  return `The target was last missed in ${periodName(missed.figure.period)}, at ${figureWords(missed)}.`;
}

/** 'Statistical neighbours 82.8 %, England 77.7 %, 2019-20. Over the last 12 months 54 %: 28.8 points worse than …' */
export function benchmarkWords({ definition, benchmark, neighbours }: ShownItem): string | null {
  if (benchmark === null || benchmark.parts.length === 0) return null;
  const others = `${benchmark.parts.join(', ').replace(/^SN /, 'Statistical neighbours ')}.`;
  if (neighbours === null || neighbours.verdict === 'neutral') return others;
  const { value, months, distance: away, verdict, outlier, of } = neighbours;
  const points = definition.unit === 'percent' ? ' points' : '';
  const distanceAway = displayAverage({ ...definition, unit: 'count' }, Math.abs(away));
  const own = months > 1 ? `Over the last ${months} months ${displayAverage(definition, value)}: ` : '';
  const range =
    outlier === null ? '' : `, and ${outlier === 'high' ? 'higher' : 'lower'} than each of the ${grouped(of)}`;
  return `${others} ${capitalised(`${own}${distanceAway}${points} ${verdict} than the neighbours’ average${range}.`)}`;
}

/** Where the benchmark is from, and what to mind when comparing. */
export function sourceWords({ benchmark }: ShownItem): string | null {
  return benchmark && [sentence(benchmark.source), ...benchmark.caveats].join(' ');
}

/** 'December 2020, provisional: 27 %, 14 of 51 children; target missed.' One for each month after the judged one. */
export function laterWords({ months, period }: ShownItem): string[] {
  return months
    .filter(({ figure, withheld }) => figure.period > period && (figure.value !== null || withheld))
    .map((later) => {
      const said = [figureWords(later), ...(later.counts === null ? [] : [later.counts])].join(', ');
      const verdict = later.rag === 'grey' ? '' : `; target ${verdictWords(later)}`;
      return `${periodName(later.figure.period)}, ${later.figure.status}: ${said}${verdict}.`;
    });
}

/** The last month before the judged one that has a colour. */
function lastOf({ months, period }: ShownItem, colour: ShownMonth['rag']): ShownMonth | null {
  return months.findLast(({ figure, rag }) => figure.period < period && rag === colour) ?? null;
}

/** Whether the misses go as far back as the figures do: they may have begun before. */
function reachesBack({ months, missesRunning, period }: ShownItem): boolean {
  return missesRunning >= months.filter(({ figure }) => figure.period <= period).length;
}

function sideOfTarget({ figure, target }: ShownMonth): 'Below' | 'Above' | 'Off' {
  if (target === null) return 'Off';
  const { comparator, value } = threshold(target);
  if (!target.cumulative && figure.value === value) return 'Off';
  return comparator === 'atLeast' || comparator === 'above' ? 'Below' : 'Above';
}

/** The difference of what is shown, so that a reader who subtracts gets the same. */
function distance(definition: ShownItem['definition'], now: ShownMonth, before: ShownMonth): string {
  const rounded = ({ figure }: ShownMonth, decimals: number) =>
    Number.parseFloat(display({ ...definition, decimals }, figure.value).replaceAll(',', ''));
  const difference = (decimals: number) => Math.abs(rounded(now, decimals) - rounded(before, decimals));
  const { unit, decimals } = definition;
  // 57.45 to 56.85 is a change, though both are shown as 57.
  const text = grouped(Number((difference(decimals) || difference(decimals + 1)).toFixed(decimals + 1)));
  if (unit === 'percent') return `${text} ${text === '1' ? 'point' : 'points'}`;
  return unit === 'days' ? `${text} days` : text;
}
