import type { RuleDecision, StandingAlert } from './life-cycle.ts';

/** What stands on record of a rule once a decision is recorded. */
export function recorded(standing: StandingAlert | null, decision: RuleDecision): StandingAlert | null {
  const { rule, state, period, level, event } = decision;
  if (event === null || period === null) return standing;
  if (state === null)
    return { rule, state: 'recovered', openedPeriod: null, lastPeriod: period, toldPeriod: null, level };
  const goesOn = standing !== null && standing.state !== 'recovered';
  const openedPeriod = (goesOn ? standing.openedPeriod : null) ?? (state === 'pending' ? null : period);
  return { rule, state, openedPeriod, lastPeriod: period, toldPeriod: goesOn ? standing.toldPeriod : null, level };
}
