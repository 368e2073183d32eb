import type { BenchmarkFinding } from './finding.ts';
import { neighbourColumns, readNeighbours, type NeighbourGroup } from './neighbours.ts';
import type { PublishedRow } from './published-row.ts';
import { readRows, type WrittenRow } from './read-rows.ts';
import { recogniseTable } from './recognise.ts';

/** What a published file turned out to be. Only `table` and `neighbours` are to be loaded. */
export type Release =
  | {
      readonly is: 'table';
      readonly table: string;
      /** The newest year in it. */
      readonly release: string;
      readonly years: readonly number[];
      readonly rows: readonly PublishedRow[];
      readonly findings: readonly BenchmarkFinding[];
    }
  | {
      readonly is: 'neighbours';
      /** The year of the edition: of the file's name, or else as its columns tell. */
      readonly edition: string;
      readonly groups: readonly NeighbourGroup[];
      readonly findings: readonly BenchmarkFinding[];
    }
  | { readonly is: 'not compared'; readonly reason: string }
  | { readonly is: 'refused'; readonly findings: readonly BenchmarkFinding[] };

/**
 * Reads a published file whole. What it is follows from its columns; its name is only asked for the year of a
 * neighbour model, whose rows have none.
 *
 * @param batches its rows, the header left out; what it throws is passed on
 */
export async function readRelease(
  fileName: string,
  header: readonly string[],
  batches: AsyncIterable<readonly WrittenRow[]>,
): Promise<Release> {
  const model = neighbourColumns(header);
  if (model) {
    const { groups, findings } = await readNeighbours(model, batches);
    if (refuses(findings)) return { is: 'refused', findings };
    return { is: 'neighbours', edition: yearIn(fileName) ?? model.edition, groups, findings };
  }
  const recognised = recogniseTable(header);
  if (recognised.is !== 'table') return recognised;
  const { rows, findings } = await readRows(recognised.table, recognised.columns, batches);
  if (refuses(findings)) return { is: 'refused', findings };
  const years = [...new Set(rows.map(({ year }) => year))].toSorted((one, other) => one - other);
  return { is: 'table', table: recognised.table.id, release: String(years.at(-1)), years, rows, findings };
}

function refuses(findings: readonly BenchmarkFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'file');
}

function yearIn(fileName: string): string | null {
  return /(?<!\d)20\d\d(?!\d)/.exec(fileName)?.[0] ?? null;
}
