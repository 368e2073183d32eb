import { contracts, matchHeaders } from '@vigil/extracts';
import { describe, expect, it } from 'vitest';
import { readSheet, readSheets } from '../src/index.ts';
import { bytesOf, inline, inlineRows, madeWorkbook } from './made-workbook.ts';

/*
 * Ofsted's Annex A template as it comes back filled in: a title above the headers, guidance around the lists, drop-downs,
 * a filter, colours, and formats put on a thousand rows that nobody filled.
 * Source: reference/annex-a/columns.json, "_layout_notes".
 */
const lists = [...contracts.values()].flatMap(({ annexA, list, title, columns }) =>
  annexA === undefined
    ? []
    : [
        {
          name: `List_${annexA}`,
          list,
          title,
          header: columns.flatMap((column) => (column.extension ? [] : [column.name])),
        },
      ],
);
const formattedRows = 1500;

function templateSheet({ title, header }: (typeof lists)[number], rows: readonly (readonly string[])[]): string {
  const filled = rows.map(
    (cells, index) => `<row r="${index + 3}" spans="1:${header.length}">${cells.map(inline).join('')}</row>`,
  );
  const formatted = Array.from({ length: formattedRows }, (_, index) => {
    const row = index + 3 + rows.length;
    return `<row r="${row}" s="1" customFormat="1" ht="15"><c r="A${row}" s="1"/><c r="B${row}" s="0"/></row>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:x14="x14" xmlns:xm="xm">
  <sheetPr><tabColor rgb="FF00B050"/></sheetPr><dimension ref="A1:AH1502"/>
  <sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" state="frozen"/></sheetView></sheetViews>
  <cols><col min="1" max="16384" width="20" style="1"/></cols>
  <sheetData>
    <row r="1" ht="30"><c r="A1" s="1" t="inlineStr"><is><t>${title}</t></is></c><c r="B1" s="1"/><c r="C1" s="1"/></row>
    <row r="2">${header.map((name) => `<c s="1" t="inlineStr"><is><r><rPr><b/></rPr><t>${name.replaceAll('&', '&amp;')} </t></r></is></c>`).join('')}</row>
    ${filled.join('')}${formatted.join('')}
  </sheetData>
  <autoFilter ref="A2:G2"/><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>
  <conditionalFormatting sqref="A3"><cfRule type="expression"><formula>A3=""</formula></cfRule></conditionalFormatting>
  <dataValidations count="1"><dataValidation type="list" sqref="B3:B1048576"><formula1>Codes_used!$A$1:$A$4</formula1></dataValidation></dataValidations>
  <extLst><ext><x14:dataValidations><x14:dataValidation><x14:formula1><xm:f>x</xm:f></x14:formula1></x14:dataValidation></x14:dataValidations></ext></extLst>
</worksheet>`;
}

describe('the template of Ofsted, filled in', () => {
  const rowOf = ({ header }: (typeof lists)[number]): string[] => header.map((_, index) => `value ${index}`);
  const bytes = bytesOf(
    madeWorkbook({
      sheets: {
        Front_Sheet: inlineRows([['Annex A'], ['Local authority', 'Anytown'], ['Date of inspection', '04/01/2021']]),
        FAQ_and_changes: inlineRows([
          ['Question', 'Answer'],
          ['Child Unique ID', 'as in the case system'],
        ]),
        Guidance: inlineRows([['List 1', 'Contacts']]),
        ...Object.fromEntries(lists.map((list) => [list.name, templateSheet(list, [rowOf(list), rowOf(list)])])),
        Codes_used: inlineRows([['Gender'], ['a) Male'], ['b) Female']]),
        'Our own checks': inlineRows([
          ['Total', '2'],
          ['of which new', '1'],
        ]),
      },
      states: { Codes_used: 'hidden' },
      formats: [0, 'dd/mm/yyyy;@'],
    }),
  );

  it('is eleven lists; its guidance is passed over, and what the authority added is told', async () => {
    const sheets = await readSheets(bytes);
    expect(lists.length).toBe(11);
    expect(sheets.filter(({ list }) => list !== null)).toEqual(
      lists.map(({ name, list }) => ({ name, list, reason: null })),
    );
    expect(sheets.filter(({ list }) => list === null).map(({ name, reason }) => [name, reason])).toEqual([
      ...['Front_Sheet', 'FAQ_and_changes', 'Guidance', 'Codes_used'].map((name) => [
        name,
        'it holds guidance, no list',
      ]),
      ['Our own checks', 'neither its name nor its headers say which list it is'],
    ]);
  });

  it.each(lists)('$name: its headers are in row 2, its records those that were filled in', async (one) => {
    const table = await readSheet(bytes, one.name);
    const contract = contracts.get(one.list);
    if (contract === undefined) throw new Error(one.list);
    expect(matchHeaders(contract, table.header)).toMatchObject({ findings: [], rejected: false });
    const rows = [];
    for await (const batch of table.rows) rows.push(...batch);
    expect(rows).toEqual([3, 4].map((line, index) => ({ record: index + 1, line, cells: rowOf(one) })));
  });
});
