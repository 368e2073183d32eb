import { refusal, type BenchmarkFinding } from './finding.ts';
import type { WrittenRow } from './read-rows.ts';

/** An authority's statistical neighbours in one edition of the model, the nearest first. */
export interface NeighbourGroup {
  readonly authority: string;
  readonly neighbours: readonly Neighbour[];
}

export interface Neighbour {
  /** The old code, `331`. */
  readonly code: string;
  /** 'Very close' and so on, as the model says it; null where it does not. */
  readonly closeness: string | null;
}

export interface NeighbourColumns {
  readonly code: number;
  /** The columns of the neighbours, the nearest first; the closeness stands to the right of each. */
  readonly neighbours: readonly number[];
  /** The year of the edition, as far as its columns tell. */
  readonly edition: string;
}

/** The editions name the authority's column each in its own way: that tells them apart. */
const codeColumns: readonly { readonly name: string; readonly edition: string }[] = [
  { name: 'old la code', edition: '2025' },
  { name: 'la num', edition: '2021' },
  { name: 'la number', edition: '2021' },
];

/** The columns of a statistical neighbour model; null where the header is none of one. */
export function neighbourColumns(header: readonly string[]): NeighbourColumns | null {
  const names = header.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, ' '),
  );
  const ranked = names.flatMap((name, at) => {
    const rank = /^sn ?(\d+)$/.exec(name)?.[1];
    return rank === undefined ? [] : [{ rank: Number(rank), at }];
  });
  const code = codeColumns.find(({ name }) => names.includes(name));
  if (ranked.length === 0 || code === undefined) return null;
  return {
    code: names.indexOf(code.name),
    neighbours: ranked.toSorted((one, other) => one.rank - other.rank).map(({ at }) => at),
    edition: code.edition,
  };
}

/** Reads a model; lines without a code are remarks. */
export async function readNeighbours(
  columns: NeighbourColumns,
  batches: AsyncIterable<readonly WrittenRow[]>,
): Promise<{ readonly groups: readonly NeighbourGroup[]; readonly findings: readonly BenchmarkFinding[] }> {
  const groups = new Map<string, NeighbourGroup>();
  const findings: BenchmarkFinding[] = [];
  for await (const batch of batches) {
    for (const { line, cells } of batch) {
      const cell = (at: number): string => (cells[at] ?? '').trim();
      const authority = cell(columns.code);
      if (authority === '') continue;
      const neighbours = columns.neighbours
        .map((at) => ({ code: cell(at), closeness: sentenceCase(cell(at + 1)) }))
        .filter(({ code }) => code !== '');
      const wrong = [authority, ...neighbours.map(({ code }) => code)].find((code) => !/^\d{3}$/.test(code));
      if (wrong !== undefined) {
        const message = `"${wrong}" is no code of an authority; expected three digits such as 852.`;
        findings.push(refusal('unknown-value', message, { line, value: wrong }));
      } else if (groups.has(authority)) {
        findings.push(refusal('doubled-row', `Authority ${authority} stands there twice.`, { line, value: authority }));
      } else if (neighbours.length > 0) groups.set(authority, { authority, neighbours });
    }
  }
  if (groups.size === 0 && findings.length === 0) {
    findings.push(refusal('no-rows', 'The model has no authority with neighbours in it.'));
  }
  return { groups: [...groups.values()], findings };
}

function sentenceCase(text: string): string | null {
  return text === '' ? null : `${text.charAt(0).toUpperCase()}${text.slice(1).toLowerCase()}`;
}
