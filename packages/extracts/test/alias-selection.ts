import { officialSpellings, partsOfCodes, spelling } from '../src/codes.ts';
import type { ColumnContract } from '../src/contract.ts';

/** A column of reference/annex-a/aliases.json: a harmonised label → the spellings seen of it. */
export type Harmonised = Readonly<Record<string, readonly string[]>>;

/**
 * Labels that merge codes which figures need apart (reference/extracts.md, "Reading"): short breaks with errors, PR5
 * with PR0, died with abroad. Nothing under them is taken over, not even what names its code.
 */
const mergedTooMuch: ReadonlyMap<string, string> = new Map([
  ["Child's Legal Status", 'zzcodeerror'],
  ['Placement Provider', 'c) other'],
  ['LA in Touch', 'd) exclude'],
]);

/** What the labels say but people would not. Nothing else is left out for what it seems to mean. */
export const leftOut: ReadonlyMap<string, readonly string[]> = new Map([
  // Of a flag for no further action, U is hardly "no": more likely nobody knows.
  ['Referral NFA?', ['U']],
  // A care leaver's case may well be open.
  ['Case Status', ['Care leaver']],
  // Whether a child is looked after says nothing of asylum.
  ['Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)', ['CLA', 'Non-CLA']],
  ['Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)', ['CLA', 'Non-CLA']],
  // Seen, but alone? Not alone, but seen?
  ['Was the Child Seen Alone?', ['Child seen', 'Seen']],
  ['Child Seen During Continuous Assessment', ['Child not seen alone', 'Not seen alone']],
  // Other than what?
  ['Activity Status', ['other']],
  // Offered, yes; accepted, no.
  ['Did the child accept a Return Interview after their last missing episode (Y/N)?', ['Offered and Declined (by YP)']],
  // Several categories, which have a code of their own.
  ['Initial Category of Abuse', ['Neglect, Physical and Emotional']],
  ['Latest Category of Abuse', ['Neglect, Physical and Emotional']],
  // Series of short breaks are V3 or V4, and left out of the looked-after cohort.
  [
    "Child's Legal Status",
    [
      'S20 Shared Care',
      'S20 Short Breaks 75+ Nights',
      'Accomm S20 Single Period/Accomm S20 Shared Care',
      'V2 - S20 - Series of Placements >75 nights per year or multiple providers',
    ],
  ],
]);

/** What an encoding misread on its way leaves; Vigil reads it right. */
const garbled = /[\u0080-\u009F]|â€/;

/**
 * Of what authorities send, what stands for exactly one official code: all that stands under a label of one code, and
 * under a label of several what names one of them. Left out is what stands under two labels, names two codes, or is an
 * official spelling already.
 */
export function selectAliases(column: ColumnContract, harmonised: Harmonised): Map<string, string> {
  const official = officialSpellings(column);
  const labels = new Map<string, Set<string>>();
  for (const [label, sent] of Object.entries(harmonised)) {
    const name = spelling(label);
    labels.set(name, new Set([...(labels.get(name) ?? []), ...sent.map(spelling)]));
  }
  const selected = new Map<string, string>();
  for (const [label, sent] of labels) {
    if (mergedTooMuch.get(column.name) === label) continue;
    const codes = new Set([label, ...sent].flatMap((text) => official.get(text) ?? []));
    for (const text of sent) {
      if (official.has(text) || garbled.test(text)) continue;
      if ([...labels].some(([other, texts]) => other !== label && texts.has(text))) continue;
      const named = namedCodes(column, text);
      const [code, ...others] = codes.size === 1 && named.size === 0 ? codes : named;
      if (code !== undefined && others.length === 0 && codes.has(code)) selected.set(text, code);
    }
  }
  for (const text of leftOut.get(column.name) ?? []) selected.delete(spelling(text));
  return selected;
}

/** How E15 is explained, in the words of the national return: by the codes that it is not. */
const notThese = /e5,? e6,? (?:and|&) e7 (?:do not|don't) apply/;

/**
 * The official codes that a text names: by the letter it begins with (`b)`), by a code among its words (`E4A`, `PR1`),
 * or by the words of an official text. Of words that lie in one another only the longest count.
 */
export function namedCodes(column: ColumnContract, text: string): ReadonlySet<string> {
  const words = spelling(text).replace(notThese, '');
  const named: { code: string; by: string }[] = [];
  for (const { code, prefix, inside, texts } of partsOfCodes(column)) {
    if (prefix !== null && words.startsWith(prefix)) named.push({ code, by: prefix });
    if (inside !== null && (inside.length > 1 ? hasWords(words, inside) : beginsWith(words, inside))) {
      named.push({ code, by: inside });
    }
    for (const own of texts) if (hasText(words, own)) named.push({ code, by: own });
  }
  return new Set(
    named.filter(({ by }) => !named.some((other) => other.by !== by && hasWords(other.by, by))).map(({ code }) => code),
  );
}

/** Words that say little: in the midst of a text they name no code. */
const hollow = new Set(['other', 'unknown', 'yes', 'no', 'in', 'out']);

function hasText(words: string, own: string): boolean {
  if (!hollow.has(own)) return hasWords(words, own);
  const rest = words.replace(/^\d+ ?-? */, '');
  return rest === own || rest.startsWith(`${own},`);
}

function beginsWith(words: string, inside: string): boolean {
  const start = words.replace(/^[^\p{L}\p{N}]+/u, '');
  return start.startsWith(inside) && hasWords(start.slice(0, 2), inside);
}

/** Whether the words stand in the text, not as part of longer ones. */
function hasWords(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const [before, after] = [text[at - 1] ?? ' ', text[at + words.length] ?? ' '];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}
