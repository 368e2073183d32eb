import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChangedRows } from './changed-rows.ts';
import { readTable, type TableRow } from './table.ts';

const header = 'Child Unique ID,Date of Visit,Note';
const cell = fc.oneof(
  fc.constantFrom('', 'a', 'b', 'é', '  ', '"x"', '"two\nlines"', '"a,b"', '"say ""no"""', '""'),
  fc.stringMatching(/^[a-c]{0,3}$/),
);
const line = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(cell, cell, cell).map((cells) => cells.join(',')) },
  { weight: 1, arbitrary: fc.constantFrom('', '   ', ',,', 'ragged,row') },
);
const lines = fc.array(line, { maxLength: 12 });
const lineEnd = fc.constantFrom('\n', '\r\n');

const open =
  (text: string, chunk = 7) =>
  async () => {
    const bytes = Buffer.from(text);
    return Readable.from(
      (function* () {
        for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
      })(),
    );
  };

async function gathered(rows: AsyncIterable<readonly TableRow[]>): Promise<TableRow[]> {
  const all: TableRow[] = [];
  for await (const batch of rows) all.push(...batch);
  return all;
}

const shown = ({ record, line: at, cells }: TableRow): string => JSON.stringify([record, at, cells]);
const contentOf = ({ cells }: TableRow): string => JSON.stringify(cells);

async function compare(before: string, after: string, unsettled: readonly number[] = []) {
  return readChangedRows({ open: open(before), encoding: 'utf-8', unsettled: new Set(unsettled) }, open(after, 11));
}

describe('rows that changed between two files', () => {
  it('are those that only one of them has, with their own record and line numbers, whatever moved', async () => {
    await fc.assert(
      fc.asyncProperty(lines, lines, fc.array(fc.nat(8)), lineEnd, async (before, after, kept, end) => {
        // Some rows of the earlier file stand in the later one too, in any order.
        const common = kept.flatMap((index) => (before[index] === undefined ? [] : [before[index]]));
        const earlier = [header, ...before].join(end) + end;
        const later = [header, ...after, ...common].join(end) + end;
        const changes = await compare(earlier, later);
        const table = await readTable(open(later)).catch(() => null);
        if (changes === null || table === null) return;
        const rowsBefore = await gathered((await readTable(open(earlier))).rows);
        const rowsAfter = await gathered(table.rows);
        const removed = await gathered(changes.removed);
        const added = await gathered(changes.added);
        expect(changes.unchanged + added.length).toBe(rowsAfter.length);
        expect(changes.unchanged + removed.length).toBe(rowsBefore.length);
        const all = new Map(rowsAfter.map((row) => [row.record, shown(row)]));
        for (const row of added) expect(shown(row)).toBe(all.get(row.record));
        const old = new Map(rowsBefore.map((row) => [row.record, shown(row)]));
        for (const row of removed) expect(shown(row)).toBe(old.get(row.record));
        const rest = (rows: readonly TableRow[], without: readonly TableRow[]): string[] => {
          const gone = new Set(without.map(({ record }) => record));
          return rows
            .filter(({ record }) => !gone.has(record))
            .map(contentOf)
            .toSorted();
        };
        expect(rest(rowsAfter, added)).toEqual(rest(rowsBefore, removed));
      }),
      { numRuns: 300 },
    );
  });

  it('are none where the files are the same, but for those that are unsettled', async () => {
    const text = `${header}\n1,2020-01-01,a\n2,2020-01-02,b\n3,2020-01-03,c\n`;
    const changes = await compare(text, text, [2]);
    expect(changes?.unchanged).toBe(2);
    expect((await gathered(changes!.removed)).map(({ record }) => record)).toEqual([2]);
    expect((await gathered(changes!.added)).map(({ record, line: at }) => [record, at])).toEqual([[2, 3]]);
  });

  it.each([
    ['another header', `Other,Date of Visit,Note\n1,2,3\n`],
    ['another delimiter', `${header.replaceAll(',', ';')}\n1;2;3\n`],
    ['other line ends', `${header}\r\n1,2,3\r\n4,5,6\r\n`],
    ['another encoding', null],
  ])('cannot be told from files with %s', async (_, after) => {
    const before = `${header}\n1,2,3\n4,5,6\n`;
    const later = after === null ? Buffer.from(`${header}\n1,2,\xe9\n`, 'latin1') : Buffer.from(after);
    const changes = await readChangedRows({ open: open(before), encoding: 'utf-8', unsettled: new Set() }, async () =>
      Readable.from([later]),
    );
    expect(changes).toBeNull();
  });
});
