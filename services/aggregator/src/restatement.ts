import type { Calendar, IsoDate } from '@vigil/calendar';
import { compareCohorts, type FigureToPublish, type Restatement, type Transaction } from '@vigil/database';
import type { RestatementReason } from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';

/**
 * Says why figures changed (indicators.md, "Status of a figure"). A changed rule, calendar or population explains
 * itself; otherwise the cohort is asked at both as-at dates: what was added was recorded late, what is gone was
 * deleted, what counts otherwise was corrected. Where several are true, the first of these is said.
 */
export async function explainRestatements(
  tx: Transaction,
  definition: IndicatorDefinition,
  asAt: IsoDate,
  calendar: Calendar,
  restated: readonly Restatement[],
): Promise<readonly { figure: FigureToPublish; reason: RestatementReason }[]> {
  const explained: { figure: FigureToPublish; reason: RestatementReason }[] = [];
  for (const { before, now } of restated) {
    explained.push({ figure: now, reason: await explain(tx, definition, asAt, calendar, before, now) });
  }
  return explained;
}

async function explain(
  tx: Transaction,
  definition: IndicatorDefinition,
  asAt: IsoDate,
  calendar: Calendar,
  before: Restatement['before'],
  now: FigureToPublish,
): Promise<RestatementReason> {
  if (now.origin === 'reported') return 'reported anew';
  if (before.definitionVersion !== definition.definitionVersion) return 'definition';
  if (before.calendarVersion !== calendar.version) return 'calendar';
  const sameCount = Number(before.numerator) === Number(now.numerator);
  if (definition.unit === 'rate per 10,000' && sameCount) return 'population';
  // A correction of the very delivery that the figure rests on has nothing earlier to be compared with.
  if (before.asAt === asAt) return 'correction';
  const question = { asAt, periods: [now.period], calendarVersion: calendar.version };
  const differences = await compareCohorts(tx, definition, question, before.asAt);
  const difference = differences.find(({ member }) => member === now.member);
  if (difference && difference.added > 0) return 'late recording';
  if (difference && difference.removed > 0) return 'deletion';
  return 'correction';
}
