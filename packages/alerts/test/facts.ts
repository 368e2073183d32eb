import { addDays, addMonths, firstDay, type Period } from '@vigil/calendar';
import { type IndicatorDefinition, limitsOf, type Target } from '@vigil/indicators';
import { anIndicator, aTarget } from '../../indicators/test/examples.ts';
import { type Given, seriesOf } from '../../indicators/test/series-of.ts';
import {
  alertsSchema,
  evaluateFigure,
  type Facts,
  type Policy,
  recorded,
  type RuleDecision,
  type RuleName,
  type Rules,
  rulesFor,
  type StandingAlert,
} from '../src/index.ts';

/** At least 84 %, tolerance 5. */
const target = aTarget({ atLeast: 84 });

/** The facts of a percentage, as at the fifth of the month after its last. */
export function factsOf(
  figures: Readonly<Record<Period, Given>>,
  {
    definition = {},
    targets = [target],
    provisional,
    ...others
  }: {
    definition?: Partial<IndicatorDefinition>;
    targets?: readonly Target[];
    provisional?: Period;
  } & Partial<Omit<Facts, 'definition'>> = {},
): Facts {
  const indicator = anIndicator(definition);
  const { judged } = seriesOf(indicator, figures, { targets, ...(provisional !== undefined && { provisional }) });
  const last = judged.at(-1)?.figure.period ?? '2020-12';
  return {
    definition: indicator,
    member: null,
    asAt: addDays(firstDay(addMonths(last, 1)), 20),
    series: judged,
    limits: limitsOf(
      indicator,
      judged.map(({ figure }) => figure),
      targets[0] ?? null,
      [],
    ),
    benchmark: null,
    neighbours: null,
    open: null,
    running: null,
    turned: [],
    quarantinedShare: 0,
    arrived: true,
    ...others,
  };
}

/** So many months that end with December 2020. */
export function until(given: readonly Given[]): Readonly<Record<Period, Given>> {
  return Object.fromEntries(given.map((one, index) => [addMonths('2020-12', index + 1 - given.length), one]));
}

/** One rule alone, with its options. */
export function only(rule: RuleName, options: object | 'on' = 'on', minimumCohort = 10): Rules {
  const rules = rulesFor(alertsSchema.parse({ defaults: { [rule]: options }, minimumCohort }), 'any');
  return { [rule]: rules[rule], minimumCohort };
}

export const policy: Policy = alertsSchema.parse({});

/** An alert of `target-missed` that was opened and told, unless it says otherwise. */
export function anAlert(differences: Partial<StandingAlert> = {}): StandingAlert {
  const lastPeriod = differences.lastPeriod ?? '2020-11';
  const state = differences.state ?? 'open';
  return {
    rule: 'target-missed',
    state,
    openedPeriod: state === 'pending' ? null : lastPeriod,
    lastPeriod,
    toldPeriod: state === 'pending' ? null : lastPeriod,
    level: null,
    ...differences,
  };
}

export function evaluated(
  facts: Facts,
  {
    rules = only('target-missed'),
    standing = [],
    ...others
  }: { rules?: Rules; standing?: readonly StandingAlert[]; policy?: Policy } = {},
): readonly RuleDecision[] {
  const byRule = new Map(standing.map((alert) => [alert.rule, alert]));
  return evaluateFigure({ facts, rules, standing: byRule, policy, ...others });
}

/** What was decided of one rule, in a line: 'opened 2020-12, told: target missed', or why nothing happened. */
export function inALine(decision: RuleDecision | undefined): string {
  if (decision === undefined) return 'nothing was decided';
  const { event, reason } = decision;
  if (event === null) return reason;
  return `${event.kind} ${event.period}${event.tell ? ', told' : ''}: ${event.reason}`;
}

/** The record after decisions, in their order. */
export function afterwards(
  standing: ReadonlyMap<RuleName, StandingAlert>,
  decisions: readonly RuleDecision[],
): Map<RuleName, StandingAlert> {
  const record = new Map(standing);
  for (const decision of decisions) {
    const alert = recorded(record.get(decision.rule) ?? null, decision);
    if (alert !== null) record.set(decision.rule, alert);
  }
  return record;
}
