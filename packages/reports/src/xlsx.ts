import type { CellStyle, WriteSheet } from 'hucre/xlsx';
import type { Cell, CellValue, Sheet, SheetColumn } from './sheet.ts';

/** Excel's own colours for good, neutral and bad. */
const fills = { green: 'FFC6EFCE', amber: 'FFFFEB9C', red: 'FFFFC7CE' } as const;

const font = { name: 'Calibri', size: 11 };

/** The zip and the properties of a workbook have a time; it is always this one, so that the same sheets are the same file. */
const noTime = new Date(Date.UTC(1980, 0, 1));

/** The sheets as an Excel workbook (`.xlsx`): each a table with a filter, its heading in sight. */
export async function xlsxOf(sheets: readonly Sheet[]): Promise<Uint8Array> {
  // Loaded when it is needed: every other command starts without it.
  const { cellRef, writeXlsx } = await import('hucre/xlsx');
  return writeXlsx({
    sheets: sheets.map((sheet) => sheetOf(sheet, cellRef)),
    defaultFont: font,
    properties: { creator: 'Vigil', created: noTime, modified: noTime },
  });
}

export function sheetOf(
  { name, table, columns, rows, frozen }: Sheet,
  cellRef: (row: number, column: number) => string,
): WriteSheet {
  const looks = new Map<string, { style: CellStyle }>();
  const values = rows.map((row, index) =>
    row.map((cell, column) => {
      if (!isCell(cell)) return cell;
      looks.set(`${index + 1},${column}`, { style: styleOf(columns[column]!, cell) });
      return cell.value;
    }),
  );
  return {
    name,
    columns: columns.map((column) => ({ width: column.width, style: styleOf(column) })),
    rows: [columns.map(({ heading }) => heading), ...values],
    cells: looks,
    freezePane: { rows: 1, ...(frozen > 0 && { columns: frozen }) },
    // A table of no rows is one that Excel wants to repair.
    ...(rows.length > 0 && {
      tables: [
        {
          name: table,
          displayName: table,
          range: `A1:${cellRef(rows.length, columns.length - 1)}`,
          columns: columns.map(({ heading }) => ({ name: heading })),
          style: 'TableStyleLight1',
        },
      ],
    }),
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function isCell(cell: Cell | CellValue): cell is Cell {
  return cell !== null && typeof cell === 'object' && !(cell instanceof Date);
}

function styleOf({ format, wrap }: SheetColumn, cell?: Cell): CellStyle {
  const numFmt = cell?.format ?? format;
  return {
    alignment: { vertical: 'top', ...(wrap && { wrapText: true }) },
    ...(numFmt !== undefined && { numFmt }),
    ...(cell?.fill && { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fills[cell.fill] } } }),
    ...(cell?.italic && { font: { ...font, italic: true } }),
  };
}
