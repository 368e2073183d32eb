import { introductionHeight, page, rowHeight, tableHeadHeight, textHeight } from './heights.ts';
import type { ListEntry, ListsBody, PackRow, PackTable, TablesBody } from './pack.ts';
import type { Shown } from './stamp.ts';

/** A row, and the figures that it shows. */
export interface DraftRow {
  readonly row: PackRow;
  readonly shows: readonly Shown[];
  /** The indicator that it is about, where it is. */
  readonly about?: string;
}

export interface DraftTable extends Omit<PackTable, 'rows'> {
  readonly rows: readonly DraftRow[];
}

/** As many tables, or parts of them, as fit on one page. */
export interface TablesOnPage {
  readonly body: TablesBody;
  readonly rows: readonly DraftRow[];
  /** The captions of the tables that are on it, whole or in part. */
  readonly captions: readonly string[];
}

/** Fewer rows of a table are not left behind at the foot of a page. */
const fewestRows = 2;

/**
 * Tables under each other, page after page; what goes on to a further page has its caption and heads again.
 *
 * @param legend stands above the tables of every page
 * @param introduction stands on the first alone, above it
 */
export function tablesOnPages(
  tables: readonly DraftTable[],
  {
    introduction = [],
    legend = [],
  }: { readonly introduction?: readonly string[]; readonly legend?: readonly string[] },
): readonly TablesOnPage[] {
  const found: DraftTable[][] = [[]];
  let left = page.height - introductionHeight([...introduction, ...legend]);
  const turn = (): void => {
    found.push([]);
    left = page.height - introductionHeight(legend);
  };
  for (const table of tables) {
    const head = tableHeadHeight(table.columns);
    let { rows } = table;
    while (rows.length > 0) {
      const fitting = rowsFitting(rows, table, left - head);
      const isFresh = found.at(-1)!.length === 0;
      if (!isFresh && fitting < Math.min(fewestRows, rows.length)) {
        turn();
        continue;
      }
      // A row that is higher than a page is shrunk with it.
      const taken = rows.slice(0, Math.max(1, fitting));
      const caption = rows === table.rows ? table.caption : continued(table.caption);
      found.at(-1)!.push({ ...table, caption, rows: taken });
      left -= head + taken.reduce((sum, { row }) => sum + rowHeight(row, table.columns), 0);
      rows = rows.slice(taken.length);
    }
  }
  return found.map((own, index) => ({
    body: {
      kind: 'tables',
      introduction: index === 0 ? [...introduction, ...legend] : legend,
      tables: own.map((table) => ({ ...table, rows: table.rows.map(({ row }) => row) })),
    },
    rows: own.flatMap(({ rows }) => rows),
    captions: own.map(({ caption }) => caption),
  }));
}

function rowsFitting(rows: readonly DraftRow[], { columns }: DraftTable, room: number): number {
  let left = room;
  const over = rows.findIndex(({ row }) => (left -= rowHeight(row, columns)) < 0);
  return over === -1 ? rows.length : over;
}

export function continued(title: string): string {
  return `${title} (continued)`;
}

/** Lists beside each other, page after page; each goes on in its own column. */
export function listsOnPages(body: ListsBody): readonly ListsBody[] {
  const columns = body.lists.length;
  const width = (page.width - (columns - 1) * page.gutter) / columns - listMargin;
  const found: ListsBody[] = [];
  let rest = body.lists;
  do {
    const introduction = found.length === 0 ? body.introduction : [];
    const room = page.height - introductionHeight(introduction) - listHead;
    const taken = rest.map(({ entries }) => entriesFitting(entries, width, room));
    found.push({
      kind: 'lists',
      introduction,
      lists: rest.map((list, index) => ({
        ...list,
        title: found.length === 0 ? list.title : continued(list.title),
        entries: list.entries.slice(0, taken[index]),
      })),
    });
    rest = rest.map((list, index) => ({ ...list, entries: list.entries.slice(taken[index]) }));
  } while (rest.some(({ entries }) => entries.length > 0));
  return found;
}

/** The title of a list, and what stands left of its entries. */
const listHead = 13;
const listMargin = 4;

function entriesFitting(entries: readonly ListEntry[], width: number, room: number): number {
  let left = room;
  const over = entries.findIndex((entry) => (left -= entryHeight(entry, width)) < 0);
  return over === -1 ? entries.length : Math.max(1, over);
}

function entryHeight({ text, reason, note, links }: ListEntry, width: number): number {
  return (
    textHeight(text, width, 'body') +
    (reason === '' ? 0 : textHeight(reason, width, 'table') + 0.4) +
    (note === null ? 0 : textHeight(note, width, 'small') + 0.4) +
    links.reduce((sum, link) => sum + textHeight(`${link.text}, page 000`, width, 'small') + 0.6, 0) +
    2.4
  );
}
