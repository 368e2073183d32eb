import type { ColumnContract } from './contract.ts';

/** How spellings are compared: without case, outer white space, or kinds of quotes, dashes and white space. */
export function spelling(text: string): string {
  return text
    .replaceAll(/[‘’‛′`´]/g, "'")
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Finds the official code a cell means; null where it means none, or could mean two. */
export type CodeMatcher = (text: string) => string | null;

/** The words that also answer a column whose codes say yes or no. */
const yesNoWords: readonly (readonly [answer: string, words: readonly string[]])[] = [
  ['yes', ['y', 'yes', 'true', '1']],
  ['no', ['n', 'no', 'false', '0']],
];

/** A source's mapping names a code that there is not: no file of the source can be read by it. */
export class UnusableMapping extends Error {
  override readonly name = 'UnusableMapping';
}

/**
 * The codes of a column, in the order of reference/extracts.md: the official code, however its parts are joined; its
 * letter prefix (`a)`); the code inside it (`U6`, `1A`); its text alone; yes/no words; the source's own mapping; aliases. What an earlier step takes
 * a later one cannot change; a spelling that means two codes in one step (`s)` of Ethnicity, `Individual` of Contact
 * Source) means none, unless the source's mapping says which.
 *
 * @param mapping of the source for this column: its value → an official code, or any spelling of one.
 * @throws {UnusableMapping} naming the column and the entry where the mapping leads to no official code.
 */
export function codeMatcher(column: ColumnContract, mapping: Readonly<Record<string, string>> = {}): CodeMatcher {
  const official = officialSpellings(column);
  const meanings = new Map(official);
  for (const [from, to] of Object.entries(mapping)) {
    const target = official.get(spelling(to));
    if (target === undefined || target === null) {
      throw new UnusableMapping(
        `The mapping of ${column.name} turns ${JSON.stringify(from)} into ${JSON.stringify(to)}, which is no code of that column. ${expectedCodes(column)}`,
      );
    }
    if ((official.get(spelling(from)) ?? null) === null) meanings.set(spelling(from), target);
  }
  addStep(
    meanings,
    Object.entries(column.aliases ?? {}).flatMap(([code, sent]) => sent.map((text) => [spelling(text), code])),
  );
  return remembering((text) => meanings.get(spelling(text)) ?? null);
}

/** Every spelling that the official codes themselves give; null for one that could mean two. */
export function officialSpellings(column: ColumnContract): ReadonlyMap<string, string | null> {
  const meanings = new Map<string, string | null>();
  const codes = (column.codes ?? []).map(anatomy);
  addStep(
    meanings,
    codes.map(({ code }) => [spelling(code), code]),
  );
  addStep(
    meanings,
    codes.flatMap((parts) => joinedOtherwise(parts).map((text) => [text, parts.code] as const)),
  );
  addStep(
    meanings,
    codes.flatMap(({ code, prefix }) => (prefix === null ? [] : [[prefix, code] as const])),
  );
  addStep(
    meanings,
    codes.flatMap(({ code, inside }) => (inside === null ? [] : [[inside, code] as const])),
  );
  addStep(
    meanings,
    codes.flatMap(({ code, texts }) => texts.map((text) => [text, code] as const)),
  );
  addStep(
    meanings,
    yesNoWords.flatMap(([answer, words]) => {
      const code = codes.find(({ texts }) => texts.includes(answer))?.code;
      return code === undefined ? [] : words.map((word) => [word, code] as const);
    }),
  );
  return meanings;
}

/**
 * The whole code with other punctuation between its parts, with or without its letter: `e) PR4 - Private provision`,
 * `PR4 Private provision` for `e) PR4: Private provision`.
 */
function joinedOtherwise({ prefix, inside, texts }: CodeParts): readonly string[] {
  const text = texts[1];
  if (inside === null || text === undefined) return [];
  return [': ', ' - ', ' ', ':', '-'].flatMap((between) => {
    const rest = `${inside}${between}${text}`;
    return prefix === null ? [rest] : [rest, `${prefix} ${rest}`];
  });
}

/** The codes to expect in a column, in a sentence. */
export function expectedCodes(column: ColumnContract): string {
  const codes = column.codes ?? [];
  const shown = codes.slice(0, 6).join(', ');
  return codes.length > 6 ? `Expected one of: ${shown} and ${codes.length - 6} others.` : `Expected one of: ${shown}.`;
}

/** What a code of a yes/no column is stored as: c) Unknown as null. */
export function answerOf(code: string): boolean | null {
  const { texts } = anatomy(code);
  if (texts.includes('yes')) return true;
  return texts.includes('no') ? false : null;
}

/** The parts of each code of a column. */
export function partsOfCodes(column: ColumnContract): readonly CodeParts[] {
  return (column.codes ?? []).map(anatomy);
}

interface CodeParts {
  readonly code: string;
  readonly prefix: string | null;
  readonly inside: string | null;
  readonly texts: readonly string[];
}

/**
 * The parts of an official code: `f) U6: Foster placement - not FFA` has prefix `f)`, inside `u6`, and the texts with
 * and without that code; `N1 - Abuse or neglect` has no prefix; `Early help` is all text.
 */
function anatomy(code: string): CodeParts {
  const whole = spelling(code);
  const [, prefix = null, rest = ''] = /^(?:([a-z]{1,2}\)) ?)?(.*)$/.exec(whole) ?? [];
  const [, inside = null, text = null] = /^([a-z]{0,3}\d{0,2}[a-z]?)(?:: ?| - )(.+)$/.exec(rest) ?? [];
  return { code, prefix, inside, texts: text === null ? [rest] : [rest, text] };
}

/** Adds what one step of the order says, leaving alone what an earlier step has said. */
function addStep(meanings: Map<string, string | null>, entries: readonly (readonly [string, string])[]): void {
  const step = new Map<string, string | null>();
  for (const [text, code] of entries) {
    const before = step.get(text);
    step.set(text, before === undefined || before === code ? code : null);
  }
  for (const [text, code] of step) if (!meanings.has(text)) meanings.set(text, code);
}

/** Files repeat a few spellings a million times; past so many the rest is looked up the long way. */
const rememberedSpellings = 1000;

function remembering(match: CodeMatcher): CodeMatcher {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const code = match(text);
    if (code !== null && known.size < rememberedSpellings) known.set(text, code);
    return code;
  };
}
