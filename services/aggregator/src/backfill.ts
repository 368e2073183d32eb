import type { Calendar, IsoDate } from '@vigil/calendar';
import {
  backfilledIndicators,
  finishBackfill,
  isBackfillGoing,
  keepReporting,
  newestRun,
  recordBackfilled,
  Refused,
  resumeBackfill as takeUpBackfill,
  startBackfill,
  undone,
  whileHoldingBackfill,
  type AuthorityDatabase,
  type OperatorsWord,
  type Transaction,
} from '@vigil/database';
import type { Catalogue, IndicatorDefinition } from '@vigil/indicators';
import { recordFailure } from '@vigil/pipeline';
import type { AuthorityConfig } from '@vigil/runtime';
import {
  backfillIndicator,
  nothing,
  type BackfillChoice,
  type BackfilledFigure,
  type Done,
} from './backfilled-indicator.ts';

/** What a backfill came to, this time: of one that was resumed, without what was done before. */
export interface Backfill {
  /** By which it is on record; null where nothing was done. */
  readonly id: string | null;
  /** As at when: of the newest delivery. */
  readonly asAt: IsoDate;
  readonly figures: readonly BackfilledFigure[];
  /** Indicators, and months of all of them together, that were computed. */
  readonly indicators: number;
  readonly months: number;
  readonly unchanged: number;
  /** Indicators that were left, since it was paused or the process stopped. */
  readonly left: number;
}

export interface BackfillDeps {
  readonly database: AuthorityDatabase;
  readonly authority: AuthorityConfig;
  readonly catalogue: Catalogue;
  /** Another than the one in use, to see what would come of it. */
  readonly calendar?: Calendar;
  /** Whether to stop after the indicators that are under way. */
  readonly isStopped?: () => boolean;
}

/** What is asked for. */
export interface WantedBackfill extends BackfillChoice {
  /** How many indicators are computed at a time; 1 unless said. */
  readonly concurrency?: number;
  /** Whether what comes of it is judged and told in the end; whoever asks for it sees to that. */
  readonly tell?: boolean;
}

interface Going extends BackfillDeps {
  readonly choice: BackfillChoice;
  readonly concurrency: number;
  readonly run: string;
  readonly asAt: IsoDate;
  /** Null: only what would come of it. */
  readonly id: string | null;
  /** Indicators that are done already. */
  readonly done: ReadonlySet<string>;
}

/**
 * Computes past months once more as at the newest delivery, also those that nights no longer compute, as far as the
 * records reach back. Nobody is written to. Each indicator is a transaction of its own: what cannot be computed does not
 * keep the others from it, and a backfill that was paused or cut off is resumed with those that are left.
 *
 * @param word who wants it, and why; null: only say what would come of it, worked out and given up
 * @throws {Refused} where nothing is published yet
 */
export async function backfill(
  deps: BackfillDeps,
  { concurrency = 1, tell = false, ...choice }: WantedBackfill,
  word: OperatorsWord | null,
): Promise<Backfill> {
  const { run, asAt, id } = await deps.database.transaction(async (tx) => {
    const newest = await newestToBackfill(tx);
    const wanted = { ...choice, concurrency, tell, asAt: newest.asAt };
    return { run: newest.id, asAt: newest.asAt, id: word && (await startBackfill(tx, wanted, word)) };
  });
  return goOn({ ...deps, choice, concurrency, run, asAt, id, done: new Set() });
}

/**
 * Goes on with a backfill that was paused or cut off, as at the newest delivery of now.
 *
 * @throws {Refused} where it is done, or another process works on it
 */
export async function resumeBackfill(
  deps: BackfillDeps,
  id: string,
  word: OperatorsWord,
): Promise<Backfill & { readonly tell: boolean }> {
  // Who works on it already has the lock; nothing of it is changed then.
  await whileHoldingBackfill(deps.database, id, async () => {});
  const { run, asAt, wanted, done } = await deps.database.transaction(async (tx) => {
    const newest = await newestToBackfill(tx);
    return {
      run: newest.id,
      asAt: newest.asAt,
      wanted: await takeUpBackfill(tx, id, newest.asAt, word),
      done: new Set((await backfilledIndicators(tx, id)).map(({ indicator }) => indicator)),
    };
  });
  const { from, to, only, concurrency, tell } = wanted;
  return { ...(await goOn({ ...deps, choice: { from, to, only }, concurrency, run, asAt, id, done })), tell };
}

async function newestToBackfill(tx: Transaction): Promise<{ readonly id: string; readonly asAt: IsoDate }> {
  const newest = await newestRun(tx);
  if (newest) return newest;
  throw new Refused('Nothing is published yet: there are no records that figures could be computed from.');
}

async function goOn(going: Going): Promise<Backfill> {
  const { database, catalogue, authority, id } = going;
  if (id === null) return computeAll(going);
  return whileHoldingBackfill(database, id, async () => {
    const came = await computeAll(going);
    await database.transaction(async (tx) => {
      await keepReporting(tx, { catalogue, authority });
      if (came.left === 0) await finishBackfill(tx, id);
    });
    return came;
  });
}

/** So many at a time, until all are done or it is to stop. */
async function computeAll(going: Going): Promise<Backfill> {
  // What is overdue is told of today alone.
  const wanted = going.catalogue.computed().filter(({ id, companionOf }) => !companionOf && !going.done.has(id));
  const waiting = wanted.entries();
  const came = new Map<number, Done>();
  const work = async (): Promise<void> => {
    for (const [position, definition] of waiting) {
      const done = going.isStopped?.() === true ? null : await oneIndicator(going, definition);
      if (done === null) return;
      came.set(position, done);
    }
  };
  await Promise.all(Array.from({ length: going.concurrency }, work));
  const inOrder = [...came].toSorted(([a], [b]) => a - b).map(([, done]) => done);
  return {
    id: going.id,
    asAt: going.asAt,
    figures: inOrder.flatMap(({ figures }) => figures),
    indicators: inOrder.filter(({ months }) => months > 0).length,
    months: inOrder.reduce((sum, { months }) => sum + months, 0),
    unchanged: inOrder.reduce((sum, { unchanged }) => sum + unchanged, 0),
    left: wanted.length - came.size,
  };
}

/** Null where the backfill is no longer to go on. */
async function oneIndicator(going: Going, definition: IndicatorDefinition): Promise<Done | null> {
  const { database, id, asAt } = going;
  const { id: indicator } = definition;
  try {
    return id === null
      ? await undone(database.transaction, (tx) => backfillIndicator(going, definition, tx))
      : await database.transaction(async (tx) => {
          if (!(await isBackfillGoing(tx, id))) return null;
          const done = await backfillIndicator(going, definition, tx);
          await recordBackfilled(tx, id, { indicator, asAt, ...countsOf(done), failure: null });
          return done;
        });
  } catch (error) {
    const { message, advice } = recordFailure(error);
    const reason = `${message} ${advice}`;
    if (id !== null) {
      await database.transaction((tx) =>
        recordBackfilled(tx, id, { indicator, asAt, ...countsOf(nothing), failure: reason }),
      );
    }
    const failed = {
      indicator,
      period: null,
      member: null,
      outcome: 'failed',
      before: null,
      now: null,
      reason,
    } as const;
    return { ...nothing, figures: [failed] };
  }
}

function countsOf({ figures, months, unchanged }: Done) {
  const count = (wanted: BackfilledFigure['outcome']) => figures.filter(({ outcome }) => outcome === wanted).length;
  return { months, fresh: count('new'), restated: count('restated'), unchanged };
}
