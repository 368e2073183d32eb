/** The delimiters of reference/extracts.md, "Reading". */
export const delimiters = [',', ';', '\t', '|'] as const;

export type Delimiter = (typeof delimiters)[number];

/** How a table is written. */
export interface Dialect {
  readonly delimiter: Delimiter;
  /** What ends a record outside quotes. */
  readonly lineEnds: readonly string[];
}

/** Tells the dialect from the beginning of a file: the delimiter that its header line holds most of, and its line end. */
export function detectDialect(beginning: string): Dialect {
  const start = beginning.length - beginning.trimStart().length;
  const counts = new Map<string, number>(delimiters.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  let end = start;
  for (; end < beginning.length; end += 1) {
    const character = beginning.charAt(end);
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === '\n' || character === '\r') break;
    const count = counts.get(character);
    if (count !== undefined) counts.set(character, count + 1);
  }
  const countOf = (delimiter: Delimiter): number => counts.get(delimiter) ?? 0;
  return {
    delimiter: delimiters.reduce((most, delimiter) => (countOf(delimiter) > countOf(most) ? delimiter : most)),
    lineEnds: lineEndsOf(beginning.slice(end)),
  };
}

/**
 * Lines end as the header does: the other line end may then stand in a cell, quoted or not. Unless no further line ends
 * so, as when a tool has put a header before another tool's rows. CR alone ends lines where there is no LF.
 *
 * @param rest the text from the header's line end on.
 */
function lineEndsOf(rest: string): readonly string[] {
  if (!rest.includes('\n')) return rest.includes('\r') ? ['\r'] : ['\n'];
  const [own = '\n', ...others] = rest.match(/\r?\n/g) ?? [];
  return others.length === 0 || others.includes(own) ? [own] : ['\r\n', '\n'];
}
