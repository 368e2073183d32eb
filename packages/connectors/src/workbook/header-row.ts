import { matchHeaders, normaliseHeader } from '@vigil/extracts';
import type { ListContract, SourceMapping } from '@vigil/extracts';
import type { SheetRow } from './row-collector.ts';

/** Characters. Excel's own limit of 32,767 is for guidance. */
const longestHeader = 1000;

/** Where a sheet's table begins. */
export interface HeaderRow {
  /** The sheet's row number. */
  readonly number: number;
  /** The first column that has a header, from 0. */
  readonly first: number;
  readonly header: readonly string[];
}

/**
 * Finds the header among a sheet's first rows: the one that names most columns of the list, wherever it stands (Ofsted's
 * template has a title above it). Where none names two, the one that fits most patterns; else the first row with two
 * cells, so that foreign headers can be shown as what they are. Null where there is no such row.
 */
export function findHeader(
  rows: readonly SheetRow[],
  contract: ListContract | undefined,
  mapping: SourceMapping | undefined,
): HeaderRow | null {
  const candidates = headerRows(rows);
  const names = new Set([
    ...(contract?.columns ?? []).map(({ name }) => normaliseHeader(name)),
    ...Object.keys(mapping?.headers ?? {}).map(normaliseHeader),
  ]);
  const named = ({ header }: HeaderRow): number => header.filter((cell) => names.has(normaliseHeader(cell))).length;
  const fitting = ({ header }: HeaderRow): number =>
    contract ? matchHeaders(contract, header, mapping).columns.filter((column) => column !== null).length : 0;
  const filled = ({ header }: HeaderRow): number => (header.filter((cell) => cell.trim() !== '').length > 1 ? 2 : 0);
  return best(candidates, named) ?? best(candidates, fitting) ?? best(candidates, filled) ?? candidates[0] ?? null;
}

/** Rows taken for headers, each from its first to its last cell that holds something; none with a text too long for one. */
export function headerRows(rows: readonly SheetRow[]): readonly HeaderRow[] {
  return rows
    .filter(({ cells }) => cells.every(({ length }) => length <= longestHeader))
    .map(({ number, cells }) => {
      const first = cells.findIndex((cell) => cell.trim() !== '');
      return { number, first, header: cells.slice(first) };
    });
}

/** The first of those with the highest count; a single fitting cell decides nothing. */
function best(candidates: readonly HeaderRow[], count: (candidate: HeaderRow) => number): HeaderRow | null {
  let most = 1;
  let chosen: HeaderRow | null = null;
  for (const candidate of candidates) {
    const own = count(candidate);
    if (own > most) {
      most = own;
      chosen = candidate;
    }
  }
  return chosen;
}
