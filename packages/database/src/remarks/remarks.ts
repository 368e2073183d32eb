import { and, asc, desc, eq, lte } from 'drizzle-orm';
import type { Period } from '@vigil/calendar';
import { outcomeOf, saidBefore, type Outcome, type Remark } from '@vigil/commentary';
import type { Transaction } from '../database.ts';
import { recordAudit, Refused, type OperatorsWord } from '../operators/word.ts';
import { remark } from '../schema/index.ts';

/** A remark that is about to be put on record: its author is whoever does so. */
export type RemarkToRecord = Omit<Remark, 'author' | 'at'>;

/**
 * The remarks that stand, of a month and of earlier ones: of each kind, month and subject the last one on record, one
 * that was withdrawn too. `remarksFor` makes of them what the pack of the month says.
 *
 * @param knownAt those that stood then; without it, those that stand now
 */
export async function readRemarks(tx: Transaction, period: Period, knownAt?: Date): Promise<readonly Remark[]> {
  const rows = await tx.orm
    .selectDistinctOn([remark.period, remark.kind, remark.subject])
    .from(remark)
    .where(
      and(eq(remark.authority, tx.authority), lte(remark.period, period), knownAt && lte(remark.createdAt, knownAt)),
    )
    .orderBy(asc(remark.period), asc(remark.kind), asc(remark.subject), desc(remark.id));
  return rows.map(({ id: _id, authority: _authority, createdAt, ...one }) => ({ ...one, at: createdAt }));
}

/**
 * Puts remarks on record, those alone that say something other than what stands; one that is withdrawn keeps its words.
 * One entry of the audit names them all.
 *
 * @returns what came of each, in their order
 * @throws {Refused} when one withdraws what nobody has said; then none is put on record
 */
export async function recordRemarks(
  tx: Transaction,
  remarks: readonly RemarkToRecord[],
  word: OperatorsWord,
): Promise<readonly Outcome[]> {
  // Two people who write at once are one after the other.
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`remarks of ${tx.authority}`}, 0))`;
  const periods = [...new Set(remarks.map(({ period }) => period))].toSorted();
  const standing = periods.length === 0 ? [] : await readRemarks(tx, periods.at(-1)!);
  const settled = remarks.map((said) => settle(said, standing));
  const changes = settled.filter(({ outcome }) => outcome !== 'unchanged');
  if (changes.length > 0) {
    await tx.orm.insert(remark).values(changes.map(({ said }) => rowOf(tx.authority, said, word.actor)));
    await recordAudit(tx, word, {
      action: 'record remarks',
      subject: periods.join(', '),
      detail: Object.fromEntries(
        (['new', 'changed', 'withdrawn'] as const).map((outcome) => [
          outcome,
          changes
            .filter((change) => change.outcome === outcome)
            .map(({ said: { kind, subject, period } }) => `${kind} ${subject} ${period}`),
        ]),
      ),
    });
  }
  return settled.map(({ outcome }) => outcome);
}

function settle(said: RemarkToRecord, standing: readonly Remark[]): { said: RemarkToRecord; outcome: Outcome } {
  const outcome = outcomeOf(said, standing);
  if (outcome === null) {
    throw new Refused(
      `Nobody has said anything of ${said.period} as ${said.kind} ${said.subject}: there is nothing to withdraw.`,
    );
  }
  if (outcome !== 'withdrawn') return { said, outcome };
  const before = saidBefore(said, standing)!;
  return { said: { ...before, kind: said.kind, period: said.period, state: 'withdrawn' }, outcome };
}

function rowOf(authority: string, said: RemarkToRecord, author: string): typeof remark.$inferInsert {
  // What is handed in may hold more than is to be kept.
  const { period, kind, subject, indicators, place, text, evidence, owner, due, state, forPublic } = said;
  const whole = { period, kind, subject, place, text, evidence, owner, due, state, forPublic };
  return { ...whole, indicators: [...indicators], authority, author };
}
