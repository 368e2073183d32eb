import { listReplays, type ReplayChoice, type ReplayOnRecord } from '@vigil/database';
import { printRows, type Column } from '../../output.ts';
import type { CommandContext, Session } from '../../session.ts';
import { instantsOf } from '../instants.ts';

/** A replay as it is printed; the names are stable. */
interface ReplayRow extends Omit<ReplayOnRecord, 'choice' | 'createdAt' | 'finishedAt'> {
  readonly chosen: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly shown: { readonly createdAt: string };
}

const columns: readonly Column<ReplayRow>[] = [
  { name: 'id', heading: 'Replay', show: ({ id }) => id.slice(0, 8) },
  { name: 'createdAt', heading: 'Since', show: ({ shown }) => shown.createdAt },
  { name: 'state', heading: 'State' },
  { name: 'chosen', heading: 'What' },
  { name: 'ratePerMinute', heading: 'A minute', align: 'right' },
  { name: 'waiting', heading: 'Wait', align: 'right' },
  { name: 'dispatched', heading: 'Replayed', align: 'right' },
  { name: 'left', heading: 'Left', align: 'right' },
  { name: 'hasMapping' },
  { name: 'finishedAt' },
  { name: 'actor', heading: 'By' },
  { name: 'reason', heading: 'Reason' },
];

/** Prints the replays on record, newest first. */
export async function listOnRecord(
  { authority, database }: Session,
  { format }: { readonly format: 'text' | 'json' },
  context: CommandContext,
): Promise<void> {
  const say = instantsOf(authority);
  const rows = (await database.transaction((tx) => listReplays(tx))).map(
    ({ choice, createdAt, finishedAt, ...replay }) => ({
      ...replay,
      chosen: chosenInWords(choice, say),
      createdAt: createdAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
      shown: { createdAt: say(createdAt) },
    }),
  );
  printRows(context, format === 'json' ? 'json' : 'table', columns, rows, 'Nothing was replayed yet.');
}

function chosenInWords(choice: ReplayChoice, say: (instant: Date) => string): string {
  const { since, until } = choice;
  const time = [since && `since ${say(since)}`, until && `until ${say(until)}`].filter((word) => word !== undefined);
  return [wayInWords(choice), ...time].join(' ');
}

function wayInWords(choice: ReplayChoice): string {
  switch (choice.by) {
    case 'jobs':
      return choice.jobs.length === 1 ? `job ${choice.jobs[0]!.slice(0, 8)}` : `${choice.jobs.length} jobs`;
    case 'run':
      return `run ${choice.run.slice(0, 8)}`;
    case 'stage':
      return `stage ${choice.stage}`;
    case 'error':
      return `cause ${choice.fingerprint}`;
    case 'time':
      return 'what failed';
  }
}
