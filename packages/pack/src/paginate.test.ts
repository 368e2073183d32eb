import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordsRow } from './draft.ts';
import { introductionHeight, page, rowHeight, tableHeadHeight } from './heights.ts';
import { type DraftTable, listsOnPages, tablesOnPages } from './paginate.ts';
import type { ListsBody } from './pack.ts';

const columns = [
  { title: 'Indicator', width: 1, align: 'left' },
  { title: 'Words', width: 2, align: 'left' },
] as const;

function table(caption: string, rows: number, words = 'words'): DraftTable {
  return {
    caption,
    columns,
    rows: Array.from({ length: rows }, (_, index) => wordsRow([`${caption} ${index}`, words])),
  };
}

describe('tables on pages', () => {
  test('stand under each other as long as there is room', () => {
    const [one, ...others] = tablesOnPages([table('A', 3), table('B', 3)], {});
    expect(others).toEqual([]);
    expect(one!.captions).toEqual(['A', 'B']);
  });

  test('have caption and heads again where they go on', () => {
    const found = tablesOnPages([table('A', 60)], { introduction: ['First'], legend: ['Always'] });
    expect(found.map(({ captions }) => captions)).toEqual([['A'], ...found.slice(1).map(() => ['A (continued)'])]);
    expect(found.map(({ body }) => body.introduction)).toEqual([
      ['First', 'Always'],
      ...found.slice(1).map(() => ['Always']),
    ]);
  });

  test('are a page even where there is nothing but an introduction', () => {
    expect(tablesOnPages([], { introduction: ['None was found.'] })).toHaveLength(1);
  });

  test('leave no row out, keep the order, and fill no page beyond its height', () => {
    const tables = fc.array(
      fc.record({ rows: fc.integer({ min: 1, max: 70 }), words: fc.string({ maxLength: 300 }) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(tables, (given) => {
        const all = given.map(({ rows, words }, index) => table(`Table ${index}`, rows, words));
        const found = tablesOnPages(all, { legend: ['A legend.'] });
        expect(found.flatMap(({ rows }) => rows)).toEqual(all.flatMap(({ rows }) => rows));
        for (const { body } of found) {
          const high = body.tables.reduce(
            (sum, { rows }) =>
              sum + tableHeadHeight(columns) + rows.reduce((all2, row) => all2 + rowHeight(row, columns), 0),
            introductionHeight(body.introduction),
          );
          expect(high).toBeLessThanOrEqual(page.height);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('lists on pages', () => {
  const entry = (text: string) => ({ text, reason: 'Meets its target.', note: null, links: [] });
  const body = (lengths: readonly number[]): ListsBody => ({
    kind: 'lists',
    introduction: ['Not every figure is complete.'],
    lists: (['going-well', 'watch', 'do-better'] as const).map((place, index) => ({
      place,
      title: place,
      entries: Array.from({ length: lengths[index] ?? 0 }, (_, number) => entry(`${place} ${number}`)),
    })),
  });

  test('are one page where they fit, also where they are empty', () => {
    expect(listsOnPages(body([3, 0, 2]))).toEqual([body([3, 0, 2])]);
    expect(listsOnPages(body([]))).toHaveLength(1);
  });

  test('go on each in its column, without losing an entry', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)), (lengths) => {
        const found = listsOnPages(body(lengths));
        for (const index of [0, 1, 2]) {
          const entries = found.flatMap(({ lists }) => lists[index]!.entries);
          expect(entries).toEqual(body(lengths).lists[index]!.entries);
        }
        expect(found.slice(1).flatMap(({ introduction }) => introduction)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
