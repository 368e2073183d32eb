import { createReadStream, existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { contracts, matchHeaders } from '@vigil/extracts';
import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { openFileAt, readSheet, readSheets, readTable } from '../src/index.ts';
import type { Table, TableRow } from '../src/index.ts';
import { findingsIn, sorted } from './findings-in.ts';
import type { ExpectedFinding } from './findings-in.ts';
import { bytesOf } from './made-workbook.ts';

const data = new URL('../../../../shared/data/', import.meta.url);
const missing = !existsSync(data);
const asAtDates = ['2020-12-01', '2021-01-04'];
const deliveries = [
  ...asAtDates.map((asAt) => ({ authority: 'solent-messy', asAt })),
  // Large, and nothing to be found in it: the older one is a part of the newer one.
  { authority: 'southampton-2020', asAt: '2021-01-04' },
];

describe.skipIf(missing)('the shared deliveries as workbooks (skipped where ../shared/data is not there)', () => {
  it.each(asAtDates)(
    'solent-messy as at %s gives the rows of its CSV files, a sheet a list',
    { timeout: 120_000 },
    async (asAt) => {
      const folder = folderOf('solent-messy', asAt);
      const lists = await listsIn(folder);
      const bytes = bytesOf(await workbookOf(folder, lists, (cell) => cell));
      expect(await readSheets(bytes)).toEqual(lists.map((name) => ({ name, list: name, reason: null })));
      for (const list of lists) {
        const csv = await tableOf(folder, list);
        const sheet = await readSheet(bytes, list);
        expect(sheet).toMatchObject({ header: csv.header, encoding: 'workbook', delimiter: null });
        const rows = (await allRows(csv)).map(({ record, cells }) => [record, ...padded(cells, csv.header.length)]);
        expect((await allRows(sheet)).map(({ record, cells }) => [record, ...cells])).toEqual(rows);
      }
    },
  );

  describe.each(deliveries)('$authority as at $asAt', ({ authority, asAt }) => {
    const folder = folderOf(authority, asAt);

    it('gives the expected findings, with dates and numbers as Excel keeps them', { timeout: 120_000 }, async () => {
      const { findings = [] } = JSON.parse(
        await readFile(new URL(`${authority}/expected/${asAt}.json`, data), 'utf8'),
      ) as {
        findings?: ExpectedFinding[];
      };
      const lists = await listsIn(folder);
      const bytes = bytesOf(await workbookOf(folder, lists, asExcelKeepsIt));
      for (const list of lists) {
        const found = await findingsIn(await readSheet(bytes, list), list, asAt);
        // A sheet cannot tell a row that ends early: its last cells are blank, and it is a record like others.
        const csv = await paddedTable(folder, list);
        const expected = csv.short ? await findingsIn(csv, list, asAt) : findings.filter((one) => one.list === list);
        expect(found, list).toEqual(sorted(expected));
      }
    });
  });

  it('reads a real Annex A workbook: dates, ages, #N/A, no-break spaces, odd headers', async () => {
    const bytes = await openFileAt(fileURLToPath(new URL('annex-a-samples/Annex_A_2024_Jan.xlsx', data)));
    const sheets = await readSheets(bytes);
    expect(sheets.map(({ name, list }) => [name, list])).toEqual(
      [...contracts.values()].flatMap(({ annexA, list }) => (annexA === undefined ? [] : [[`List ${annexA}`, list]])),
    );
    const rowsOf = async (name: string): Promise<readonly TableRow[]> => allRows(await readSheet(bytes, name));
    expect((await rowsOf('List 1'))[0]).toEqual({
      record: 1,
      line: 2,
      cells: ['9212044', 'Female', 'a) WBRI', '2015-01-25', '6.13826146475017', '2020-09-16', 'q) 6: Police'],
    });
    expect((await rowsOf('List 3'))[0]?.cells.at(-1)).toBe('Dustin\u00A0Hazlett');
    expect((await rowsOf('List 6'))[0]?.cells.slice(-3)).toEqual(['c) Child in need plan', '', '']);
    expect((await rowsOf('List 8'))[1]?.cells).toContain('nope');
    expect((await rowsOf('List 10'))[0]?.cells.slice(8, 10)).toEqual(['2009-08-11', '2009-08-16']);
    for (const { name, list } of sheets) {
      const contract = contracts.get(list ?? '');
      if (contract === undefined) throw new Error(`${name} was not recognised`);
      const table = await readSheet(bytes, name);
      expect(matchHeaders(contract, table.header).columns, name).not.toContain(null);
      const wrong = (await findingsIn(table, contract.list, '2024-01-31')).filter(({ rule }) =>
        rule.startsWith('invalid'),
      );
      expect(wrong, name).toEqual([]);
    }
    await bytes.close();
  });
});

function folderOf(authority: string, asAt: string): URL {
  return new URL(`${authority}/extracts/${asAt}/`, data);
}

async function listsIn(folder: URL): Promise<string[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => (name.endsWith('.csv') ? [name.slice(0, -4)] : [])).toSorted();
}

function tableOf(folder: URL, list: string): Promise<Table> {
  return readTable(async () => createReadStream(new URL(`${list}.csv`, folder)));
}

async function allRows({ rows }: Table): Promise<TableRow[]> {
  const all: TableRow[] = [];
  for await (const batch of rows) all.push(...batch);
  return all;
}

function padded(cells: readonly string[], width: number): string[] {
  const own = cells.map((cell) => (cell.trim() === '' ? '' : cell));
  return [...own, ...Array.from({ length: Math.max(0, width - own.length) }, () => '')];
}

async function paddedTable(folder: URL, list: string): Promise<Table & { short: boolean }> {
  const table = await tableOf(folder, list);
  const { length: width } = table.header;
  const rows = await allRows(table);
  const whole = rows.map((row) => ({ ...row, cells: padded(row.cells, width) }));
  return {
    ...table,
    rows: (async function* () {
      yield whole;
    })(),
    short: rows.some(({ cells }) => cells.length < width),
  };
}

type Cell = string | number | boolean | null | { value: Date; type: DateConstructor; format: string };

async function workbookOf(folder: URL, lists: readonly string[], cellOf: (cell: string) => Cell): Promise<Uint8Array> {
  const sheets = [];
  for (const list of lists) {
    const table = await tableOf(folder, list);
    const rows = (await allRows(table)).map(({ cells }) => cells.map((cell) => (cell === '' ? null : cellOf(cell))));
    sheets.push({ sheet: list, data: [[...table.header], ...rows] });
  }
  return writeExcelFile(sheets).toBuffer();
}

/**
 * Real days become date cells, numbers become numbers, except where they begin with zeros. Not 1 January 1900: this
 * library does not know of Excel's 29 February 1900, and writes days before it a day too late.
 */
function asExcelKeepsIt(cell: string): Cell {
  const [, day = '', month = '', year = ''] = /^(\d{2})[/-](\d{2})[/-](\d{4})$/.exec(cell) ?? [];
  const date = new Date(`${year}-${month}-${day}`);
  if (date.getUTCDate() === Number(day) && date.getUTCFullYear() > 1900) {
    return { value: date, type: Date, format: 'dd/mm/yyyy' };
  }
  return /^(0|[1-9]\d{0,14})$/.test(cell) ? Number(cell) : cell;
}
