import type { Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '@vigil/indicators';
import { type Figure, type JudgedFigure, judgedPeriod } from '@vigil/indicators';
import type { Options, Rules } from '../configuration.ts';
import type { Facts } from '../facts.ts';
import type { StandingAlert } from '../life-cycle.ts';
import type { EndedReason, QuietReason, RaisedReason } from '../reasons.ts';
import type { RuleName } from '../rule-names.ts';

/** What a rule finds in a figure; what becomes of its alert is for the life cycle to say. */
export type Finding =
  /** `level`: what it is to clear, or to get worse, by. */
  | { finds: 'trouble'; period: Period; reason: RaisedReason; words: string; level: number | null }
  | { finds: 'all clear'; period: Period; reason: EndedReason; words: string; otherwise: QuietReason }
  /** The question is no longer asked. `tell`: whoever was told of the alert is told of that. */
  | { finds: 'no question'; period: Period; reason: EndedReason; words: string; otherwise: QuietReason; tell: boolean }
  /** The figure has lost its value. */
  | { finds: 'no value'; period: Period; words: string }
  /** Neither opens nor clears. */
  | { finds: 'neither'; period: Period | null; reason: QuietReason };

/** What a rule is asked about. */
export interface Asked<Name extends RuleName> {
  readonly facts: Facts;
  readonly options: Options[Name];
  /** All rules that are on for the indicator. */
  readonly rules: Rules;
  /** The alert of this rule that is open; null where none is. */
  readonly alert: StandingAlert | null;
}

/**
 * How much a rule has to say.
 *
 * - `lasting`: opens, is told again while it lasts, escalates, tells its end, corrects what it said.
 * - `repeating`: opens, is told again while it lasts, ends quietly.
 * - `single`: is told when it begins, and ends quietly.
 * - `notice`: is told once and is over with that.
 */
export type Voice = 'lasting' | 'repeating' | 'single' | 'notice';

export interface Rule<Name extends RuleName> {
  readonly voice: Voice;
  find(asked: Asked<Name>): Finding;
  /** The provisional month that would open the alert were it settled, in words; null where there is none. */
  unsettled?(asked: Asked<Name>): { readonly period: Period; readonly words: string } | null;
}

export function neither(period: Period | null, reason: QuietReason): Finding {
  return { finds: 'neither', period, reason };
}

/** Of fewer cases one moves a percentage by more than ten points: no trend is to be seen in them. */
export const fewestForTrend = 10;

/**
 * The month that alerts are judged on, if it has a value and cases enough; else what is found instead.
 *
 * @param fewest how many are enough where the authority does not say
 */
export function judgedMonth(
  { facts, rules }: Pick<Asked<RuleName>, 'facts' | 'rules'>,
  fewest = 0,
): JudgedFigure | Finding {
  const judged = judgedPeriod(facts.series);
  if (judged === null) return neither(null, 'no period to judge');
  const { period, value } = judged.figure;
  if (value === null) return neither(period, 'no value');
  return tooFew(facts.definition, judged.figure, rules.minimumCohort ?? fewest)
    ? neither(period, 'too few cases')
    : judged;
}

export function isFinding(found: JudgedFigure | Finding): found is Finding {
  return 'finds' in found;
}

/** A percentage of fewer cases than it is judged by. */
export function tooFew({ unit }: Pick<IndicatorDefinition, 'unit'>, { denominator }: Figure, fewest: number): boolean {
  return unit === 'percent' && denominator !== null && denominator < fewest;
}

/** How far `to` lies from `from` for the worse, in the indicator's unit; negative for the better, 0 where neither is. */
export function worsening({ polarity }: Pick<IndicatorDefinition, 'polarity'>, from: number, to: number): number {
  if (polarity === 'neutral') return 0;
  return polarity === 'higher-is-better' ? from - to : to - from;
}
