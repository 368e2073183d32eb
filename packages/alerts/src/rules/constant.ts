import { addMonths, periodName } from '@vigil/calendar';
import { monthsTheSame } from '@vigil/indicators';
import { type Rule, isFinding, judgedMonth } from './rule.ts';

/** The very same value month after month: is it counted anew each month? */
export const constant: Rule<'constant'> = {
  voice: 'single',

  find({ facts, options, rules }) {
    const judged = judgedMonth({ facts, rules });
    if (isFinding(judged)) return judged;
    const { period } = judged.figure;
    const months = monthsTheSame(facts.definition, facts.series, period);
    if (months >= options.periods) {
      const first = periodName(addMonths(period, 1 - months));
      const words = `The same value in each month from ${first} to ${periodName(period)}: is it counted anew?`;
      return { finds: 'trouble', period, reason: 'suspiciously constant', words, level: months };
    }
    const words = `The value changed in ${periodName(period)}.`;
    return { finds: 'all clear', period, reason: 'value changed', words, otherwise: 'nothing to say' };
  },
};
