import { addDays, lastCompletePeriod, periodName } from '@vigil/calendar';
import { type Rule, neither } from './rule.ts';

/** A figure computed for months before has none for the last complete one. No cases is a value of its own, not a gap. */
export const valueMissing: Rule<'value-missing'> = {
  voice: 'repeating',

  find({ facts: { definition, member, series, asAt }, options }) {
    const period = lastCompletePeriod(addDays(asAt, -options.afterDays));
    const computedBefore = series.some(
      ({ figure }) => figure.origin === 'computed' && figure.value !== null && figure.period < period,
    );
    // A team or an age band may simply have nobody in it.
    if (!computedBefore || member !== null || definition.companionOf !== null) return neither(period, 'nothing to say');

    const figure = series.find((judged) => judged.figure.period === period)?.figure;
    if (figure && (figure.value !== null || figure.denominator === 0 || figure.text === 'no cases')) {
      const words = `${periodName(period)} has its value.`;
      return { finds: 'all clear', period, reason: 'value is there', words, otherwise: 'nothing to say' };
    }
    const why = figure?.text ? `: ${figure.text}` : '';
    const words = `There is no value for ${periodName(period)}, though the month is complete${why}.`;
    return { finds: 'trouble', period, reason: 'no value for a complete period', words, level: null };
  },
};
