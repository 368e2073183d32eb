import { type Remark, remarkKinds } from './remark.ts';

/**
 * All that people say of a month: the remarks, and beside them the judgements, which are on record by themselves. Of a
 * judgement the subject is the indicator, the place the list that it belongs in, and the text the reason.
 */
export const wordKinds = [...remarkKinds, 'judgement'] as const;
export type WordKind = (typeof wordKinds)[number];

export interface Word extends Omit<Remark, 'kind'> {
  readonly kind: WordKind;
}

/** A word that is about to be put on record. */
export type Said = Omit<Word, 'author' | 'at'>;

export function isRemark<Given extends Said>(word: Given): word is Given & { readonly kind: Remark['kind'] } {
  return word.kind !== 'judgement';
}

/** What no two words of a month share: its kind and its subject. */
export function nameOf({ kind, subject }: Pick<Said, 'kind' | 'subject'>): string {
  return `${kind} ${subject}`;
}
