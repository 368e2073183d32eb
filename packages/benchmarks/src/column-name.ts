/** What releases have been seen to write differently, and mean the same by; in the order they are put right. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/%/g, ' percent '],
  [/[^a-z0-9]+/g, ' '],
  [/(\d)([a-z])/g, '$1 $2'],
  [/\bper 10 ?(000|k)( children)?\b/g, ' rate '],
  [/\bsection ?47s?\b/g, ' s47 '],
  [/\binitial child protection conferences?\b/g, ' icpc '],
  [/\bchild protection plans?\b/g, ' cpp '],
  [/\bno further action\b/g, ' nfa '],
  [/\bre referral/g, ' rereferral'],
  [/\b(as )?(at|on) ?31( march)?\b/g, ' year-end '],
  [/\bfull time equivalent\b/g, ' fte '],
  [/\bpercentage\b|\bpct\b/g, ' percent '],
  [/\bchildren\b/g, ' child '],
];

/** Words that say nothing about which column it is. */
const passedOver = new Set([
  'average',
  'count',
  'duration',
  'in',
  'no',
  'number',
  'of',
  'on',
  'the',
  'total',
  'who',
  'within',
  'working',
]);

/**
 * A column's name without what releases change about it: case, underscores, plurals, the order of words, `count` and
 * `number`, and the spellings above. `Referrals` and `referral_count` are both `referral`.
 */
export function columnName(header: string): string {
  const text = spellings.reduce((so, [from, to]) => so.replace(from, to), header.normalize('NFKC').toLowerCase());
  const words = text
    .split(' ')
    .filter((word) => word !== '' && !passedOver.has(word))
    .map((word) => (/^[a-z]{2,}[^s]s$/.test(word) ? word.slice(0, -1) : word));
  return [...new Set(words)].sort().join(' ');
}

/** How alike two names are, 0 to 1: the pairs of letters they share. */
export function likeness(one: string, other: string): number {
  const [first, second] = [pairs(columnName(one)), pairs(columnName(other))];
  const shared = [...first].filter((pair) => second.has(pair)).length;
  return first.size + second.size === 0 ? 0 : (2 * shared) / (first.size + second.size);
}

function pairs(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2)));
}
