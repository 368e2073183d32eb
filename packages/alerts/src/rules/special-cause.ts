import { addMonths, periodName } from '@vigil/calendar';
import { type Rule, fewestForTrend, isFinding, judgedMonth, neither } from './rule.ts';

/**
 * A month that the control limits mark for the worse. A single month outside them mostly comes back by itself; months in
 * a row say that the process has changed, and are what is told unless asked otherwise. Trial limits say nothing of the
 * process yet.
 */
export const specialCause: Rule<'special-cause'> = {
  voice: 'single',

  find({ facts, options: { signal }, rules }) {
    const judged = judgedMonth({ facts, rules }, fewestForTrend);
    if (isFinding(judged)) return judged;
    const { period } = judged.figure;
    const chart = signal === 'p' ? 'p' : 'xmr';
    const present = facts.limits?.[chart];
    const [before, placed] = [addMonths(period, -1), period].map(
      (month) => facts.limits?.points.find((point) => point.period === month)?.[chart] ?? null,
    );
    if (!present || !placed || 'none' in present || (chart === 'xmr' && present.trial)) {
      return neither(period, 'not known');
    }
    const isConcern = (point: typeof before) => point?.variation.startsWith('concern') ?? false;
    if (isConcern(placed)) {
      const alone = placed.cause?.rule === 'outside limits' && !isConcern(before);
      if (signal === 'runs' && alone) return neither(period, 'between its thresholds');
      const words =
        chart === 'p'
          ? `${periodName(period)} is worse than the average by more than chance in a cohort of its size.`
          : `The control limits mark ${periodName(period)} for the worse: the process has changed.`;
      return { finds: 'trouble', period, reason: 'special cause for the worse', words, level: null };
    }
    const words = `Nothing marks ${periodName(period)} for the worse.`;
    return { finds: 'all clear', period, reason: 'no special cause any more', words, otherwise: 'nothing to say' };
  },
};
