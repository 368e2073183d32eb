import { englandAndWales } from '@vigil/calendar';
import { formHeader } from '@vigil/extracts';
import { readSheet, readSheets, type ByteSource } from '@vigil/connectors';
import { loadCatalogue } from '@vigil/runtime';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { formXlsx, type FormContent } from '../src/index.ts';

let content: FormContent;
beforeAll(async () => {
  const catalogue = await loadCatalogue();
  const definition = catalogue.get('staff-turnover');
  const line = { comment: '', earlier: '' };
  content = {
    authority: 'Testshire',
    contributor: { id: 'hr', name: 'Human Resources' },
    period: '2020-12',
    months: ['2020-11', '2020-12'],
    due: englandAndWales.addWorkingDays('2020-12-31', 5),
    folder: '/forms/hr',
    lines: [
      { ...line, definition, member: null, cells: new Map([['2020-11', '12.5']]), earlier: 'Nov 2020: =1+1, “quoted”' },
      {
        ...line,
        definition,
        member: 'PACT',
        cells: new Map([
          ['2020-11', '1/25'],
          ['2020-12', 'tbd'],
        ]),
      },
    ],
  };
});

function bytesOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: async (start: number, length: number) => Buffer.from(bytes.subarray(start, start + length)),
    close: async () => {},
  };
}

describe('a form as a workbook', () => {
  it('is the same file for the same content', async () => {
    expect(await formXlsx(content)).toEqual(await formXlsx(content));
  });

  it('is read again as what was written into it, under whatever name its sheet has', async () => {
    const bytes = bytesOf(await formXlsx(content));
    expect(await readSheets(bytes)).toEqual([
      { name: 'Figures', list: 'reported_figures', reason: null },
      { name: 'Definitions', list: null, reason: 'neither its name nor its headers say which list it is' },
    ]);
    const table = await readSheet(bytes, 'Figures');
    expect(table).toMatchObject({ header: formHeader, form: { contributor: 'hr', period: '2020-12' } });
    const rows = [];
    for await (const batch of table.rows) rows.push(...batch);
    expect(rows.map(({ column, cells }) => [column, ...cells])).toEqual([
      ['Nov 2020', 'staff-turnover', '2020-11', '12.5', '', '', '', 'Human Resources', '=1+1, “quoted”'],
      ['Nov 2020', 'staff-turnover', '2020-11', '4', '1', '25', 'PACT', 'Human Resources', ''],
      ['Dec 2020', 'staff-turnover', '2020-12', 'tbd', '', '', 'PACT', 'Human Resources', ''],
    ]);
  });

  it('has a title, no merged cells, one heading row that stays in sight and is printed on each page', async () => {
    const [sheet] = (await readXlsx(await formXlsx(content))).sheets;
    expect(sheet!.rows[0]![0]).toBe('Figures for December 2020: Human Resources');
    expect(sheet!.merges ?? []).toEqual([]);
    const head = sheet!.rows.findIndex(([first]) => first === 'Figure');
    expect(sheet!.freezePane).toMatchObject({ rows: head + 1, columns: 1 });
    expect(sheet!.pageSetup).toMatchObject({ orientation: 'landscape', fitToWidth: 1 });
  });
});
