import type { RuleName } from '../rule-names.ts';
import { aboutToMiss } from './about-to-miss.ts';
import { constant } from './constant.ts';
import { extreme } from './extreme.ts';
import { missedRunning } from './missed-running.ts';
import { moved } from './moved.ts';
import { quarantined } from './quarantined.ts';
import { restated } from './restated.ts';
import type { Rule } from './rule.ts';
import { specialCause } from './special-cause.ts';
import { targetMissed } from './target-missed.ts';
import { valueMissing } from './value-missing.ts';
import { worseThanNeighbours } from './worse-than-neighbours.ts';

/** What each name stands for. */
export const ruleOf: { readonly [Name in RuleName]: Rule<Name> } = {
  'target-missed': targetMissed,
  'missed-running': missedRunning,
  moved,
  'special-cause': specialCause,
  'worse-than-neighbours': worseThanNeighbours,
  extreme,
  'about-to-miss': aboutToMiss,
  'value-missing': valueMissing,
  restated,
  quarantined,
  constant,
};

/** Whether an alert of the rule is told again while it lasts: such alerts want an answer. */
export function isToldAgain(rule: RuleName): boolean {
  const { voice } = ruleOf[rule];
  return voice === 'lasting' || voice === 'repeating';
}
