import { listBackfills, type BackfillOnRecord } from '@vigil/database';
import { printRows, type Column, type Format } from '../../output.ts';
import type { CommandContext, Session } from '../../session.ts';
import { instantsOf } from '../instants.ts';

/** A backfill as it is printed; the names are stable. */
interface BackfillRow extends Omit<BackfillOnRecord, 'state' | 'isWorkedOn' | 'createdAt' | 'finishedAt' | 'fresh'> {
  readonly state: BackfillOnRecord['state'] | 'cut off';
  readonly new: number;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly shown: { readonly createdAt: string };
}

const columns: readonly Column<BackfillRow>[] = [
  { name: 'id', heading: 'Backfill', show: ({ id }) => id.slice(0, 8) },
  { name: 'createdAt', heading: 'Since', show: ({ shown }) => shown.createdAt },
  { name: 'state', heading: 'State' },
  { name: 'from', heading: 'From' },
  { name: 'to', heading: 'To' },
  { name: 'only', heading: 'Only' },
  { name: 'asAt', heading: 'As at' },
  { name: 'done', heading: 'Indicators', align: 'right' },
  { name: 'failed', heading: 'Failed', align: 'right' },
  { name: 'new', heading: 'New', align: 'right' },
  { name: 'restated', heading: 'Restated', align: 'right' },
  { name: 'unchanged' },
  { name: 'concurrency' },
  { name: 'tell' },
  { name: 'finishedAt' },
  { name: 'actor', heading: 'By' },
  { name: 'reason', heading: 'Reason' },
];

/** `cut off`: going on by the record, yet no process works on it. */
export function stateOf({ state, isWorkedOn }: Pick<BackfillOnRecord, 'state' | 'isWorkedOn'>): BackfillRow['state'] {
  return state === 'going' && !isWorkedOn ? 'cut off' : state;
}

/** Prints the backfills on record, newest first. */
export async function listOnRecord(
  { authority, database }: Session,
  format: Format,
  context: CommandContext,
): Promise<void> {
  const say = instantsOf(authority);
  const rows = (await database.transaction((tx) => listBackfills(tx))).map(
    ({ state, isWorkedOn, createdAt, finishedAt, fresh, ...backfill }): BackfillRow => ({
      ...backfill,
      state: stateOf({ state, isWorkedOn }),
      new: fresh,
      createdAt: createdAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
      shown: { createdAt: say(createdAt) },
    }),
  );
  printRows(context, format, columns, rows, 'There has been no backfill yet.');
}
