import { and, asc, desc, eq, inArray, lte } from 'drizzle-orm';
import { todayIn, type Period, timeZoneOfEngland } from '@vigil/calendar';
import type { Rebase } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { recordAudit, Refused, type OperatorsWord } from '../operators/word.ts';
import { rebase } from '../schema/index.ts';

/** What has control limits of its own: an indicator's whole (null), or one member of it. */
interface RebasedSeries {
  readonly indicator: string;
  readonly member: string | null;
}

/** A decision that stands, with the series it is about. */
type StandingRebase = RebasedSeries & Rebase;

/**
 * The decisions that stand for some indicators and have not been withdrawn, by month.
 *
 * @param knownAt as known then; without it, as known now
 */
export async function readRebases(
  tx: Transaction,
  indicators: readonly string[],
  knownAt?: Date,
): Promise<readonly StandingRebase[]> {
  const last = await tx.orm
    .selectDistinctOn([rebase.indicator, rebase.member, rebase.period])
    .from(rebase)
    .where(
      and(
        eq(rebase.authority, tx.authority),
        inArray(rebase.indicator, [...indicators]),
        knownAt && lte(rebase.createdAt, knownAt),
      ),
    )
    .orderBy(asc(rebase.indicator), asc(rebase.member), asc(rebase.period), desc(rebase.id));
  return last
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ indicator, member, period, actor, createdAt, reason }) => ({
      indicator,
      member,
      period,
      who: actor,
      when: todayIn(timeZoneOfEngland, createdAt),
      why: reason,
    }));
}

/**
 * Puts on record that the limits of a series begin anew with a month, or that they do not after all.
 *
 * @throws {Refused} when that is on record already, or there is nothing to withdraw
 */
export async function recordRebase(
  tx: Transaction,
  { indicator, member }: RebasedSeries,
  { period, withdraw }: { readonly period: Period; readonly withdraw: boolean },
  word: OperatorsWord,
): Promise<void> {
  // Two people who decide the same at once are one after the other.
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`rebases of ${tx.authority}/${indicator}`}, 0))`;
  const standing = (await readRebases(tx, [indicator])).find((one) => one.member === member && one.period === period);
  const subject = member === null ? indicator : `${indicator} (${member})`;
  if (withdraw && !standing) throw new Refused(`The limits of ${subject} do not begin anew with ${period}.`);
  if (!withdraw && standing) {
    throw new Refused(
      `The limits of ${subject} begin anew with ${period} already: ${standing.why} (${standing.who}, ${standing.when}).`,
    );
  }
  const { actor, reason } = word;
  await tx.orm
    .insert(rebase)
    .values({ authority: tx.authority, indicator, member, period, withdrawn: withdraw, actor, reason });
  await recordAudit(tx, word, {
    action: withdraw ? 'withdraw rebase' : 'rebase',
    subject: `${subject} ${period}`,
    detail: { indicator, member, period },
  });
}
