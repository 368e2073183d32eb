import type { Calendar, IsoDate } from '@vigil/calendar';
import {
  compareCohorts,
  differenceInFiles,
  lastErasures,
  publishedBefore,
  sameNumber,
  type CohortDifference,
  type Computation,
  type Restatement,
  type RestatementReason,
  type Transaction,
} from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { CarriedOver } from './carry-over.ts';
import type { Cause } from './cause.ts';
import { gatherFor, type Comparison } from './gather.ts';
import type { Basis, Ground } from './ground.ts';

/** What is known of a computation whose figures came out otherwise than before. */
export interface Circumstances {
  readonly definition: IndicatorDefinition;
  readonly basis: Basis;
  readonly calendar: Calendar;
  readonly cause: Cause;
  /** The last computation before this one; null where there was none. */
  readonly last: Computation | null;
  /** The rule is another than at the last computation, whatever its version says. */
  readonly ruleChanged: boolean;
  /** Off on a cold night: whole cohorts are compared then. */
  readonly reuses: boolean;
  /** How the cohort differs from that of an earlier date, where its figures were carried over from there. */
  readonly carried: CarriedOver | null;
}

/** Figures of an indicator that came out otherwise than before. */
interface Changed {
  readonly circumstances: Circumstances;
  readonly restated: readonly Restatement[];
}

/**
 * Says why figures changed (indicators.md, "Status of a figure"). A changed rule, calendar or population explains
 * itself, and so does a delivery that takes the place of another for the same date. Otherwise the cohort is asked at
 * the as-at date and at the last one at which the figure still stood, once for all months: what was added was recorded
 * late, what is gone was deleted, what counts otherwise was corrected. Where several are true, the first of these is
 * said. What neither of them accounts for, of lists of which records were erased since, is put down to that.
 */
export async function explainRestatements(
  tx: Transaction,
  ground: Ground,
  changed: readonly Changed[],
): Promise<ReadonlyMap<Restatement, RestatementReason>> {
  const reasons = new Map<Restatement, RestatementReason>();
  const unexplained: Unexplained[] = [];
  const isErasedSince = erasuresSince(tx);
  for (const { circumstances, restated } of changed) {
    const rest: Restatement[] = [];
    for (const one of restated) {
      const reason = ownReason(circumstances, one) ?? (await reasonOfSameDate(tx, circumstances, one, isErasedSince));
      if (reason === null) rest.push(one);
      else reasons.set(one, reason);
    }
    if (rest.length > 0) unexplained.push(await toCompare(ground, circumstances, rest));
  }
  await gatherFor(
    tx,
    unexplained.flatMap(({ comparison }) => comparison ?? []),
  );
  for (const one of unexplained) {
    const differences = await differencesBehind(tx, one);
    for (const restated of one.restated) {
      const { circumstances } = one;
      const difference = differenceOf(differences, restated, circumstances);
      const erased =
        !accountsFor(difference, restated, circumstances.definition) && (await isErasedSince(circumstances, restated));
      reasons.set(restated, erased ? 'erasure' : reasonIn(difference, restated, circumstances));
    }
  }
  return reasons;
}

/** Whether records of the lists that a figure rests on were erased after its earlier version was published. */
type ErasedSince = (circumstances: Circumstances, restated: Restatement) => Promise<boolean>;

function erasuresSince(tx: Transaction): ErasedSince {
  let asked: ReturnType<typeof lastErasures> | undefined;
  return async ({ definition }, { before }) => {
    const erasures = await (asked ??= lastErasures(tx));
    const moments = definition.lists.flatMap((list) => erasures.get(list) ?? []);
    return moments.length > 0 && publishedBefore(tx, { indicator: definition.id, ...before }, moments);
  };
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
  circumstances: Circumstances,
  restated: Restatement,
  isErasedSince: ErasedSince,
): Promise<RestatementReason | null> {
  const { basis, cause } = circumstances;
  const { before } = restated;
  const { deliveries } = before;
  if (before.asAt !== basis.asAt || deliveries === null) return null;
  const rests = Object.entries(basis.deliveries).every(([list, delivery]) => deliveries[list] === delivery);
  if (rests && (await isErasedSince(circumstances, restated))) return 'erasure';
  if (rests) return cause.asAt < basis.asAt ? cause.reason() : 'correction';
  return (await differenceInFiles(tx, deliveries, basis.deliveries)) === 'reading' ? 'mapping' : 'correction';
}

/**
 * The last as-at date at which a figure still stood: it was published as at its own, and stood unchanged when it was
 * computed since. What changed before and cancelled out is not why it changed.
 */
function lastStood({ basis, last }: Circumstances, { before, now }: Restatement): IsoDate {
  const isSince = last !== null && last.asAt > before.asAt && last.asAt < basis.asAt;
  return isSince && last.periods[now.period] !== undefined ? last.asAt : before.asAt;
}

/** Restated figures of an indicator of which the cohort must say why. */
interface Unexplained {
  readonly circumstances: Circumstances;
  readonly restated: readonly Restatement[];
  /** How the cohort differs from earlier dates, as far as that is known. */
  readonly known: ReadonlyMap<IsoDate, readonly CohortDifference[]>;
  /** The other dates at which the figures stood. */
  readonly earlier: readonly IsoDate[];
  /** For those, where the records of changed subjects are enough to compare. */
  readonly comparison: Comparison | null;
}

async function toCompare(
  ground: Ground,
  circumstances: Circumstances,
  restated: readonly Restatement[],
): Promise<Unexplained> {
  const { definition, basis, reuses, carried } = circumstances;
  const stood = (one: Restatement) => lastStood(circumstances, one);
  const known = new Map<IsoDate, readonly CohortDifference[]>();
  const earlier: IsoDate[] = [];
  for (const date of new Set(restated.map(stood))) {
    const periods = restated.filter((one) => stood(one) === date).map(({ now }) => now.period);
    const isCompared =
      carried !== null && date <= carried.from && periods.every((one) => carried.periods.includes(one));
    // The same records then as at the date that the figures were carried over from.
    if (isCompared && (await ground.changed(definition.lists, date, carried.from)).length === 0) {
      known.set(date, carried.differences);
    } else earlier.push(date);
  }
  const [earliest] = earlier.toSorted();
  const comparison =
    reuses && earliest !== undefined
      ? { definition, basis, earliest, lists: await ground.changed(definition.lists, earliest, basis.asAt) }
      : null;
  return { circumstances, restated, known, earlier, comparison };
}

/** How the cohort differs; of all its records where those of changed subjects do not account for the figures. */
async function differencesBehind(
  tx: Transaction,
  { circumstances, restated, known, earlier, comparison }: Unexplained,
): Promise<Differences> {
  const { definition, basis, calendar } = circumstances;
  const periods = [...new Set(restated.map(({ now }) => now.period))];
  const question = { asAt: basis.asAt, periods, calendarVersion: calendar.version };
  const compare = async (dates: readonly IsoDate[], among: 'all' | readonly string[]) =>
    (await compareCohorts(tx, [definition], question, dates, among)).get(definition.id)!;
  const among = comparison?.lists ?? 'all';
  const found = new Map([...known, ...(earlier.length > 0 ? await compare(earlier, among) : [])]);
  const accounts = restated.every((one) => accountsFor(differenceOf(found, one, circumstances), one, definition));
  return accounts ? found : compare([...found.keys()], 'all');
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

/** How a cohort differs now from what it was at each of some dates. */
type Differences = ReadonlyMap<IsoDate, readonly CohortDifference[]>;

function differenceOf(
  differences: Differences,
  restated: Restatement,
  circumstances: Circumstances,
): CohortDifference | undefined {
  const { now } = restated;
  return differences
    .get(lastStood(circumstances, restated))
    ?.find(({ period, member }) => period === now.period && member === now.member);
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
