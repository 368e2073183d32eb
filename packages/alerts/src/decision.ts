import type { Period } from '@vigil/calendar';
import type { JudgedFigure } from '@vigil/indicators';

/**
 * `open`: somebody was told, and the figure has not been back on target since; ended by recovery.
 * `recovered`: it met its target again, or its target was withdrawn; a later miss opens it anew.
 */
export type AlertState = 'open' | 'recovered';

/** The last word on one indicator, member and rule: what was said, and about which period. */
export interface StandingAlert {
  indicator: string;
  member: string | null;
  rule: 'target-missed';
  state: AlertState;
  /** The last period that somebody was told about, whether it opened, continued or recovered the alert. */
  lastPeriod: Period;
}

/** Why an alert was decided as it was, in the words that operators read. */
export type AlertReason =
  | 'target missed'
  | 'target missed again'
  | 'target met'
  | 'target met after the figure was restated'
  | 'target withdrawn'
  | 'told already'
  | 'period is older than the last one told'
  | 'on target'
  | 'within tolerance'
  | 'no period to judge'
  | 'no value'
  | 'no target'
  | 'not rated';

export type AlertDecision =
  | { decision: 'open' | 'continue' | 'recover'; period: Period; reason: AlertReason }
  | { decision: 'none'; period: Period | null; reason: AlertReason };

/**
 * What becomes of an alert once a period has been judged. Red opens; red in a later period continues, told once
 * for each period; amber neither opens nor clears; only a met target recovers. What cannot be judged changes
 * nothing, with one exception: an alert whose target was withdrawn is closed and said so, or it would stay open
 * for ever.
 *
 * Deciding again after the decision was recorded gives `none`: running a night twice tells nobody twice.
 *
 * @param standing the last alert of this indicator, member and rule, open or recovered; null where there was none
 * @param judged the judged period (`judgedPeriod` of `@vigil/indicators`); null where no period is settled yet
 */
export function decideAlert(standing: StandingAlert | null, judged: JudgedFigure | null): AlertDecision {
  if (judged === null) return { decision: 'none', period: null, reason: 'no period to judge' };
  const { period } = judged.figure;
  const none = (reason: AlertReason): AlertDecision => ({ decision: 'none', period, reason });

  // A late delivery of an older date: whoever was told of November is not told of October.
  if (standing !== null && period < standing.lastPeriod) return none('period is older than the last one told');

  const open = standing?.state === 'open';
  const retold = standing?.lastPeriod === period;
  if (judged.target === null) {
    return open ? { decision: 'recover', period, reason: 'target withdrawn' } : none('no target');
  }
  switch (judged.rag) {
    case 'red':
      if (!open) return { decision: 'open', period, reason: 'target missed' };
      return retold ? none('told already') : { decision: 'continue', period, reason: 'target missed again' };
    case 'amber':
      return none('within tolerance');
    case 'green':
      if (!open) return none('on target');
      return {
        decision: 'recover',
        period,
        reason: retold ? 'target met after the figure was restated' : 'target met',
      };
    case 'grey':
      break;
  }
  return none(judged.figure.value === null ? 'no value' : 'not rated');
}
