import type { Period } from '@vigil/calendar';
import { remarksFor } from './in-pack.ts';
import { isRemark, nameOf, type Said, type Word } from './word.ts';

/** What comes of a word beside what stands: `unchanged` ones are not put on record again. */
export type Outcome = 'new' | 'changed' | 'withdrawn' | 'unchanged';

/**
 * What comes of a word. A draft that was carried over and is handed back as it was is `unchanged`: nobody has confirmed
 * it, and next time it is carried over again.
 *
 * @param words those that stand, of its month and earlier ones
 * @returns null where it cannot be put on record: it withdraws what nobody has said of the month, or it is a draft of a
 * judgement, which is on record or is not
 */
export function outcomeOf(said: Said, words: readonly Word[]): Outcome | null {
  const own = words.find((one) => one.period === said.period && nameOf(one) === nameOf(said));
  const before = saidBefore(said, words);
  if (said.state === 'withdrawn') {
    if (own?.state === 'withdrawn') return 'unchanged';
    // A judgement of an earlier month does not hold for this one, whatever becomes of its draft.
    return before !== null && (isRemark(said) || own !== undefined) ? 'withdrawn' : null;
  }
  if (before && isSame(before, said)) return 'unchanged';
  if (said.state === 'draft' && !isRemark(said)) return null;
  return own ? 'changed' : 'new';
}

/** What the month's pack says of the same kind and subject, a draft that is carried over included. */
export function saidBefore(
  said: Pick<Said, 'period' | 'kind' | 'subject'>,
  words: readonly Word[],
): (Word & { readonly carriedFrom: Period | null }) | null {
  return remarksFor(words, said.period).find((one) => nameOf(one) === nameOf(said)) ?? null;
}

function isSame(one: Said, other: Said): boolean {
  const fields = ['place', 'text', 'evidence', 'owner', 'due', 'state', 'forPublic'] as const;
  return (
    fields.every((field) => one[field] === other[field]) && one.indicators.join(' ') === other.indicators.join(' ')
  );
}
