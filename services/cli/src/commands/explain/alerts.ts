import { isOpen, ruleTitles, type OpenState, type RuleName } from '@vigil/alerts';
import { dateName, periodName, type IsoDate, type Period } from '@vigil/calendar';
import { acknowledgements, listAlerts, type Transaction } from '@vigil/database';
import type { Question } from './read.ts';

/** An alert that is open on a figure, and what was last answered to it. */
export interface OpenAlert {
  readonly id: string;
  readonly rule: RuleName;
  readonly state: OpenState;
  readonly openedPeriod: Period;
  readonly answer: {
    readonly comment: string;
    readonly response: string | null;
    readonly owner: string | null;
    readonly due: IsoDate | null;
    readonly by: string;
  } | null;
}

/** The alerts that the month is a part of. They are as they stand now: of what was known earlier there are none. */
export async function openAlerts(
  tx: Transaction,
  { definition, member, period, state }: Question,
): Promise<readonly OpenAlert[]> {
  if (state.knownAt !== null) return [];
  const own = (await listAlerts(tx))
    .filter(isOpen)
    .filter(
      (alert) =>
        alert.indicator === definition.id &&
        alert.member === member &&
        alert.openedPeriod !== null &&
        alert.openedPeriod <= period &&
        period <= alert.lastPeriod,
    );
  const answers = await acknowledgements(
    tx,
    own.map(({ id }) => id),
  );
  return own.map((alert) => {
    const { id, rule, state: current, openedPeriod } = alert;
    const answer = answers.get(id) ?? null;
    return {
      id,
      rule,
      state: current,
      openedPeriod: openedPeriod!,
      answer: answer && {
        comment: answer.comment,
        response: answer.response,
        owner: answer.owner,
        due: answer.due,
        by: answer.actor,
      },
    };
  });
}

/** '- Target missed (3f2a91c4): acknowledged, since December 2020. "…" Response: …' */
export function alertInWords({ id, rule, state, openedPeriod, answer }: OpenAlert): string {
  const parts = [
    `- ${ruleTitles[rule]} (${id.slice(0, 8)}): ${state === 'no-data' ? 'open, without a value now' : state}, since ${periodName(openedPeriod)}.`,
    ...(answer === null ? [] : [`"${answer.comment}" (${answer.by}).`]),
    ...(answer === null || answer.response === null ? [] : [`Response: ${answer.response}.`]),
    ...(answer === null || answer.owner === null ? [] : [`Owner: ${answer.owner}.`]),
    ...(answer === null || answer.due === null ? [] : [`Due: ${dateName(answer.due)}.`]),
  ];
  return parts.join(' ');
}
