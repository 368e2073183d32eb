import { addMonths, periodName } from '@vigil/calendar';
import { missesRunning } from '@vigil/indicators';
import { type Rule, isFinding, judgedMonth, neither } from './rule.ts';

/** So many red months in a row: no longer a bad month. It ends with the run, amber being enough. */
export const missedRunning: Rule<'missed-running'> = {
  voice: 'single',

  find({ facts, options, rules }) {
    const judged = judgedMonth({ facts, rules });
    if (isFinding(judged)) return judged;
    const { period } = judged.figure;
    if (judged.rag === 'grey') return neither(period, 'not rated');
    const months = missesRunning(facts.series, period);
    if (months >= options.periods) {
      const first = periodName(addMonths(period, 1 - months));
      const words = `Missed its target in each month from ${first} to ${periodName(period)}.`;
      return { finds: 'trouble', period, reason: 'missed for several periods running', words, level: months };
    }
    if (months > 0) return neither(period, 'between its thresholds');
    const words = `The run of misses ended in ${periodName(period)}.`;
    return { finds: 'all clear', period, reason: 'run of misses ended', words, otherwise: 'nothing to say' };
  },
};
