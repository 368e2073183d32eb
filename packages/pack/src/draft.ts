import type { PackPage, PageBody } from './pack.ts';
import { furtherPage } from './page-ids.ts';
import { continued, type DraftRow, type DraftTable, listsOnPages, tablesOnPages } from './paginate.ts';
import type { ListsBody } from './pack.ts';
import type { Shown } from './stamp.ts';

/** A page before it is stamped with what it shows. */
export interface DraftPage extends Omit<PackPage, 'stamp'> {
  readonly shows: readonly Shown[];
}

type Head = Pick<PackPage, 'id' | 'kicker' | 'heading'>;

/** Tables on as many pages as they take. */
export function tablePages(
  head: Head,
  tables: readonly DraftTable[],
  introduction: readonly string[] = [],
): readonly DraftPage[] {
  return tablePagesAbout(head, tables, introduction).pages;
}

/** The same, and on which of the pages each indicator is that a row is about. */
export function tablePagesAbout(
  head: Head,
  tables: readonly DraftTable[],
  introduction: readonly string[] = [],
): { readonly pages: readonly DraftPage[]; readonly pageOf: ReadonlyMap<string, string> } {
  const found = tablesOnPages(tables, { introduction });
  const pages = onPages(
    head,
    found.map(({ body, rows }) => ({ body, shows: shownIn(rows) })),
  );
  return { pages, pageOf: pageOfRows(found.map(({ rows }, index) => ({ id: pages[index]!.id, rows }))) };
}

/** On which page each indicator is that a row is about. */
export function pageOfRows(
  pages: readonly { readonly id: string; readonly rows: readonly DraftRow[] }[],
): ReadonlyMap<string, string> {
  return new Map(
    pages.flatMap(({ id, rows }) =>
      rows.flatMap(({ about }): [string, string][] => (about === undefined ? [] : [[about, id]])),
    ),
  );
}

/** Lists on as many pages as they take, each stamped with all that they rest on. */
export function listPages(head: Head, body: ListsBody, shows: readonly Shown[]): readonly DraftPage[] {
  return onPages(
    head,
    listsOnPages(body).map((own) => ({ body: own, shows })),
  );
}

function onPages(
  { id, kicker, heading }: Head,
  bodies: readonly { readonly body: PageBody; readonly shows: readonly Shown[] }[],
): readonly DraftPage[] {
  return bodies.map(({ body, shows }, index) => ({
    id: furtherPage(id, index + 1),
    kicker,
    heading: index === 0 ? heading : continued(heading),
    body,
    shows,
  }));
}

export function shownIn(rows: readonly DraftRow[]): readonly Shown[] {
  return rows.flatMap(({ shows }) => shows);
}

/** A row of words alone. */
export function wordsRow(texts: readonly string[], shows: readonly Shown[] = []): DraftRow {
  return { row: { cells: texts.map((text) => ({ text })), notes: [] }, shows };
}
