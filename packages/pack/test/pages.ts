import type { Pack, PackPage, PackTable } from '../src/index.ts';

/** The page of a pack by its id. */
export function pageOf({ pages }: Pack, id: string): PackPage {
  const found = pages.find((page) => page.id === id);
  if (!found) throw new Error(`The pack has no page ${id}; it has ${pages.map((page) => page.id).join(', ')}.`);
  return found;
}

export function tablesIn({ body }: PackPage): readonly PackTable[] {
  if (body.kind === 'tables') return body.tables;
  return body.kind === 'indicator' ? [body.months] : [];
}

/** A table as texts, row by row, with ordinary spaces. */
export function textsOf({ rows }: PackTable): readonly (readonly string[])[] {
  return rows.map(({ cells }) => cells.map(({ text }) => plain(text)));
}

/** The pages that a page leads to. */
export function linksIn(page: PackPage): readonly string[] {
  const { body } = page;
  const entries = body.kind === 'lists' ? body.lists.flatMap((list) => list.entries) : [];
  const cells = tablesIn(page).flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  return [
    ...entries.flatMap(({ links }) => links.map((link) => link.page)),
    ...(body.kind === 'indicator' && body.benchmarkLink !== null ? [body.benchmarkLink.page] : []),
    ...cells.flatMap((cell) => (cell.page === undefined ? [] : [cell.page])),
  ];
}

export function plain(text: string): string {
  return text.replaceAll('\u00A0', ' ');
}
