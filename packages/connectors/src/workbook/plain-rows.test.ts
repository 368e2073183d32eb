import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, madeWorkbook } from '../../test/made-workbook.ts';
import { UnreadableFile } from '../reading/unreadable-file.ts';
import { readSheet } from './workbook.ts';

/*
 * A sheet whose rows are in the plain form is read by regular expressions, one whose rows hold a comment by the XML
 * parser: both must give the same.
 */
describe('rows in their plain form', () => {
  const text = fc.string({
    unit: fc.constantFrom(
      'a',
      'é',
      '東',
      '😀',
      ' ',
      '&amp;',
      '&#65;',
      '"',
      "'",
      '>',
      ']',
      '\n',
      '\r\n',
      '\t',
      '_x0041_',
      '7',
    ),
  });
  const number = fc.oneof(
    fc.integer().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.constantFrom('', ' 7 ', '44200', '0.5', 'x'),
  );
  const attributes = fc.record({
    s: fc.constantFrom('', ' s="0"', ' s="1"', ' s="999"'),
    order: fc.constantFrom('', ' cm="1"'),
  });
  const content = fc.oneof(
    fc.tuple(
      fc.constantFrom('', ' t="n"', ' t="b"', ' t="e"', ' t="d"'),
      number.map((value) => `<v>${value}</v>`),
    ),
    fc.tuple(fc.constant(' t="s"'), fc.constantFrom('<v>0</v>', '<v>1</v>', '<v/>', '<v></v>', '')),
    fc.tuple(
      fc.constantFrom(' t="str"', ' t="inlineStr"', ''),
      text.map((value) => `<f>A1&amp;"x"</f><v>${value}</v>`),
    ),
    fc.tuple(
      fc.constantFrom(' t="inlineStr"', ' t="s"', ''),
      text.map((value) => `<is><t xml:space="preserve">${value}</t></is>`),
    ),
    fc.tuple(
      fc.constantFrom('', ' t="str"'),
      fc.constantFrom('', '<f>1</f>', '<f t="shared" si="0"/>', '<f/><v>3</v>', '<v>1</v><extLst/>'),
    ),
  );
  const cell = fc.tuple(attributes, content, fc.boolean()).map(
    ([{ s, order }, [type, inside], numbered]) =>
      (column: number, row: number) =>
        `<c${numbered ? ` r="${'ABCDEFGH'[column]}${row}"` : ''}${order}${s}${type}${inside === '' ? '/>' : `>${inside}</c>`}`,
  );
  const row = fc.record({
    cells: fc.array(cell, { maxLength: 8 }),
    more: fc.constantFrom('', ' spans="1:8" ht="15" customFormat="1"', ' x14ac:dyDescent="0.25"'),
    space: fc.constantFrom('', '\n  ', '\r\n'),
    numbered: fc.boolean(),
  });

  it('are read as an XML parser reads them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        const sheet = (comment: string): string =>
          rows
            .map(({ cells, more, space, numbered }, index) => {
              const inside = cells.map((write, column) => space + write(column, index + 2)).join('');
              return `${space}<row${numbered ? ` r="${index + 2}"` : ''}${more}>${comment}${inside}${space}</row>`;
            })
            .join('');
        expect(await read(sheet(''))).toEqual(await read(sheet('<!-- no plain form -->')));
      }),
      { numRuns: 200 },
    );
  });

  it('take turns with others, wherever the bytes of the sheet are cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('plain', 'comment', 'entity', 'spaced'), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 15_000, max: 17_000 }),
        async (kinds, padding) => {
          const rows = Array.from({ length: 60 }, (_, index) => kinds[index % kinds.length]);
          const forms = {
            plain: '<row><c><v>1</v></c><c t="inlineStr"><is><t>a</t></is></c></row>',
            comment: '<row><!-- </row><row> --><c><v>1</v></c><c t="inlineStr"><is><t>a</t></is></c></row>',
            entity: '<row><c><v>1</v></c><c t="inlineStr"><is><t>&#97;</t></is></c></row >',
            spaced:
              '\n<row ><c ><v >1</v ></c ><c t = "inlineStr"><is><t><![CDATA[a]]></t></is></c></row>\n<!-- </row><row> -->',
          };
          const sheet = `<!-- ${'x'.repeat(padding)} -->${rows.map((kind = 'plain') => forms[kind]).join('')}`;
          expect(await read(sheet)).toEqual(rows.map((_, index) => [index + 1, '1', 'a']));
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Records and cells of a sheet with two columns, or the sentence that refuses it. */
async function read(rows: string): Promise<unknown> {
  const header = '<row r="1"><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>';
  const strings = ['<t>Number</t>', '<t>Text</t>'];
  try {
    const bytes = bytesOf(madeWorkbook({ sheets: { Sheet1: header + rows }, strings, formats: [0, 14] }));
    const all: unknown[] = [];
    for await (const batch of (await readSheet(bytes, 'Sheet1', { list: 'contacts' })).rows) {
      all.push(...batch.map(({ record, cells }) => [record, ...cells]));
    }
    return all;
  } catch (error) {
    if (error instanceof UnreadableFile) return error.message;
    throw error;
  }
}
