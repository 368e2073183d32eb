import { lastCompletePeriod } from '@vigil/calendar';
import { judgedPeriod, shareInWords } from '@vigil/indicators';
import { type Rule, neither } from './rule.ts';

/** So many of the rows behind a figure could not be read that it may say little. Told of figures with a target alone. */
export const quarantined: Rule<'quarantined'> = {
  voice: 'single',

  find({ facts: { series, member, asAt, quarantinedShare: share }, options }) {
    const period = lastCompletePeriod(asAt);
    if (share === null || member !== null) return neither(period, 'not known');
    if (!judgedPeriod(series)?.target) return neither(period, 'no target');
    if (100 * share > options.above) {
      const words = `${shareInWords(share)} of the rows behind it are in quarantine and not counted.`;
      return { finds: 'trouble', period, reason: 'many rows in quarantine', words, level: 100 * share };
    }
    if (100 * share > options.clearsAt) return neither(period, 'between its thresholds');
    const words = `Only ${shareInWords(share)} of the rows behind it are in quarantine.`;
    return { finds: 'all clear', period, reason: 'few rows in quarantine', words, otherwise: 'nothing to say' };
  },
};
