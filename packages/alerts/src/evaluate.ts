import type { Period } from '@vigil/calendar';
import { judgedPeriod } from '@vigil/indicators';
import type { Policy, Rules } from './configuration.ts';
import { decide, quiet } from './decide.ts';
import type { Facts } from './facts.ts';
import { type RuleDecision, type StandingAlert, isOpen } from './life-cycle.ts';
import type { EndedReason } from './reasons.ts';
import { recorded } from './record.ts';
import { type RuleName, ruleNames } from './rule-names.ts';
import { type Finding, neither, type Rule } from './rules/rule.ts';
import { ruleOf } from './rules/rules.ts';

export interface Evaluation {
  readonly facts: Facts;
  readonly rules: Rules;
  /** The last alert of each rule that ever had one on this figure. */
  readonly standing: ReadonlyMap<RuleName, StandingAlert>;
  readonly policy: Policy;
}

/**
 * Decides what becomes of the alerts of one figure: one decision a rule, in the order of rules; two where an alert ends
 * and the next month, still provisional, would open it again. Each is to be recorded in that order.
 *
 * Deciding again after that gives no event, so that a night run twice tells nobody twice.
 */
export function evaluateFigure({ facts, rules, standing, policy }: Evaluation): readonly RuleDecision[] {
  return ruleNames.flatMap((name) => {
    if (rules[name] === undefined && !standing.has(name)) return [];
    return decisionsOf(name, { facts, rules, standing, policy });
  });
}

function decisionsOf(name: RuleName, { facts, rules, standing, policy }: Evaluation): readonly RuleDecision[] {
  const stood = standing.get(name) ?? null;
  // What was never opened is not what somebody was told of.
  const last = stood !== null && stood.openedPeriod !== null ? stood : null;
  const pending = stood?.state === 'pending' ? stood : null;
  if (!facts.arrived) return [quiet({ rule: name, last: stood }, 'the extract never arrived')];

  const rule: Rule<RuleName> = ruleOf[name];
  const options = rules[name];
  const asked = options && isJudged(facts) ? { facts, options, rules, alert: isOpen(last) ? last : null } : null;
  const finding = asked ? rule.find(asked) : notAsked(last, options === undefined);
  const decision = decide({ rule: name, voice: rule.voice, last, policy }, finding);

  const then = recorded(last, decision);
  if (isOpen(then)) return [decision];
  const unsettled = (asked && rule.unsettled?.(asked)) ?? null;
  const other = decidePending(name, { pending, last: then, unsettled });
  if (other === null) return [decision];
  return decision.event === null ? [other] : [decision, other];
}

/** A team or an age band has alerts where it has a target of its own; else it would be told what the whole is told. */
function isJudged({ member, series }: Facts): boolean {
  return member === null || (judgedPeriod(series)?.target ?? null) !== null;
}

function notAsked(last: StandingAlert | null, off: boolean): Finding {
  if (last === null) return neither(null, off ? 'nothing to say' : 'no target');
  const { lastPeriod: period } = last;
  return off
    ? ends(period, 'rule switched off', { words: 'The rule was switched off.', tell: false })
    : ends(period, 'target withdrawn', { words: 'Its target was withdrawn.', tell: true });
}

function ends(period: Period, reason: EndedReason, said: { words: string; tell: boolean }): Finding {
  return { finds: 'no question', period, reason, otherwise: 'nothing to say', ...said };
}

/**
 * A month that is red but can still change is listed and not told.
 *
 * @param last what stands once the settled month is decided; no open alert
 * @returns null where nothing is or was pending
 */
function decidePending(
  rule: RuleName,
  {
    pending,
    last,
    unsettled,
  }: {
    pending: StandingAlert | null;
    last: StandingAlert | null;
    unsettled: { period: string; words: string } | null;
  },
): RuleDecision | null {
  if (unsettled !== null && (last === null || unsettled.period > last.lastPeriod)) {
    const { period, words } = unsettled;
    const known = pending?.lastPeriod === period;
    const event = { kind: 'pending', period, reason: 'not settled yet', words, tell: false } as const;
    return { rule, state: 'pending', period, level: null, reason: 'not settled yet', event: known ? null : event };
  }
  if (pending === null) return null;
  const reason = 'not confirmed when it settled';
  const { lastPeriod: period } = pending;
  const words = 'It came to nothing.';
  const event = { kind: 'withdrawn', period, reason, words, tell: false } as const;
  return { rule, state: null, period, level: null, reason, event };
}
