import { describe, expect, test } from 'vitest';
import type { PackPage } from '../src/index.ts';
import { aPack } from './a-pack.ts';

function linksOf({ body }: PackPage): readonly string[] {
  if (body.kind === 'lists')
    return body.lists.flatMap(({ entries }) => entries.flatMap(({ links }) => links.map(({ page }) => page)));
  if (body.kind === 'tables') {
    const cells = body.tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
    return cells.flatMap(({ page }) => (page === undefined ? [] : [page]));
  }
  return [];
}

describe('the pack by hand', () => {
  const { pages } = aPack();

  test('has every kind of body', () => {
    expect(new Set(pages.map(({ body }) => body.kind))).toEqual(new Set(['lists', 'indicator', 'tables', 'charts']));
  });

  test('leads from page to page', () => {
    const ids = pages.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(pages.flatMap(linksOf).filter((page) => !ids.includes(page))).toEqual([]);
  });

  test('has as many cells in each row as columns', () => {
    const tables = pages.flatMap(({ body }) =>
      body.kind === 'tables' ? body.tables : body.kind === 'indicator' ? [body.months] : [],
    );
    for (const { columns, rows } of tables) for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
  });
});
