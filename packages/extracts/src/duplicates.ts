/**
 * Which rows are duplicates. Found over a whole list at once, so in PostgreSQL, by keyed hashes; this is the rule that
 * the SQL and the tests follow. Source: reference/extracts.md, "Findings".
 *
 * Only usable rows take part: a quarantined row is no duplicate of anything and nothing is a duplicate of it, and a row
 * whose key is not whole (`keyWhole` false) neither is nor makes a duplicate. In record order, each such row is:
 *
 * - `duplicate-row` where an earlier one has the same cells: as many, each equal after trimming, unknown columns
 *   included, as written (`a) Yes` and `Yes` differ). It is not used: the earlier one stands.
 * - otherwise `conflicting-duplicate` where an earlier one has the same key, as understood (`21/06/2018` and
 *   `2018-06-21` are the same, `a)` and `a) 1A: Individual` too). Of the rows of a key that are not `duplicate-row`,
 *   the last counts.
 *
 * So a key whose rows are A, B, A gives: nothing, `conflicting-duplicate`, `duplicate-row`; and B counts. Both are
 * warnings that stand on the later record, beside the row's own.
 */
export interface RowForDuplicates {
  readonly record: number;
  /** Stands for all cells, each trimmed. */
  readonly content: string;
  /** Stands for the key's values; null where the key is not whole. */
  readonly key: string | null;
}

export type DuplicateRule = 'duplicate-row' | 'conflicting-duplicate';

/** The duplicates among the usable rows of a list, by record. `rows` in record order. */
export function findDuplicates(rows: Iterable<RowForDuplicates>): Map<number, DuplicateRule> {
  const contents = new Set<string>();
  const keys = new Set<string>();
  const duplicates = new Map<number, DuplicateRule>();
  for (const { record, content, key } of rows) {
    if (key === null) continue;
    if (contents.has(content)) duplicates.set(record, 'duplicate-row');
    else if (keys.has(key)) duplicates.set(record, 'conflicting-duplicate');
    contents.add(content);
    keys.add(key);
  }
  return duplicates;
}
