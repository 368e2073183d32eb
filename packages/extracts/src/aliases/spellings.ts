/*
 * Provenance of every list of spellings in this folder: raw values seen across London and Greater Manchester
 * authorities, SocialFinanceDigitalLabs/liia-tools-pipeline@4aff918,
 * liiatools/annex_a_pipeline/spec/Annex_A_schema.yml (MIT licence).
 *
 * That schema maps onto a harmonised list which merges official codes. What is taken over, and what is left out, is in
 * infra/decisions/0010; test/alias-selection.ts is the rule, test/aliases.test.ts holds these lists against the schema.
 */

/** Spellings written one after another, with `|` between them. */
export function spellings(list: string): readonly string[] {
  return list.split('|').map((each) => each.trim());
}
