import { distance } from 'fastest-levenshtein';

/** What exports shorten, in full. */
const inFull: Readonly<Record<string, string>> = {
  dt: 'date',
  dob: 'date birth',
  icpc: 'initial child protection conference',
  la: 'looked after',
  cp: 'child protection',
  cpp: 'child protection plan',
  s47: 'section 47',
  ref: 'referral',
  src: 'source',
  sex: 'gender',
  person: 'child',
  client: 'child',
};
const smallWords: ReadonlySet<string> = new Set(['of', 'the', 'a', 'an', 'was', 'is', 'in', 'to', 'for', 'and', 's']);

/** The names that are most like a text, the likest first: for a person to choose from, never to decide by. */
export function nearest(text: string, names: readonly string[], atMost = 3): readonly string[] {
  const liked = names
    .map((name) => ({ name, likeness: likeness(text, name) }))
    .toSorted((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1));
  // Beside one that is nearly the same, what shares a word is only noise.
  const least = Math.max(0.4, (liked[0]?.likeness ?? 0) - 0.2);
  return liked
    .filter((one) => one.likeness >= least)
    .slice(0, atMost)
    .map(({ name }) => name);
}

/** From 0 to 1: by the words they share, in whatever order and though one leaves some out, or by their letters. */
function likeness(text: string, name: string): number {
  const [one, other] = [wordsOf(text), wordsOf(name)];
  const shared = one.filter((word) => other.some((candidate) => isSameWord(word, candidate))).length;
  const shorter = Math.min(one.length, other.length);
  const byWords = shorter === 0 ? 0 : Math.max((2 * shared) / (one.length + other.length), (0.85 * shared) / shorter);
  const [a, b] = [one.join(' '), other.join(' ')];
  const longest = Math.max(a.length, b.length);
  return Math.max(byWords, longest === 0 ? 0 : 1 - distance(a, b) / longest);
}

function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => (inFull[word] ?? word).split(' '))
    .filter((word) => word !== '' && !smallWords.has(word));
}

function isSameWord(one: string, other: string): boolean {
  return one === other || (Math.min(one.length, other.length) >= 5 && distance(one, other) <= 1);
}
