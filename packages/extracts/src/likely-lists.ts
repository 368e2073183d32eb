import { contracts } from './contracts.ts';
import { matchHeaders } from './headers.ts';
import type { SourceMapping } from './headers.ts';

/** How much of a file's header a list knows. */
export interface LikelyList {
  readonly list: string;
  /** Headers that are columns of the list. */
  readonly known: number;
  /** Required columns that are not there. */
  readonly missing: readonly string[];
}

/**
 * The lists a file might be, by how many of its headers each knows, the likeliest first: for a person to choose from,
 * never to decide by.
 */
export function likelyLists(header: readonly string[], mapping?: SourceMapping): readonly LikelyList[] {
  return [...contracts.values()]
    .map((contract) => {
      const { columns } = matchHeaders(contract, header, mapping);
      const missing = contract.columns.filter((column) => column.required && !columns.includes(column));
      return {
        list: contract.list,
        known: columns.filter((column) => column !== null).length,
        missing: missing.map(({ name }) => name),
      };
    })
    .filter(({ known }) => known > 0)
    .toSorted((a, b) => b.known - a.known || a.missing.length - b.missing.length || (a.list < b.list ? -1 : 1));
}
