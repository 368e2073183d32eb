import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { addMonths, type Period } from '@vigil/calendar';
import { isRemark, outcomeOf, type Outcome, type Said, type Word } from '@vigil/commentary';
import type { Transaction } from '../database.ts';
import { recordJudgement } from '../figures/judgements.ts';
import { Refused, type OperatorsWord } from '../operators/word.ts';
import { judgement } from '../schema/index.ts';
import { readRemarks, recordRemarks } from './remarks.ts';

/**
 * All that people say: the remarks that stand, of a month and of earlier ones, and beside them the judgements on the
 * lists, of the month and of the one before it alone, since a ruling is carried over once; those that were withdrawn too.
 */
export async function readWords(tx: Transaction, period: Period): Promise<readonly Word[]> {
  const judgements = await tx.orm
    .selectDistinctOn([judgement.period, judgement.indicator])
    .from(judgement)
    .where(and(eq(judgement.authority, tx.authority), inArray(judgement.period, [period, addMonths(period, -1)])))
    .orderBy(asc(judgement.period), asc(judgement.indicator), desc(judgement.id));
  return [...(await readRemarks(tx, period)), ...judgements.map(wordOf)];
}

function wordOf({ indicator, period, place, reason, actor, createdAt }: typeof judgement.$inferSelect): Word {
  return {
    period,
    kind: 'judgement',
    subject: indicator,
    indicators: [indicator],
    place,
    text: reason,
    evidence: null,
    owner: null,
    due: null,
    state: place === null ? 'withdrawn' : 'accepted',
    forPublic: false,
    author: actor,
    at: createdAt,
  };
}

/**
 * Puts words on record: remarks as remarks, judgements as judgements, each judgement for its own reason.
 *
 * @returns what came of each, in their order
 * @throws {Refused} when one withdraws what nobody has said, or is a draft of a judgement
 */
export async function recordWords(
  tx: Transaction,
  words: readonly Said[],
  word: OperatorsWord,
): Promise<readonly Outcome[]> {
  const outcomes = new Map<Said, Outcome>();
  const remarks = words.filter(isRemark);
  for (const [index, outcome] of (await recordRemarks(tx, remarks, word)).entries()) {
    outcomes.set(remarks[index]!, outcome);
  }
  for (const said of words.filter((one) => !isRemark(one))) outcomes.set(said, await judge(tx, said, word));
  return words.map((said) => outcomes.get(said)!);
}

async function judge(tx: Transaction, said: Said, { actor, reason }: OperatorsWord): Promise<Outcome> {
  const { subject: indicator, period, place, text } = said;
  const outcome = outcomeOf(said, await readWords(tx, period));
  if (outcome === 'unchanged') return outcome;
  if (outcome === null) throw new Refused(whyNot(said));
  if (outcome === 'withdrawn') await recordJudgement(tx, { indicator, period }, null, { actor, reason });
  else await recordJudgement(tx, { indicator, period }, place, { actor, reason: text });
  return outcome;
}

function whyNot({ subject, period, state }: Said): string {
  return state === 'withdrawn'
    ? `Nobody has put ${subject} of ${period} in a list.`
    : `A judgement is on record or it is not: that on ${subject} of ${period} cannot be kept as a draft.`;
}
