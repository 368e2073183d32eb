import { contracts, knownLists } from '@vigil/extracts';

/** The lists by file name, by our titles, and by Ofsted's (reference/annex-a/columns.json) where these are others. */
const titles: ReadonlyMap<string, string> = new Map([
  ...[...knownLists].flatMap(([list, title]): [string, string][] =>
    [list, title, contracts.get(list)?.title ?? title].map((name) => [normalised(name), list]),
  ),
  ['section 47 enquiries and icpcs', 'section_47_enquiries'],
  ['child protection', 'child_protection_plans'],
  ['children in care looked after', 'children_looked_after'],
  ['children in care', 'children_looked_after'],
  ['adoption children', 'adoptions'],
  ['adoption', 'adoptions'],
]);

/** Sheets of Ofsted's template, and of others, that explain and hold no list. */
const guidance =
  /^(front (sheet|page)|cover( sheet| page)?|faqs?|faq and changes|changes|guidance( notes?)?|codes( used)?|code list|notes?|read ?me|introduction|instructions?|contents|index|version( history| control)?)$/;

const longestName = 31;

/**
 * The list that a sheet is by its name: `List 1` to `List 11` (also `List_1`, `List 1 - Contacts`), a list's title, or
 * its file name. Null where the name says nothing for certain, as `List 1 (2)` does not.
 */
export function listOfSheet(name: string): string | null {
  const words = normalised(name);
  const numbered = /^list ?0*(\d{1,2})(?: (.*))?$/.exec(words);
  if (numbered === null) return listTitled(words, name);
  const list = [...contracts.values()].find(({ annexA }) => annexA === Number(numbered[1]))?.list ?? null;
  if (numbered[2] === undefined) return list;
  return list !== null && listTitled(numbered[2], name) === list ? list : null;
}

export function isGuidance(name: string): boolean {
  return guidance.test(normalised(name));
}

/** Excel cuts names off at 31 characters. */
function listTitled(words: string, name: string): string | null {
  const isIt = (title: string): boolean =>
    title === words || (name.length === longestName && title.startsWith(words) && words.length > 10);
  const lists = new Set([...titles].flatMap(([title, list]) => (isIt(title) ? [list] : [])));
  const [only, ...others] = lists;
  return others.length === 0 ? (only ?? null) : null;
}

function normalised(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
