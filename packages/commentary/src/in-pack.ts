import type { Period } from '@vigil/calendar';
import type { Remark } from './remark.ts';
import { nameOf, type Word } from './word.ts';

/** A remark as a pack of a month has it. */
export interface RemarkInPack extends Remark {
  /** The earlier month that it was said of, and that nobody has confirmed it for this one; null where it is of this month. */
  readonly carriedFrom: Period | null;
}

type InPack<Given> = Given & Pick<RemarkInPack, 'carriedFrom'>;

/**
 * What is said in a month's pack: the remarks of that month that stand, and as drafts what was last said of the same
 * kind and subject before, where this month has nothing of its own. What was withdrawn is not said, and ends what was
 * said before it.
 *
 * @param words those that stand, of this month and earlier ones, in any order
 */
export function remarksFor<Given extends Word = Remark>(
  words: readonly Given[],
  period: Period,
): readonly InPack<Given>[] {
  const own = words.filter((one) => one.period === period);
  const said = new Set(own.map(nameOf));
  const earlier = new Map<string, Given>();
  for (const one of words.filter((word) => word.period < period)) {
    const name = nameOf(one);
    const known = earlier.get(name);
    if (!said.has(name) && (known === undefined || known.period < one.period)) earlier.set(name, one);
  }
  return [
    ...own.filter(({ state }) => state !== 'withdrawn').map((one) => ({ ...one, carriedFrom: null })),
    ...[...earlier.values()]
      .filter(({ state }) => state !== 'withdrawn')
      .map((one) => ({ ...one, state: 'draft' as const, forPublic: false, carriedFrom: one.period })),
  ];
}
