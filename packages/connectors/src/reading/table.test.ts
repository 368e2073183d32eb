import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { delimiters } from './dialect.ts';
import { readHeader, readTable } from './table.ts';
import type { TableRow } from './table.ts';
import { UnreadableFile } from './unreadable-file.ts';

describe('any table of strings reads back equal', () => {
  const printable = Array.from({ length: 256 - 32 }, (_, index) => index + 32);
  const windows1252 = printable
    .map((byte) => iconv.decode(Buffer.of(byte), 'windows-1252'))
    .filter((character) => character !== '\uFFFD' && character !== '\u007F');
  const awkward = ['"', '""', ',', ';', '\t', '|', '\n', '\r\n', ' ', '', '’', 'é'];
  const anyText = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
  const narrowText = fc.string({ unit: fc.constantFrom(...windows1252, ...awkward) });

  const tableOf = (cell: fc.Arbitrary<string>) =>
    fc.integer({ min: 2, max: 5 }).chain((width) =>
      fc.record({
        header: fc.constant(Array.from({ length: width }, (_, index) => `Column ${index}`)),
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 20 }),
      }),
    );

  const dialect = fc.record({
    delimiter: fc.constantFrom(...delimiters),
    record_delimiter: fc.constantFrom('\n', '\r\n'),
    quoted: fc.boolean(),
    eof: fc.boolean(),
  });
  const chunkSize = fc.integer({ min: 1, max: 100 });

  it.each(['utf-8', 'utf-8 with a mark', 'utf-16le', 'utf-16le with a mark', 'utf-16be', 'utf-16be with a mark'])(
    'in %s',
    async (name) => {
      const [encoding = '', mark] = name.split(' with ');
      await fc.assert(
        fc.asyncProperty(tableOf(anyText), dialect, chunkSize, async ({ header, rows }, options, size) => {
          const bytes = iconv.encode(stringify([header, ...rows], options), encoding, { addBOM: mark !== undefined });
          const table = await readTable(fileOf(bytes, size));
          expect(table).toMatchObject({ header, encoding, delimiter: options.delimiter });
          expect((await allRows(table)).map(({ cells }) => cells)).toEqual(rows);
        }),
      );
    },
  );

  it('in windows-1252, wherever the bytes are not UTF-8 as well', async () => {
    await fc.assert(
      fc.asyncProperty(tableOf(narrowText), dialect, chunkSize, async ({ header, rows }, options, size) => {
        const text = stringify([header, ...rows, header.map(() => 'é')], options);
        const bytes = iconv.encode(text, 'windows-1252');
        const table = await readTable(fileOf(bytes, size));
        expect(table).toMatchObject({ header, encoding: 'windows-1252', delimiter: options.delimiter });
        expect((await allRows(table)).map(({ cells }) => cells)).toEqual([...rows, header.map(() => 'é')]);
      }),
    );
  });
});

describe('any way of writing a table', () => {
  // As many writers do it: a cell is quoted where it must be, and now and then where it need not.
  const quotable = fc.record({
    text: fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ',', ';', '|', '\t', '\n', '\r\n') }),
    quote: fc.boolean(),
  });
  const tables = fc.array(fc.tuple(quotable, quotable, quotable), { maxLength: 15 });
  const written = ({ text, quote }: { text: string; quote: boolean }): string =>
    quote || /["\n\r,;|\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

  it('reads back equal, with quotes here and there', async () => {
    const dialect = fc.record({ delimiter: fc.constantFrom(...delimiters), lineEnd: fc.constantFrom('\n', '\r\n') });
    await fc.assert(
      fc.asyncProperty(tables, dialect, fc.integer({ min: 1, max: 50 }), async (rows, { delimiter, lineEnd }, size) => {
        const lines = [['Column 1', '"Column 2"', 'Column 3'], ...rows.map((cells) => cells.map(written))];
        const text = lines.map((cells) => cells.join(delimiter) + lineEnd).join('');
        const table = await readTable(fileOf(text, size));
        expect(table).toMatchObject({ header: ['Column 1', 'Column 2', 'Column 3'], delimiter });
        expect((await allRows(table)).map(({ cells }) => cells)).toEqual(
          rows.map((cells) => cells.map(({ text: cell }) => cell)),
        );
      }),
    );
  });

  it('gives what was whole, or fails with a sentence, wherever the file was cut off', async () => {
    const encodings = fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252');
    await fc.assert(
      fc.asyncProperty(tables, encodings, fc.boolean(), fc.nat(), async (rows, encoding, addBOM, cut) => {
        const text = [['a', 'b', 'c'], ...rows.map((cells) => cells.map(written))]
          .map((cells) => cells.join(','))
          .join('\n');
        const bytes = iconv.encode(text, encoding, { addBOM: addBOM && encoding !== 'windows-1252' });
        const outcome = await readAll(fileOf(bytes.subarray(0, cut % (bytes.length + 1)), 10)).then(
          (read) => (read.length <= rows.length ? 'read' : 'more than there was'),
          (error: unknown) => (error instanceof UnreadableFile ? 'unreadable' : error),
        );
        expect(['read', 'unreadable']).toContain(outcome);
      }),
    );
  });
});

describe('reading a table', () => {
  it('counts records without header and blank lines, and lines with them', async () => {
    const table = await readTable(fileOf('\r\na,b\r\n1,"x\r\n\r\ny"\r\n\r\n  \r\n2,\r\n,\r\n'));
    expect(table.header).toEqual(['a', 'b']);
    expect(await allRows(table)).toEqual([
      { record: 1, line: 3, cells: ['1', 'x\r\n\r\ny'] },
      { record: 2, line: 8, cells: ['2', ''] },
      { record: 3, line: 9, cells: ['', ''] },
    ]);
  });

  it('leaves ragged rows and white space as they are', async () => {
    const table = await readTable(fileOf('a;b\n 1 ;2;3\n4\n'));
    expect((await allRows(table)).map(({ cells }) => cells)).toEqual([[' 1 ', '2', '3'], ['4']]);
  });

  it('takes the delimiter from the header, not from what is in quotes or below', async () => {
    const table = await readTable(fileOf('"a,b,c,d"|e\n1,2,3|4\n'));
    expect(table).toMatchObject({ header: ['a,b,c,d', 'e'], delimiter: '|' });
  });

  it('takes a header without any delimiter for one column', async () => {
    const table = await readTable(fileOf('Audit ID\nA1\n'));
    expect(table).toMatchObject({ header: ['Audit ID'], delimiter: ',' });
  });

  it('reads rows that end otherwise than their header, and CR alone', async () => {
    for (const text of ['a,b\r\n1,2\n3,4', 'a,b\n1,"2"\r\n3,4\r\n', 'a,b\r1,2\r3,4\r']) {
      const rows = await allRows(await readTable(fileOf(text)));
      expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
        [2, '1', '2'],
        [3, '3', '4'],
      ]);
    }
  });

  it('knows Windows-1252 by a byte far behind the beginning', async () => {
    const text = `a,b\n${'plain,text\n'.repeat(100_000)}Renée,x\n`;
    const table = await readTable(fileOf(iconv.encode(text, 'windows-1252'), 65_536));
    expect(table.encoding).toBe('windows-1252');
    expect((await allRows(table)).at(-1)).toEqual({ record: 100_001, line: 100_002, cells: ['Renée', 'x'] });
  });

  it('reads no further than it is asked to, and lets go of the file', async () => {
    let given = 0;
    const opened: Readable[] = [];
    const open = async () => {
      given = 0;
      const line = Buffer.from('1234567,abcdefgh\n'.repeat(1000));
      const stream = Readable.from(
        (function* () {
          yield Buffer.from('a,b\n');
          for (let count = 0; count < 500; count += 1) {
            given += line.length;
            yield line;
          }
        })(),
        { objectMode: false },
      );
      opened.push(stream);
      return stream;
    };
    const table = await readTable(open);
    for await (const batch of table.rows) {
      expect(batch.length).toBeLessThan(10_000);
      break;
    }
    expect(given).toBeLessThan(1_000_000);
    expect(opened.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });

  it('gives the header of a file without reading the rest', async () => {
    const bytes = Buffer.from(`a;b\n${'1;2\n'.repeat(100_000)}"`);
    expect(await readHeader(fileOf(bytes, 1000))).toEqual(['a', 'b']);
  });
});

describe('a file that cannot be read', () => {
  it.each<[string, Buffer | string, string]>([
    ['nothing in it', '', 'no header line'],
    ['blank lines only', '\n \n\n', 'no header line'],
    ['a workbook', Buffer.from('PK\u0003\u0004\u0014\u0000'), 'workbook (.xlsx)'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old workbook'],
    ['a zero byte', 'a,b\n1,2\n3,\0\n', 'Line 3 holds a zero byte'],
    ['no line breaks', 'a'.repeat(2_000_000), 'longer than 1 MiB'],
    ['a header without end', `"a,b\n${'1,2\n'.repeat(40_000)}`, 'line 1 opens a quote that is never closed'],
    ['UTF-16 that was cut off', Buffer.from('\uFEFFa,b\n', 'utf16le').subarray(0, -1), 'was cut off'],
    ['UTF-16 with half a character', Buffer.from('\uFEFFa,b\n\uD800,2\n', 'utf16le'), 'damaged'],
    ['UTF-8 that was cut off', Buffer.from('a,b\né,é').subarray(0, -1), 'was cut off'],
    [
      'UTF-8 with a damaged character',
      Buffer.concat([Buffer.from(`a,b\n${'é,è\n'.repeat(20)}`), Buffer.of(0xe9, 0x2c, 0x0a)]),
      'line 22 holds bytes that are not',
    ],
    ['bytes of no encoding', Buffer.of(0x61, 0x0a, 0x81, 0x0a), 'Line 2 holds bytes that are neither'],
    ['a quote that is never closed', 'a,b\n1,2\n"SECRET,4\n5,6\n', 'line 3 opens a quote that is never closed'],
    ['a quote inside a cell', 'a,b\n1,SEC"RET"\n', 'line 2 has a quote where none may stand'],
    ['text behind a quoted cell', 'a,b\n1,"SEC"RET\n', 'line 2 has a quote where none may stand'],
    ['a record without end', `a,b\n1,"${'SECRET\n'.repeat(300_000)}"\n`, 'line 2 is longer than 1 MiB'],
  ])('with %s: says where and what, and repeats nothing of it', async (_, content, message) => {
    const failure = await readAll(fileOf(content, 65_536)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnreadableFile);
    expect(String(failure)).toContain(message);
    expect(JSON.stringify([String(failure), failure])).not.toContain('SEC');
  });

  it.each([
    ['letters', Buffer.from('x')],
    ['delimiters', Buffer.from(',')],
    ['quotes', Buffer.from('"')],
    ['a quoted cell', Buffer.from('"'), Buffer.from('x')],
    ['UTF-8 of several bytes', Buffer.from('é')],
    ['UTF-16', Buffer.from('\uFEFF', 'utf16le'), Buffer.from('x', 'utf16le')],
    ['UTF-16 without a mark', Buffer.from('x', 'utf16le')],
    ['zero bytes', Buffer.of(0)],
    ['bytes of no encoding', Buffer.of(0x81)],
  ])('with a gigabyte of %s and no line break: is given up after a few megabytes', async (_, first, rest = first) => {
    let given = 0;
    const chunk = Buffer.alloc(65_536, rest);
    const open = async () =>
      Readable.from(
        (function* () {
          yield first;
          for (let left = 1e9; left > 0; left -= chunk.length) {
            given += chunk.length;
            yield chunk;
          }
        })(),
        { objectMode: false },
      );
    await expect(readAll(open)).rejects.toThrow(UnreadableFile);
    expect(given).toBeLessThan(6_000_000);
  });

  it('is told from one that can, whatever the bytes', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', 'é', '\0') }).map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 50 }), async (content, size) => {
        const outcome = await readAll(fileOf(Buffer.from(content), size)).then(
          () => 'read',
          (error: unknown) => (error instanceof UnreadableFile ? 'unreadable' : error),
        );
        expect(['read', 'unreadable']).toContain(outcome);
      }),
      { numRuns: 500 },
    );
  });

  it('passes on what goes wrong in the source', async () => {
    let opened = 0;
    const open = async () => {
      opened += 1;
      return opened === 1
        ? Readable.from([Buffer.from('a,b\n1,2\n')])
        : Readable.from(
            (function* () {
              yield Buffer.from('a,b\n');
              throw new Error('the line dropped');
            })(),
          );
    };
    await expect(readAll(open)).rejects.toThrow('the line dropped');
  });
});

function fileOf(content: string | Buffer, chunkSize = 16): () => Promise<Readable> {
  const bytes = Buffer.from(content);
  const count = Math.ceil(bytes.length / chunkSize);
  const chunks = Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * chunkSize, (index + 1) * chunkSize),
  );
  return async () => Readable.from(chunks);
}

async function allRows({ rows }: { rows: AsyncIterable<readonly TableRow[]> }): Promise<TableRow[]> {
  const all: TableRow[] = [];
  for await (const batch of rows) all.push(...batch);
  return all;
}

async function readAll(open: () => Promise<Readable>): Promise<TableRow[]> {
  return allRows(await readTable(open));
}
