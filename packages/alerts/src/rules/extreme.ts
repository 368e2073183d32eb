import { addMonths, monthsBetween, periodName } from '@vigil/calendar';
import { type JudgedFigure, exactValue, extremeOf } from '@vigil/indicators';
import { type Rule, fewestForTrend, isFinding, judgedMonth, neither, worsening } from './rule.ts';

/**
 * The worst of the last so many months, alone. It ends when the figure has come half of the way back to the average of
 * the months before, or when the new level has become the usual one.
 */
export const extreme: Rule<'extreme'> = {
  voice: 'single',

  find({ facts: { definition, series, ...facts }, options, rules, alert }) {
    const judged = judgedMonth({ facts: { definition, series, ...facts }, rules }, fewestForTrend);
    if (isFinding(judged)) return judged;
    const { period } = judged.figure;
    const value = exactValue(definition, judged.figure)!;
    const otherwise = 'nothing to say';
    if (alert?.openedPeriod && alert.level !== null) {
      if (worsening(definition, alert.level, value) <= 0) {
        const words = `In ${periodName(period)} no longer near the worst.`;
        return { finds: 'all clear', period, reason: 'came back', words, otherwise };
      }
      if (monthsBetween(alert.openedPeriod, period) >= options.acceptedAfter) {
        const words = `Has stayed where it was in ${periodName(alert.openedPeriod)}.`;
        return { finds: 'all clear', period, reason: 'new level accepted', words, otherwise };
      }
      return neither(period, 'between its thresholds');
    }
    const window = series.filter(({ figure }) => figure.period > addMonths(period, -options.months));
    const found = extremeOf(definition, window, period);
    if (found === null || found.verdict !== 'worse' || found.joint || found.months < options.months) {
      return neither(period, 'nothing to say');
    }
    const words = `The ${found.kind} of the last ${String(found.months)} months.`;
    const level = (value + averageBefore(definition, window, period)) / 2;
    return { finds: 'trouble', period, reason: 'worst of its months', words, level };
  },
};

function averageBefore(
  definition: Parameters<typeof exactValue>[0],
  window: readonly JudgedFigure[],
  period: string,
): number {
  const values = window.flatMap(({ figure }) => (figure.period < period ? (exactValue(definition, figure) ?? []) : []));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
