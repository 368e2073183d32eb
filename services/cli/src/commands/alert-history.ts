import type { Period } from '@vigil/calendar';
import { alertEvents, answersTo, type AlertEvent, type Acknowledgement } from '@vigil/database';
import { printRows, type Column, type Format } from '../output.ts';
import type { CommandContext, Session } from '../session.ts';
import { instantsOf } from './instants.ts';
import { idMeant } from './named.ts';

/** Something that happened to an alert, as it is printed; the names are stable. */
interface HistoryRow extends Pick<AlertEvent, 'kind' | 'reason' | 'words' | 'run'> {
  readonly at: string;
  readonly period: Period;
  /** The mail that told it, or newer news of the same alert; null where none did. */
  readonly mail: string | null;
  /** Whether a mail is still to tell it. */
  readonly waits: boolean;
  readonly by: string | null;
  readonly comment: string | null;
  readonly response: string | null;
  readonly owner: string | null;
  readonly due: string | null;
  readonly shown: { readonly at: string };
}

const columns: readonly Column<HistoryRow>[] = [
  { name: 'at', heading: 'When', show: ({ shown }) => shown.at },
  { name: 'kind', heading: 'What' },
  { name: 'period', heading: 'Month' },
  { name: 'reason', heading: 'Reason' },
  { name: 'mail', heading: 'Mail', show: ({ mail, waits }) => mail?.slice(0, 8) ?? (waits ? 'to be told' : 'none') },
  { name: 'waits' },
  { name: 'words', heading: 'In words', show: wordsShown },
  { name: 'by' },
  { name: 'comment' },
  { name: 'response' },
  { name: 'owner' },
  { name: 'due' },
  { name: 'run' },
];

/** What happened to an alert, in order: what was decided and why, who was told, what they answered. */
export async function printHistory(
  { authority, database }: Session,
  typed: string,
  format: Format,
  context: CommandContext,
): Promise<void> {
  const { events, answers } = await database.transaction(async (tx) => {
    const id = await idMeant(tx, 'alert', typed);
    return { events: await alertEvents(tx, id), answers: await answersTo(tx, id) };
  });
  const say = instantsOf(authority);
  // An answer and its event are recorded together: the first of one kind is the first of the other.
  const answered = events.filter(({ kind }) => kind === 'acknowledged');
  const rows = events.map((event) => toRow(event, answers[answered.indexOf(event)] ?? null, say));
  printRows(context, format, columns, rows, 'Nothing is on record of it.');
}

function toRow(event: AlertEvent, answer: Acknowledgement | null, say: (instant: Date) => string): HistoryRow {
  const { kind, period, reason, words, run, createdAt, toldIn, tell } = event;
  return {
    at: createdAt.toISOString(),
    kind,
    period,
    reason,
    words,
    run,
    mail: toldIn,
    waits: tell && toldIn === null,
    by: answer?.actor ?? null,
    comment: answer?.comment ?? null,
    response: answer?.response ?? null,
    owner: answer?.owner ?? null,
    due: answer?.due ?? null,
    shown: { at: say(createdAt) },
  };
}

function wordsShown({ words, comment, response, owner, due }: HistoryRow): string {
  const said = [
    words,
    ...(comment === null ? [] : [`"${comment}"`]),
    ...(response === null ? [] : [`Response: ${response}`]),
    ...(owner === null ? [] : [`Owner: ${owner}`]),
    ...(due === null ? [] : [`Due: ${due}`]),
  ];
  return said.filter((part) => part !== '').join(' ');
}
