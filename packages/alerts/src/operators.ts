import { personOf } from './digest.ts';
import { byText } from './digest-item.ts';

/** What an operator must know of, the most pressing first. */
const kinds = [
  'failed',
  'stuck',
  'uncertain',
  'refused',
  'held',
  'missing',
  'empty',
  'shrunken',
  'stale',
  'unaddressed',
] as const;

/** Something that an operator must look at. */
export interface Matter {
  /** The same while the matter lasts. */
  readonly key: string;
  readonly kind: (typeof kinds)[number];
  readonly subject: string;
  /** An instant, ISO 8601. */
  readonly since: string;
  readonly words: string;
  readonly advice: string;
  /** New since the last mail about matters. */
  readonly fresh: boolean;
}

export interface OperatorsDigest {
  readonly authority: { readonly code: string; readonly name: string };
  readonly recipient: { readonly email: string };
  /** Fresh ones first, then the most pressing, then the oldest. */
  readonly matters: readonly Matter[];
  /** An instant, ISO 8601. */
  readonly at: string;
}

/** One digest an operator; none where no matter is fresh: what is known already is not a reason to write. */
export function composeOperatorsDigests({
  authority,
  operators,
  matters,
  at,
}: {
  authority: OperatorsDigest['authority'];
  operators: readonly { readonly email: string }[];
  matters: readonly Matter[];
  at: string;
}): readonly OperatorsDigest[] {
  if (!matters.some(({ fresh }) => fresh)) return [];
  const ordered = matters.toSorted(mostPressingFirst);
  const people = new Map(operators.map((operator) => [personOf(operator), operator.email.trim()]));
  return [...people.values()].map((email) => ({ authority, recipient: { email }, matters: ordered, at }));
}

function mostPressingFirst(a: Matter, b: Matter): number {
  return (
    Number(b.fresh) - Number(a.fresh) ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    byText(a.since, b.since) ||
    byText(a.key, b.key)
  );
}
