/*
 * Provenance of every list of spellings in this folder: raw values seen across London and Greater Manchester
 * authorities, SocialFinanceDigitalLabs/liia-tools-pipeline@4aff918,
 * liiatools/annex_a_pipeline/spec/Annex_A_schema.yml (MIT licence).
 *
 * That schema maps onto a harmonised list which merges official codes. Taken over is only what stands for exactly one
 * official code: the harmonised label has the text of one, the spelling appears under no other label, and it does not
 * name another official code by its code or text. What official spellings already cover is not repeated.
 */

/** Spellings written one after another, with `|` between them. */
export function spellings(list: string): readonly string[] {
  return list.split('|').map((each) => each.trim());
}
