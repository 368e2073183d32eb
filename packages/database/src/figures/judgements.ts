import { and, asc, desc, eq, lte } from 'drizzle-orm';
import type { IsoDate, Period } from '@vigil/calendar';
import type { Place, Ruling } from '@vigil/indicators';
import type { Transaction } from '../database.ts';
import { standingReported, type FormSources } from './reported.ts';
import { recordAudit, Refused, type OperatorsWord } from '../operators/word.ts';
import { judgement } from '../schema/index.ts';

/**
 * People's words on a month that stand, one an indicator.
 *
 * @param knownAt those that stood then; without it, those that stand now
 */
export async function readJudgements(tx: Transaction, period: Period, knownAt?: Date): Promise<readonly Ruling[]> {
  const last = await tx.orm
    .selectDistinctOn([judgement.indicator])
    .from(judgement)
    .where(
      and(
        eq(judgement.authority, tx.authority),
        eq(judgement.period, period),
        knownAt && lte(judgement.createdAt, knownAt),
      ),
    )
    .orderBy(asc(judgement.indicator), desc(judgement.id));
  return last.flatMap(({ indicator, place, reason, actor }) =>
    place === null ? [] : [{ indicator, period, place, reason, actor }],
  );
}

/**
 * Puts a person's word on record: the list that an indicator of a month belongs in, whatever its figures suggest.
 *
 * @param place null: the word that stands is withdrawn
 * @throws {Refused} when that very word stands already, or there is none to withdraw
 */
export async function recordJudgement(
  tx: Transaction,
  { indicator, period }: { readonly indicator: string; readonly period: Period },
  place: Place | null,
  word: OperatorsWord,
): Promise<void> {
  // Two people who say the same at once are one after the other.
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`judgement of ${tx.authority}/${indicator}`}, 0))`;
  const standing = (await readJudgements(tx, period)).find((one) => one.indicator === indicator);
  if (place === null && !standing) throw new Refused(`Nobody has put ${indicator} of ${period} in a list.`);
  if (standing && standing.place === place && standing.reason === word.reason) {
    throw new Refused(`${indicator} of ${period} is in that list already, for that reason (${standing.actor}).`);
  }
  await tx.orm.insert(judgement).values({ authority: tx.authority, indicator, period, place, ...word });
  await recordAudit(tx, word, {
    action: place === null ? 'withdraw judgement' : 'judge',
    subject: `${indicator} ${period}`,
    detail: { indicator, period, place, before: standing?.place ?? null },
  });
}

/** What was noted beside the reported figures of a month, as at a date, by indicator. */
export function readReportedNotes(
  tx: Transaction,
  period: Period,
  asAt: IsoDate,
  forms: FormSources,
): Promise<ReadonlyMap<string, string>> {
  return besideReported(tx, 'note', period, asAt, forms);
}

/** Where the reported figures of a month are from, by whoever reported them, as at a date, by indicator: 'CHAT'. */
export function readReportedSources(
  tx: Transaction,
  period: Period,
  asAt: IsoDate,
  forms: FormSources,
): Promise<ReadonlyMap<string, string>> {
  return besideReported(tx, 'source', period, asAt, forms);
}

async function besideReported(
  tx: Transaction,
  column: 'note' | 'source',
  period: Period,
  asAt: IsoDate,
  forms: FormSources,
): Promise<ReadonlyMap<string, string>> {
  const figures = await standingReported(tx, asAt, forms);
  return new Map(
    figures.flatMap(({ indicator, period: month, member, [column]: words }) =>
      month === period && member === null && words !== null ? [[indicator, words] as const] : [],
    ),
  );
}
