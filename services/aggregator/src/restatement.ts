import type { Calendar, IsoDate } from '@vigil/calendar';
import {
  compareCohorts,
  type CohortDifference,
  type FigureToPublish,
  type Restatement,
  type RestatementReason,
  type Transaction,
} from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';

/**
 * Says why figures changed (indicators.md, "Status of a figure"). A changed rule, calendar or population explains
 * itself; otherwise the cohort is asked at both as-at dates, once for all months: what was added was recorded late,
 * what is gone was deleted, what counts otherwise was corrected. Where several are true, the first of these is said.
 */
export async function explainRestatements(
  tx: Transaction,
  definition: IndicatorDefinition,
  asAt: IsoDate,
  calendar: Calendar,
  restated: readonly Restatement[],
): Promise<readonly { figure: FigureToPublish; reason: RestatementReason }[]> {
  const reasons = new Map<Restatement, RestatementReason>();
  const unexplained = new Map<IsoDate, Restatement[]>();
  for (const one of restated) {
    const reason = ownReason(definition, asAt, calendar, one);
    if (reason === null) unexplained.set(one.before.asAt, [...(unexplained.get(one.before.asAt) ?? []), one]);
    else reasons.set(one, reason);
  }
  for (const [earlier, some] of unexplained) {
    const periods = [...new Set(some.map(({ now }) => now.period))];
    const question = { asAt, periods, calendarVersion: calendar.version };
    const differences = await compareCohorts(tx, definition, question, earlier);
    for (const one of some) reasons.set(one, reasonIn(differences, one));
  }
  return restated.map((one) => ({ figure: one.now, reason: reasons.get(one) ?? 'correction' }));
}

/** Why a figure changed, as far as it can be told without looking at its cases. */
function ownReason(
  definition: IndicatorDefinition,
  asAt: IsoDate,
  calendar: Calendar,
  { before, now }: Restatement,
): RestatementReason | null {
  if (now.origin === 'reported') return 'reported anew';
  if (before.definitionVersion !== definition.definitionVersion) return 'definition';
  if (before.calendarVersion !== calendar.version) return 'calendar';
  const sameCount = Number(before.numerator) === Number(now.numerator);
  if (definition.unit === 'rate per 10,000' && sameCount) return 'population';
  // A correction of the very delivery that the figure rests on has nothing earlier to be compared with.
  return before.asAt === asAt ? 'correction' : null;
}

function reasonIn(differences: readonly CohortDifference[], { now }: Restatement): RestatementReason {
  const difference = differences.find(({ period, member }) => period === now.period && member === now.member);
  if (difference && difference.added > 0) return 'late recording';
  return difference && difference.removed > 0 ? 'deletion' : 'correction';
}
