import type { CellStyle, WriteSheet } from 'hucre/xlsx';
import { dateName, periodName, type IsoDate, type Period } from '@vigil/calendar';
import { commentHeading, formCellTakes, formMark, formWords, monthHeading } from '@vigil/extracts';
import type { IndicatorDefinition } from '@vigil/indicators';
import { definitionsSheet } from '../definitions.ts';
import { sheetOf } from '../xlsx.ts';

/** A line to be filled in: an indicator, or a member of it. */
export interface FormLine {
  readonly definition: IndicatorDefinition;
  readonly member: string | null;
  /** What stands, as `formCellOf` shows it. */
  readonly cells: ReadonlyMap<Period, string>;
  /** What is noted beside the form's own month. */
  readonly comment: string;
  /** The same of earlier months, a line each, as `earlierComment` has it. */
  readonly earlier: string;
}

/** All that a contributor's form holds. */
export interface FormContent {
  readonly authority: string;
  readonly contributor: { readonly id: string; readonly name: string };
  readonly period: Period;
  /** Oldest first; the last is `period`. */
  readonly months: readonly Period[];
  readonly due: IsoDate;
  /** Where it is to be put, for people. */
  readonly folder: string;
  readonly lines: readonly FormLine[];
}

const font = { name: 'Calibri', size: 11 };
const side = { style: 'thin', color: { rgb: 'FF7F7F7F' } } as const;

/** A pale yellow that stays light in grey print, framed for those who do not see it. */
const toFill: CellStyle = {
  font,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFFF2CC' } },
  border: { top: side, right: side, bottom: side, left: side },
  alignment: { vertical: 'top', wrapText: true },
  // A text: Excel would make a day of 1/5, and 0.27 of 27 %.
  numFmt: '@',
};
const plain: CellStyle = { font, alignment: { vertical: 'top', wrapText: true } };
const earlier: CellStyle = { font, alignment: { vertical: 'top', horizontal: 'right' }, numFmt: '@' };
const heading: CellStyle = {
  font: { ...font, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE7E6E6' } },
  border: { bottom: side },
  alignment: { vertical: 'bottom', wrapText: true },
};
const otherMonth: CellStyle = { ...heading, alignment: { ...heading.alignment, horizontal: 'right' } };
const ownMonth: CellStyle = { ...heading, ...(toFill.fill && { fill: toFill.fill }) };
const bold: CellStyle = { font: { ...font, bold: true }, alignment: { vertical: 'top' } };
const title: CellStyle = { font: { ...font, size: 16, bold: true } };
const words: CellStyle = { font };

/** The zip and the properties have a time; it is always this one, so that the same form is the same file. */
const noTime = new Date(Date.UTC(1980, 0, 1));

/** A form as an Excel workbook, to be read again by `readForm` of @vigil/extracts. Same content, same bytes. */
export async function formXlsx(content: FormContent): Promise<Uint8Array> {
  // Loaded when it is needed: every other command starts without it.
  const { cellRef, writeXlsx } = await import('hucre/xlsx');
  const definitions = [...new Map(content.lines.map(({ definition }) => [definition.id, definition])).values()];
  return writeXlsx({
    sheets: [formSheet(content, cellRef), sheetOf(definitionsSheet(definitions), cellRef)],
    defaultFont: font,
    properties: { title: titleOf(content), creator: 'Vigil', created: noTime, modified: noTime },
  });
}

const titleOf = ({ contributor, period }: FormContent): string =>
  `Figures for ${periodName(period)}: ${contributor.name}`;

/** Points, for its longest cell: no program opens a file and measures its texts. */
function heightOf(row: readonly Styled[], widths: readonly number[]): number {
  const lines = row.map(({ value }, column) =>
    value.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (widths[column]! - 3))), 0),
  );
  return 15.5 * Math.max(...lines);
}

interface Styled {
  readonly value: string;
  readonly style: CellStyle;
}

function formSheet(content: FormContent, cellRef: (row: number, column: number) => string): WriteSheet {
  const { authority, contributor, period, months, due, folder, lines } = content;
  const label = (name: string, value: string, style = words): readonly Styled[] => [
    { value: name, style: bold },
    { value, style },
  ];
  const guidance = [
    `Fill in the yellow cells of ${periodName(period)}. A cell takes ${formCellTakes}.`,
    'A cell that is left empty is a figure that is missing; it is not 0. Where it is 0, write 0.',
    'If a figure of an earlier month has changed, write over it: it is shown as restated. Rows may be added for other teams or groups.',
    `Then sign it off below, and put the file into ${folder}. Leave its name as it is.`,
  ];
  const above: readonly (readonly Styled[])[] = [
    [{ value: titleOf(content), style: title }],
    ...guidance.map((value) => [{ value, style: words }]),
    [],
    label('Authority', authority),
    label(formWords.contributor, contributor.name),
    label('Due by', dateName(due)),
    label(formWords.mark, formMark({ contributor: contributor.id, period })),
    label(formWords.signedBy, '', toFill),
    label(formWords.signedOn, '', toFill),
    label(formWords.complete, '', toFill),
    [],
  ];
  const headings = [
    formWords.title,
    formWords.meaning,
    formWords.member,
    formWords.unit,
    ...months.map(monthHeading),
    commentHeading(period),
    formWords.earlier,
    formWords.id,
  ];
  const table = lines.map(({ definition, member, cells, comment, earlier: before }): readonly Styled[] => [
    { value: definition.heading, style: plain },
    { value: definition.meaning, style: plain },
    { value: member ?? '', style: plain },
    { value: definition.unit, style: plain },
    ...months.map((month) => ({ value: cells.get(month) ?? '', style: month === period ? toFill : earlier })),
    { value: comment, style: toFill },
    { value: before, style: plain },
    { value: definition.id, style: plain },
  ]);
  const ofMonths = new Map(months.map((month) => [monthHeading(month), month === period ? ownMonth : otherMonth]));
  const heads = headings.map((value) => ({ value, style: ofMonths.get(value) ?? heading }));
  const rows = [...above, heads, ...table];
  const head = above.length;
  const widths = [28, 42, 13, 9, ...months.map(() => 10), 26, 26, 20];
  const own = 3 + months.length;
  const complete = above.findIndex(([first]) => first?.value === formWords.complete);
  return {
    name: 'Figures',
    columns: widths.map((width) => ({ width })),
    rowDefs: new Map([
      [0, { height: 24 }],
      ...table.map((row, index) => [head + 1 + index, { height: heightOf(row, widths) }] as const),
    ]),
    rows: rows.map((row) => row.map(({ value }) => (value === '' ? null : value))),
    cells: new Map(
      rows.flatMap((row, index) => row.map(({ style }, column) => [`${index},${column}`, { style }] as const)),
    ),
    freezePane: { rows: head + 1, columns: 1 },
    dataValidations: [
      {
        type: 'list',
        values: ['yes', 'no'],
        range: cellRef(complete, 1),
        allowBlank: true,
        showErrorMessage: true,
        errorTitle: formWords.complete,
        errorMessage: 'Choose yes once all figures that you have are in.',
      },
      ...(lines.length === 0
        ? []
        : [
            {
              type: 'textLength' as const,
              operator: 'lessThanOrEqual' as const,
              formula1: '60',
              range: `${cellRef(head + 1, own)}:${cellRef(head + lines.length, own)}`,
              allowBlank: true,
              showInputMessage: true,
              inputTitle: periodName(period),
              inputMessage: `It takes ${formCellTakes}.`,
              showErrorMessage: true,
              errorStyle: 'warning' as const,
              errorTitle: periodName(period),
              errorMessage: 'Write words in the column for comments.',
            },
          ]),
    ],
    pageSetup: {
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      paperSize: 'a4',
      margins: { top: 0.5, right: 0.4, bottom: 0.6, left: 0.4, header: 0.3, footer: 0.3 },
      printTitlesRow: `$${head + 1}:$${head + 1}`,
    },
    headerFooter: { oddFooter: '&L&A&RPage &P of &N' },
    a11y: { summary: `${titleOf(content)}, a row a figure, a column a month`, headerRow: head },
  };
}
