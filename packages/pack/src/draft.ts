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
  return onPages(
    head,
    tablesOnPages(tables, { introduction }).map(({ body, rows }) => ({ body, shows: shownIn(rows) })),
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
