import { describe, expect, test } from 'vitest';
import { aPack } from './a-pack.ts';
import { linksIn } from './pages.ts';

describe('the pack by hand', () => {
  const { pages } = aPack();

  test('has every kind of body', () => {
    expect(new Set(pages.map(({ body }) => body.kind))).toEqual(new Set(['lists', 'indicator', 'tables', 'charts']));
  });

  test('leads from page to page', () => {
    const ids = pages.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(pages.flatMap(linksIn).filter((page) => !ids.includes(page))).toEqual([]);
  });

  test('has as many cells in each row as columns', () => {
    const tables = pages.flatMap(({ body }) =>
      body.kind === 'tables' ? body.tables : body.kind === 'indicator' ? [body.months] : [],
    );
    for (const { columns, rows } of tables) for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
  });
});
