import { type Period, monthsBetween } from '@vigil/calendar';
import type { Policy } from './configuration.ts';
import { type AlertState, type EventKind, type RuleDecision, type StandingAlert, isOpen } from './life-cycle.ts';
import type { AlertReason, QuietReason } from './reasons.ts';
import type { RuleName } from './rule-names.ts';
import type { Finding, Voice } from './rules/rule.ts';

/** So many tolerances further from its target than when it was last told, and an acknowledged alert speaks up. */
const worseBy = 1;

interface Case {
  readonly rule: RuleName;
  readonly voice: Voice;
  /** What is on record; an alert that is pending, or came to nothing, is none here. */
  readonly last: StandingAlert | null;
  readonly policy: Policy;
}

type Trouble = Extract<Finding, { finds: 'trouble' }>;
type Ending = Extract<Finding, { finds: 'all clear' | 'no question' }>;

/**
 * What becomes of an alert, now that its rule has looked. Deciding again once it is recorded gives no event, and an
 * older period than the last that decided anything decides nothing.
 */
export function decide(about: Case, finding: Finding): RuleDecision {
  const { last, voice } = about;
  const older = last !== null && finding.period !== null && finding.period < last.lastPeriod;
  // A notice is of whatever months there are.
  if (older && voice !== 'notice') return quiet(about, 'period is older than the last one told');
  switch (finding.finds) {
    case 'trouble':
      return isOpen(last) ? goOn(about, last, finding) : open(about, finding);
    case 'all clear':
    case 'no question':
      return isOpen(last) ? end(about, last, finding) : quiet(about, finding.otherwise);
    case 'no value':
      return isOpen(last) ? withoutValue(about, last, finding) : quiet(about, 'no value');
    case 'neither':
      return quiet(about, finding.reason);
  }
}

/** Nothing happens; what is on record stays. */
export function quiet({ rule, last }: Pick<Case, 'rule' | 'last'>, reason: QuietReason): RuleDecision {
  const { state, lastPeriod, level } = last ?? { state: null, lastPeriod: null, level: null };
  return { rule, state, period: lastPeriod, level, reason, event: null };
}

function open(about: Case, finding: Trouble): RuleDecision {
  const { last, voice } = about;
  // Whoever was told that a month is well is told that it is not; others were told of that month once, which is enough.
  const again = last?.lastPeriod === finding.period;
  if (again && voice !== 'lasting' && voice !== 'notice') return quiet(about, 'told already');
  const turned = again && last.toldPeriod === finding.period;
  const kind = voice === 'notice' || turned ? 'corrected' : 'opened';
  const words = turned ? correctedWords(finding.words) : finding.words;
  return happens(about, 'open', { ...finding, kind, words, tell: true });
}

function goOn(about: Case, last: StandingAlert, finding: Trouble): RuleDecision {
  const { voice, policy } = about;
  const { period } = finding;
  if (voice === 'notice') {
    const known = last.lastPeriod === period && last.level === finding.level;
    return known ? quiet(about, 'told already') : happens(about, 'open', { ...finding, kind: 'corrected', tell: true });
  }
  if (last.lastPeriod === period && last.state !== 'no-data') return quiet(about, 'told already');
  const goesOn = (state: AlertState, tell: boolean, reason: AlertReason = finding.reason) =>
    happens(about, state, { ...finding, reason, kind: 'continued', tell, level: tell ? finding.level : last.level });

  const since = last.toldPeriod === null ? null : monthsBetween(last.toldPeriod, period);
  if (last.state === 'acknowledged') {
    if (voice === 'single') return goesOn('acknowledged', false);
    if (isWorse(last, finding)) return goesOn('acknowledged', true, 'worse than when it was acknowledged');
    const quietFor = since ?? monthsBetween(last.openedPeriod ?? period, period);
    return goesOn('acknowledged', quietFor >= policy.remindAcknowledgedEvery);
  }
  if (isDueToEscalate(about, last, period)) {
    return happens(about, 'escalated', {
      ...finding,
      reason: 'not acknowledged for long',
      kind: 'escalated',
      tell: true,
    });
  }
  const remind = voice !== 'single' && (since === null || since >= policy.remindEvery);
  return goesOn(last.state === 'escalated' ? 'escalated' : 'open', remind);
}

function isWorse({ level }: StandingAlert, finding: Trouble): boolean {
  return level !== null && finding.level !== null && finding.level > level + worseBy;
}

function isDueToEscalate({ voice, policy }: Case, { state, openedPeriod }: StandingAlert, period: Period): boolean {
  if (policy.escalation === null || voice !== 'lasting' || state === 'escalated' || openedPeriod === null) return false;
  return monthsBetween(openedPeriod, period) >= policy.escalation.afterPeriods;
}

function end(about: Case, last: StandingAlert, finding: Ending): RuleDecision {
  const { voice } = about;
  // Only a notice ends by being told.
  if (!isHeard(last) && voice !== 'notice') {
    return happens(about, 'recovered', { ...finding, kind: 'withdrawn', tell: false, level: last.level });
  }
  const tell = voice === 'lasting' && (finding.finds === 'all clear' || finding.tell);
  if (finding.finds === 'no question') {
    return happens(about, 'recovered', { ...finding, kind: 'withdrawn', tell, level: last.level });
  }
  const turned = voice === 'lasting' && last.toldPeriod === finding.period && last.state !== 'no-data';
  const words = turned ? correctedWords(finding.words) : finding.words;
  const kind = turned ? 'corrected' : 'recovered';
  return happens(about, 'recovered', { ...finding, kind, words, tell, level: last.level });
}

/** An acknowledged alert is quiet as it is; for the others it is put on record that nothing is known now. */
function withoutValue(
  about: Case,
  last: StandingAlert,
  { period, words }: Finding & { finds: 'no value' },
): RuleDecision {
  if (last.state === 'no-data' || last.state === 'acknowledged') return quiet(about, 'no value');
  // What is missing is for `value-missing` to tell.
  const event = { kind: 'no-data', period, reason: 'no value', words, tell: false, level: last.level } as const;
  return happens(about, 'no-data', event);
}

function isHeard({ toldPeriod, state }: StandingAlert): boolean {
  return toldPeriod !== null || state === 'acknowledged';
}

function correctedWords(words: string): string {
  return `A correction of what you were told: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

function happens(
  { rule }: Case,
  state: AlertState,
  { kind, period, reason, words, tell, level }: Happening,
): RuleDecision {
  return { rule, state, period, level, reason, event: { kind, period, reason, words, tell } };
}

interface Happening {
  readonly kind: EventKind;
  readonly period: Period;
  readonly reason: AlertReason;
  readonly words: string;
  readonly tell: boolean;
  readonly level: number | null;
}
