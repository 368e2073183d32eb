import { dateName, lastDay, periodName, weekdayName } from '@vigil/calendar';
import { type IndicatorDefinition, type Rag, describeTarget, judge } from '@vigil/indicators';
import type { Facts, OpenCases } from '../facts.ts';
import { type Asked, type Finding, type Rule, fewestForTrend, neither } from './rule.ts';

type Running = NonNullable<Facts['running']>;

/** How many months the usual number of cases is the mean of. */
const usualMonths = 12;

/**
 * The running month would turn red though every case still to come were in time: by the cases that are late already, or
 * by those with the ones that fall due in the next days. It is the one alert that can still be averted.
 */
export const aboutToMiss: Rule<'about-to-miss'> = {
  voice: 'repeating',

  find({ facts, rules, alert }): Finding {
    const { definition, series, open, running } = facts;
    const { target } = series.at(-1) ?? {};
    if (!open || !running) return neither(null, 'not known');
    const { period } = running;
    if (!target || target.cumulative) return neither(period, 'no target');
    if (definition.unit !== 'percent' || definition.polarity !== 'higher-is-better')
      return neither(period, 'not rated');

    const stock = definition.measure === 'stock';
    // Of what is counted at a month's end much is late on other days, and done by then: only the last days tell.
    if (stock && open.dueBy < lastDay(period)) return clear(alert, running);
    const due = open.dueBy <= lastDay(period) ? open.due : 0;
    const cases = casesOf(facts, running, open.overdue + due);
    if (cases < (rules.minimumCohort ?? fewestForTrend)) return neither(period, 'too few cases');
    const lateNow = stock ? 0 : running.denominator - running.numerator;
    const ragWith = (late: number): Rag => judge(definition, (100 * (cases - late)) / cases, target).rag;

    const says = (reason: 'will miss its target' | 'about to miss its target', unless: string): Finding => {
      const words = `${openCasesInWords(definition, open)}: ${unless}`;
      return { finds: 'trouble', period, reason, words, level: null };
    };
    const missed = `${periodName(period)} will miss its target of ${describeTarget(target, definition.unit)}`;
    if (open.overdue + due > 0 && ragWith(lateNow + open.overdue) === 'red') {
      return stock
        ? says('about to miss its target', `${missed} unless they are done by ${dayInWords(lastDay(period))}.`)
        : says('will miss its target', `${missed} even if every other case is in time.`);
    }
    if (due > 0 && ragWith(lateNow + open.overdue + due) === 'red') {
      return says(
        'about to miss its target',
        `${missed} unless ${due === 1 ? 'that one is' : `those ${String(due)} are`} done by ${dayInWords(open.dueBy)}.`,
      );
    }
    return clear(alert, running);
  },
};

/**
 * The open cases of a figure, in the first half of a sentence: '7 conferences are past their limit (15 working days after
 * the discussion), and 5 fall due by Friday 8 January 2021'.
 *
 * @param number how a count may be shown
 */
export function openCasesInWords(
  { open: named }: Pick<IndicatorDefinition, 'open'>,
  { overdue, due, dueBy }: OpenCases,
  number: (count: number) => string = String,
): string {
  const { cases, limit } = named ?? { cases: 'open cases', limit: 'the day they should be done by' };
  const some = (count: string): string => (count === '1' ? `1 of the ${cases}` : `${count} ${cases}`);
  const late = number(overdue);
  const soon = number(due);
  const past = `${some(late)} ${late === '1' ? 'is past its' : 'are past their'} limit (${limit})`;
  const by = `${soon === '1' ? 'falls' : 'fall'} due by ${dayInWords(dueBy)}`;
  if (due === 0) return past;
  return overdue === 0 ? `${some(soon)} ${by} (${limit})` : `${past}, and ${soon} ${by}`;
}

/** As many as are known of, but not fewer than in a usual month: most of those of a month that has begun are still to come. */
function casesOf({ definition, series }: Facts, { period, denominator }: Running, stillOpen: number): number {
  const months = series.flatMap(({ figure }) =>
    figure.origin === 'computed' && figure.period < period ? (figure.denominator ?? []) : [],
  );
  const recent = months.slice(-usualMonths);
  const usual = recent.reduce((sum, cases) => sum + cases, 0) / Math.max(1, recent.length);
  // What is counted at a month's end has its open cases among it.
  return Math.max(definition.measure === 'stock' ? denominator : denominator + stillOpen, usual);
}

/** A month that is over ends its own alert: the next has one of its own. */
function clear(alert: Asked<'about-to-miss'>['alert'], { period }: Running): Finding {
  const otherwise = 'nothing to say';
  if (alert !== null && alert.lastPeriod < period) {
    const words = `${periodName(alert.lastPeriod)} is over, and judged by its figure.`;
    return { finds: 'all clear', period: alert.lastPeriod, reason: 'the month is over', words, otherwise };
  }
  const words = `${periodName(period)} is no longer about to miss its target.`;
  return { finds: 'all clear', period, reason: 'no longer about to miss', words, otherwise };
}

function dayInWords(date: string): string {
  return `${weekdayName(date)} ${dateName(date)}`;
}
