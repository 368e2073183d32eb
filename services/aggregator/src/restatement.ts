import type { Calendar, IsoDate } from '@vigil/calendar';
import {
  compareCohorts,
  differenceInFiles,
  sameNumber,
  type CohortDifference,
  type Restatement,
  type RestatementReason,
  type Transaction,
} from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { Cause } from './cause.ts';
import type { Basis } from './ground.ts';

/** What is known of a computation whose figures came out otherwise than before. */
export interface Circumstances {
  readonly definition: IndicatorDefinition;
  readonly basis: Basis;
  readonly calendar: Calendar;
  readonly cause: Cause;
  /** The rule is another than at the last computation, whatever its version says. */
  readonly ruleChanged: boolean;
  /** The lists that have changed since a date, where the records of changed subjects are enough to compare; else all. */
  readonly among: (earlier: IsoDate) => Promise<'all' | readonly string[]>;
  /** What is known already of how the cohort differs from that of an earlier date, in every month that is computed. */
  readonly known: ReadonlyMap<IsoDate, readonly CohortDifference[]>;
}

/**
 * Says why figures changed (indicators.md, "Status of a figure"). A changed rule, calendar or population explains
 * itself, and so does a delivery that takes the place of another for the same date. Otherwise the cohort is asked at
 * both as-at dates, once for all months: what was added was recorded late, what is gone was deleted, what counts
 * otherwise was corrected. Where several are true, the first of these is said.
 */
export async function explainRestatements(
  tx: Transaction,
  circumstances: Circumstances,
  restated: readonly Restatement[],
): Promise<ReadonlyMap<Restatement, RestatementReason>> {
  const reasons = new Map<Restatement, RestatementReason>();
  const unexplained = new Map<IsoDate, Restatement[]>();
  for (const one of restated) {
    const reason = ownReason(circumstances, one) ?? (await reasonOfSameDate(tx, circumstances, one));
    if (reason === null) unexplained.set(one.before.asAt, [...(unexplained.get(one.before.asAt) ?? []), one]);
    else reasons.set(one, reason);
  }
  for (const [earlier, some] of unexplained) {
    const differences = await differencesBehind(tx, circumstances, earlier, some);
    for (const one of some) reasons.set(one, reasonIn(differenceOf(differences, one), one, circumstances));
  }
  return reasons;
}

/** Why a figure changed, as far as the two versions tell by themselves. */
function ownReason({ definition, calendar }: Circumstances, { before, now }: Restatement): RestatementReason | null {
  if (now.origin === 'reported') return 'reported anew';
  if (before.definitionVersion !== definition.definitionVersion) return 'definition';
  if (before.calendarVersion !== calendar.version) return 'calendar';
  const samePopulation = Number(before.denominator) === Number(now.denominator);
  if (definition.unit === 'rate per 10,000' && sameNumber(before.numerator, now.numerator) && !samePopulation) {
    return 'population';
  }
  return null;
}

/** Why, where the figure was published for this very date before: there is nothing earlier to compare it with. */
async function reasonOfSameDate(
  tx: Transaction,
  { basis, cause }: Circumstances,
  { before }: Restatement,
): Promise<RestatementReason | null> {
  if (before.asAt !== basis.asAt) return null;
  const rests = Object.entries(basis.deliveries).every(([list, delivery]) => before.deliveries[list] === delivery);
  if (rests) return cause.asAt < basis.asAt ? cause.reason() : 'correction';
  return (await differenceInFiles(tx, before.deliveries, basis.deliveries)) === 'reading' ? 'mapping' : 'correction';
}

/** How the cohort differs; of all its records where those of changed subjects do not account for the figures. */
async function differencesBehind(
  tx: Transaction,
  { definition, basis, calendar, among, known }: Circumstances,
  earlier: IsoDate,
  restated: readonly Restatement[],
): Promise<readonly CohortDifference[]> {
  const periods = [...new Set(restated.map(({ now }) => now.period))];
  const question = { asAt: basis.asAt, periods, calendarVersion: calendar.version };
  const lists = await among(earlier);
  const found = known.get(earlier) ?? (await compareCohorts(tx, definition, question, earlier, lists));
  const accounts = restated.every((one) => accountsFor(differenceOf(found, one), one, definition));
  return accounts || lists === 'all' ? found : compareCohorts(tx, definition, question, earlier, 'all');
}

function accountsFor(
  difference: CohortDifference | undefined,
  { before, now }: Restatement,
  { unit }: IndicatorDefinition,
): boolean {
  const moved = (from: string | null, to: string | null) => Number(to) - Number(from);
  return (
    moved(before.numerator, now.numerator) === (difference?.numerator ?? 0) &&
    (unit !== 'percent' || moved(before.denominator, now.denominator) === (difference?.denominator ?? 0))
  );
}

function differenceOf(differences: readonly CohortDifference[], { now }: Restatement): CohortDifference | undefined {
  return differences.find(({ period, member }) => period === now.period && member === now.member);
}

function reasonIn(
  difference: CohortDifference | undefined,
  { before, now }: Restatement,
  { ruleChanged }: Circumstances,
): RestatementReason {
  if (difference && difference.added > 0) return 'late recording';
  if (difference && difference.removed > 0) return 'deletion';
  if (difference && difference.changed > 0) return 'correction';
  if (ruleChanged) return 'definition';
  // The same cases, and yet a value where there was none: earlier history, or a column, has come in the meantime.
  return before.value === null && now.value !== null ? 'late recording' : 'correction';
}
