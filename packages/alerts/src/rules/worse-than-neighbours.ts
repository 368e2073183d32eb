import { periodName } from '@vigil/calendar';
import { type Rule, fewestForTrend, isFinding, judgedMonth, neither } from './rule.ts';

/** Points of a percentage, and else a share of the neighbours' mean, that are far. */
const usualPoints = 10;
const usualShare = 0.2;

/**
 * A figure off its target that its statistical neighbours do much better in, so that it is not the times that are bad.
 * It ends on target, or at half of the distance.
 */
export const worseThanNeighbours: Rule<'worse-than-neighbours'> = {
  voice: 'single',

  find({ facts, options, rules }) {
    const judged = judgedMonth({ facts, rules }, fewestForTrend);
    if (isFinding(judged)) return judged;
    const { period } = judged.figure;
    if (facts.neighbours === null) return neither(period, 'not known');
    const { distance, value, verdict } = facts.neighbours;
    const by =
      options.by ?? (facts.definition.unit === 'percent' ? usualPoints : usualShare * Math.abs(value - distance));
    const behind = verdict === 'worse' ? Math.abs(distance) : 0;
    const offTarget = judged.rag === 'red' || judged.rag === 'amber';
    if (offTarget && behind > 0 && behind >= by) {
      const words = 'Far behind its statistical neighbours while off target.';
      return { finds: 'trouble', period, reason: 'worse than its neighbours', words, level: behind };
    }
    if (offTarget && behind > by / 2) return neither(period, 'between its thresholds');
    const words = `In ${periodName(period)} no longer far behind its statistical neighbours and off target.`;
    return {
      finds: 'all clear',
      period,
      reason: 'no longer worse than its neighbours',
      words,
      otherwise: 'nothing to say',
    };
  },
};
