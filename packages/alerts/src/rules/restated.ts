import { type Period, periodName } from '@vigil/calendar';
import { judgedPeriod } from '@vigil/indicators';
import type { Facts, TurnedMonth } from '../facts.ts';
import { type Rule, neither, tooFew } from './rule.ts';

/**
 * Settled months that a restatement brought across the line to red, or back. The judged month is not among them where
 * `target-missed` looks at it: that corrects what it said itself.
 */
export const restated: Rule<'restated'> = {
  voice: 'notice',

  find({ facts, rules, alert }) {
    const own = rules['target-missed'] === undefined ? null : (judgedPeriod(facts.series)?.figure.period ?? null);
    const turned = facts.turned
      .filter(({ period, from, to }) => period !== own && (from === 'red') !== (to === 'red'))
      .filter(({ period }) => !isSmall(facts, period, rules.minimumCohort ?? 0))
      .toSorted((a, b) => (a.period < b.period ? -1 : 1));
    const newest = turned.at(-1);
    if (newest === undefined) {
      if (alert === null) return neither(null, 'nothing to say');
      const { lastPeriod: period } = alert;
      return { finds: 'all clear', period, reason: 'told once', words: 'Told.', otherwise: 'nothing to say' };
    }
    const words = `Restated across its target: ${turned.map(inWords).join('; ')}.`;
    const level = newest.to === 'red' ? 1 : 0;
    return { finds: 'trouble', period: newest.period, reason: 'restated across its target', words, level };
  },
};

function inWords({ period, to, reason }: TurnedMonth): string {
  return `${periodName(period)} ${to === 'red' ? 'misses it now' : 'no longer misses it'} (${reason})`;
}

function isSmall({ definition, series }: Facts, period: Period, minimumCohort: number): boolean {
  const figure = series.find((judged) => judged.figure.period === period)?.figure;
  return figure !== undefined && tooFew(definition, figure, minimumCohort);
}
