import { addDays, type IsoDate } from '@vigil/calendar';
import {
  columnsOfStates,
  coveredDays,
  listChanges,
  listMarks,
  listStates,
  type CoveredDays,
  type DeliveredColumns,
  type ListState,
  type Transaction,
} from '@vigil/database';

/** The lists that an indicator needs, as they stood. */
export interface Basis {
  /** The oldest as-at date among them: the one the figures speak of. */
  readonly asAt: IsoDate;
  readonly deliveries: Readonly<Record<string, string>>;
  readonly quarantinedShare: number | null;
}

/** What figures of these lists rest on; null when one of them was never delivered. */
export function basisOf(lists: readonly string[], states: ReadonlyMap<string, ListState>): Basis | null {
  const found: ListState[] = [];
  for (const list of lists) {
    const state = states.get(list);
    if (!state) return null;
    found.push(state);
  }
  const [first, ...others] = found;
  if (!first) return null;
  const read = found.reduce((sum, state) => sum + state.read, 0);
  const quarantined = found.reduce((sum, state) => sum + state.quarantined, 0);
  return {
    asAt: others.reduce((oldest, state) => (state.asAt < oldest ? state.asAt : oldest), first.asAt),
    deliveries: Object.fromEntries(found.map((state) => [state.list, state.delivery])),
    quarantinedShare: read === 0 ? null : quarantined / read,
  };
}

/** What figures stand on, as at one date or another; of each date everything is read once a transaction. */
export interface Ground {
  /** Reads all that is wanted of nearly every date at once, and gives the states. */
  read(asAt: IsoDate): Promise<ReadonlyMap<string, ListState>>;
  states(asAt: IsoDate): Promise<ReadonlyMap<string, ListState>>;
  marks(asAt: IsoDate): Promise<ReadonlyMap<string, string>>;
  /** Those of some lists that have other records at the later of two dates. */
  changed(lists: readonly string[], earlier: IsoDate, asAt: IsoDate): Promise<readonly string[]>;
  covered(asAt: IsoDate): Promise<ReadonlyMap<string, readonly CoveredDays[]>>;
  /** The columns that came. */
  columns(asAt: IsoDate): Promise<DeliveredColumns>;
  /** The date that figures of these lists spoke of before they came to speak of this one. */
  asAtBefore(lists: readonly string[], asAt: IsoDate): Promise<IsoDate | null>;
}

export function groundOf(tx: Transaction): Ground {
  const states = onceEach((asAt) => listStates(tx, asAt));
  let changes: ReturnType<typeof listChanges> | undefined;
  const marks = onceEach((asAt) => listMarks(tx, asAt));
  const covered = onceEach((asAt) => coveredDays(tx, asAt));
  const columns = onceEach(async (asAt) => columnsOfStates(await states(asAt)));
  return {
    read: async (asAt) => {
      const [found] = await Promise.all([states(asAt), marks(asAt), covered(asAt)]);
      return found;
    },
    states,
    marks,
    covered,
    columns,
    changed: async (lists, earlier, asAt) => {
      const days = await (changes ??= listChanges(tx));
      return lists.filter((list) => days.get(list)?.some((day) => day > earlier && day <= asAt));
    },
    asAtBefore: async (lists, asAt) => basisOf(lists, await states(addDays(asAt, -1)))?.asAt ?? null,
  };
}

function onceEach<T>(read: (asAt: IsoDate) => Promise<T>): (asAt: IsoDate) => Promise<T> {
  const known = new Map<IsoDate, Promise<T>>();
  return (asAt) => {
    const found = known.get(asAt) ?? read(asAt);
    known.set(asAt, found);
    return found;
  };
}
