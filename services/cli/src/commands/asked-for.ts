import { periodName, type IsoDate, type Period } from '@vigil/calendar';
import { knowledgeOf, listStates, newestDelivery, type ListState, type Transaction } from '@vigil/database';
import type { IndicatorDefinition } from '@vigil/indicators';
import type { Session } from '../session.ts';
import { CommandFailed, WrongUse } from '../wrong-use.ts';
import { idMeant } from './named.ts';

/** The state of the world that is asked for, and what was known of it when. */
export interface State {
  readonly asAt: IsoDate;
  /** Null: as known now. */
  readonly knownAt: Date | null;
}

/**
 * The state that is asked for with `--as-at` or `--known-at`; without either, that of the newest delivery.
 *
 * @throws {WrongUse} where both are given
 * @throws {CommandFailed} where nothing was ever published
 */
export async function stateAskedFor(
  tx: Transaction,
  { installation }: Session,
  options: { readonly asAt?: IsoDate; readonly knownAt?: string },
): Promise<State> {
  if (options.asAt !== undefined && options.knownAt !== undefined) {
    throw new WrongUse('--as-at and --known-at exclude each other: a run has an as-at date of its own.');
  }
  if (options.knownAt !== undefined) {
    return knowledgeOf(tx, await idMeant(tx, 'run', options.knownAt), installation.configuration.now());
  }
  const asAt = options.asAt ?? (await newestDelivery(tx))?.asAt;
  if (asAt === undefined) throw new CommandFailed('Nothing has been published yet; vigil run takes in what is there.');
  return { asAt, knownAt: null };
}

/** That a month has no figures as at a date, and which have; or, of no month, that none has. */
export function noFigures(
  period: Period | undefined,
  { months, asAt }: { readonly months: readonly Period[]; readonly asAt: IsoDate },
): string {
  const [first] = months;
  const newest = months.at(-1);
  if (first === undefined || newest === undefined || period === undefined)
    return `No complete month has figures as at ${asAt}.`;
  return `There are no figures for ${periodName(period)} as at ${asAt}; they go from ${periodName(first)} to ${periodName(newest)}.`;
}

/** The lists that an indicator is computed from, as they stood. */
export interface ListsBehind {
  /** The oldest as-at date among them: the one that its figures speak of. */
  readonly asAt: IsoDate;
  readonly lists: readonly ListState[];
}

/**
 * The lists behind an indicator at a state of the world.
 *
 * @throws {CommandFailed} naming those that were never delivered until then
 */
export async function listsBehind(
  tx: Transaction,
  definition: IndicatorDefinition,
  { asAt, knownAt }: State,
): Promise<ListsBehind> {
  const states = await listStates(tx, asAt, knownAt ?? undefined);
  const lists = definition.lists.flatMap((list) => states.get(list) ?? []);
  const missing = definition.lists.filter((list) => !states.has(list));
  const [oldest] = lists.map((list) => list.asAt).toSorted();
  if (missing.length === 0 && oldest !== undefined) return { asAt: oldest, lists };
  throw new CommandFailed(
    `${definition.id} is computed from ${definition.lists.join(', ')}, and there is no ${missing.join(', ')} as at ` +
      `${asAt} or before; vigil status says what is there.`,
  );
}
