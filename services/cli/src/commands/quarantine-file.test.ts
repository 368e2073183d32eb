import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escapeCell, headerLine, readHandedBack, rowLines, unescapeCell, type ExportedRow } from './quarantine-file.ts';

const header = ['Child Unique ID', 'Date of Contact', 'Contact Source'];
const row: ExportedRow = {
  delivery: '3f2a0f4e-0d8b-4a30-8b1e-6a3e8f5c1d20',
  list: 'contacts',
  record: 7,
  rule: 'invalid-date',
  message: 'expected a date',
  cells: ['00017', '31/02/2020', 'Renée; "police"'],
};

describe('a cell of an export', () => {
  it.each(['=1+1', '+44', '-x', '@SUM(A1)', '\tcmd', '\rcmd', "'=1", '-'])(
    'that begins as %j is no formula',
    (cell) => {
      expect(escapeCell(cell)).toBe(`'${cell}`);
    },
  );

  it.each(['12/11/2020', '2020-11-12', '-3', '-3.5', 'O’Neill', "'quoted'", ''])(
    'such as %j stays as it is',
    (cell) => {
      expect(escapeCell(cell)).toBe(cell);
    },
  );

  it('comes back as it was, whatever it was', () => {
    const tricky = fc.string({ unit: fc.constantFrom("'", '=', '-', '+', '@', '\t', '\r', '1', 'a') });
    fc.assert(
      fc.property(fc.oneof(fc.string(), tricky), (cell) => {
        expect(unescapeCell(escapeCell(cell))).toBe(cell);
      }),
    );
  });
});

describe('an export that is handed back', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'vigil-quarantine-'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const handBack = async (text: string | Buffer) => {
    const path = join(directory, 'back.csv');
    await writeFile(path, text);
    return readHandedBack(path);
  };

  it('reads as it was written', async () => {
    const ragged = { ...row, record: 8, cells: ['=00018'] };
    expect(await handBack(headerLine(header) + rowLines([row, ragged]))).toEqual({ header, rows: [row, ragged] });
  });

  it('reads as a spreadsheet saves it: semicolons, Windows-1252, blank cells behind the last column', async () => {
    const text = [
      `delivery;list;record;rule;message;${header.join(';')};;`,
      `${row.delivery};contacts;7;invalid-date;expected a date;00017;29/02/2020;"Renée; ""police""";;`,
    ].join('\r\n');
    const { rows } = await handBack(Buffer.from(text, 'latin1'));
    expect(rows).toEqual([{ ...row, cells: ['00017', '29/02/2020', 'Renée; "police"'] }]);
  });

  it('is refused when it is something else', async () => {
    await expect(handBack('Child Unique ID,Date of Contact\r\n17,12/11/2020\r\n')).rejects.toThrow(
      'delivery, list, record',
    );
    await expect(handBack(headerLine(header) + rowLines([{ ...row, delivery: 'mine' }]))).rejects.toThrow('Line 2');
    await expect(readHandedBack(join(directory, 'nothing.csv'))).rejects.toThrow('There is no file');
  });
});
