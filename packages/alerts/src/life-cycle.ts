import type { Period } from '@vigil/calendar';
import type { AlertReason } from './reasons.ts';
import type { RuleName } from './rule-names.ts';

/**
 * What an alert is, by what ends it.
 *
 * - `pending`: a month would open it were it settled; ends with settling, open or not.
 * - `open`: somebody is to be told, or was; ends when the rule clears.
 * - `acknowledged`: somebody answered, and it stays quiet; ends when the rule clears.
 * - `escalated`: nobody answered for long; ends with an answer, or when the rule clears.
 * - `no-data`: it was open and its figure has no value now; ends with the next value.
 * - `recovered`: over; only a new opening follows.
 */
export type AlertState = OpenState | 'pending' | 'recovered';

/** The states of an alert that is before somebody's eyes, opened and not ended; the most pressing first. */
export const openStates = ['escalated', 'open', 'no-data', 'acknowledged'] as const;

export type OpenState = (typeof openStates)[number];

/** Whether an alert is before somebody's eyes. */
export function isOpen<Alert extends { readonly state: AlertState }>(
  alert: Alert | null,
): alert is Alert & { readonly state: OpenState } {
  return alert !== null && (openStates as readonly AlertState[]).includes(alert.state);
}

/**
 * What happened to an alert. `corrected`: a month that somebody was told of was restated, and its verdict turned.
 * `withdrawn`: it ended without having recovered; where it is not told, what is still untold of the alert is void too.
 */
export type EventKind =
  | 'pending'
  | 'opened'
  | 'continued'
  | 'recovered'
  | 'corrected'
  | 'acknowledged'
  | 'escalated'
  | 'no-data'
  | 'withdrawn';

/** What is on record of one indicator, member and rule: its last alert. */
export interface StandingAlert {
  readonly rule: RuleName;
  readonly state: AlertState;
  /** Null while it is pending, and where it came to nothing. */
  readonly openedPeriod: Period | null;
  /** The last period that decided anything. */
  readonly lastPeriod: Period;
  /** The last period that somebody was told of. */
  readonly toldPeriod: Period | null;
  /** What it opened on, or was last told on, in the rule's own measure: what it is to clear, or to get worse, by. */
  readonly level: number | null;
}

export interface AlertEventDecision {
  readonly kind: EventKind;
  readonly period: Period;
  readonly reason: AlertReason;
  /** One sentence for the mail, without child-level data. */
  readonly words: string;
  readonly tell: boolean;
}

/** What becomes of the alert of one rule. `state`, `period` and `level` are what is to stand on record afterwards. */
export interface RuleDecision {
  readonly rule: RuleName;
  /** Null: no alert stands, nor is wanted. */
  readonly state: AlertState | null;
  readonly period: Period | null;
  readonly level: number | null;
  readonly reason: AlertReason;
  /** Null: nothing happened, and nothing is to be recorded. */
  readonly event: AlertEventDecision | null;
}
