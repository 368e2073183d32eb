import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bytesOf, inlineRows, madeWorkbook } from '../../test/made-workbook.ts';
import { UnreadableFile } from '../reading/unreadable-file.ts';
import type { ByteSource } from './byte-source.ts';
import { readSheet, readSheets } from './workbook.ts';

const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const header = ['Child Unique ID', 'Date of Visit'];
const sheets = { looked_after_visits: inlineRows([header, ['SECRET', '04/01/2021']]) };

describe('what is no workbook', () => {
  const zip = (parts: Record<string, string>): Uint8Array =>
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
  const named = (name: string): Buffer => Buffer.concat([ole, Buffer.alloc(2_000_000), Buffer.from(name, 'utf16le')]);

  it.each<[string, Uint8Array | string, string]>([
    ['nothing', '', 'The file is empty'],
    ['an old workbook', named('Workbook'), 'an old workbook (.xls)'],
    ['an older workbook', named('Book'), 'an old workbook (.xls)'],
    ['an old letter', named('WordDocument'), 'an old Office file'],
    ['a protected workbook', named('EncryptedPackage'), 'protected with a password'],
    ['a binary workbook', zip({ 'xl/workbook.bin': '' }), 'a binary workbook (.xlsb)'],
    ['an OpenDocument workbook', zip({ mimetype: 'x', 'content.xml': '' }), 'an OpenDocument file (.ods)'],
    [
      'a letter',
      zip({
        '_rels/.rels': '<R><Relationship Id="1" Type="x/officeDocument" Target="word/document.xml"/></R>',
        'word/document.xml': '',
      }),
      'an Office document, but no workbook',
    ],
    ['a zip file of lists', zip({ 'contacts.csv': 'a,b' }), 'unpack it'],
    ['a web page', '\uFEFF  <html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', 'a web page'],
    ['a table of a web page', '<table border=1><tr><td>SECRET', 'a web page'],
    ['a web archive', 'MIME-Version: 1.0\r\nSECRET', 'a web page'],
    ['XML of 2003', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>SECRET', 'XML'],
    ['delimited text', 'Child Unique ID,Date of Visit\nSECRET,04/01/2021\n', 'call it .csv'],
  ])('%s: is told what it is, and what to do', async (_, content, message) => {
    const failure = await failureOf(bytesOf(Buffer.from(content)));
    expect(failure).toContain(message);
    expect(failure).not.toContain('SECRET');
  });

  it('a sheet that is not there, or blank, or no table', async () => {
    const bytes = bytesOf(madeWorkbook({ sheets: { ...sheets, blank: '<row r="3"><c s="1"/></row>' } }));
    await expect(readSheet(bytes, 'List 1')).rejects.toThrow('no sheet “List 1”');
    await expect(readSheet(bytes, 'blank')).rejects.toThrow('no header row');
  });
});

// A reader that falls for one is at it for longer than a test may take, or runs out of memory.
describe('a workbook made to exhaust its reader', () => {
  it.each(['xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml', '_rels/.rels'])(
    'is refused by the size that %s declares, before anything of it is read',
    async (part) => {
      const bytes = bytesOf(madeWorkbook({ sheets, parts: { [part]: Buffer.alloc(17_000_000, 'x') } }));
      const failure = await failureOf(bytes);
      expect(failure).toContain(`${part} would unpack from 0.017 MB to 17 MB`);
      // The zip's directory is looked for in its last 64 KiB.
      expect(bytes.taken).toBeLessThan(70_000);
    },
  );

  it('is cut off where a part is longer than it declares', async () => {
    const content = madeWorkbook({ sheets, parts: { 'xl/sharedStrings.xml': Buffer.alloc(30_000_000, ' ') } });
    const lying = redeclared(content, 'xl/sharedStrings.xml', 1000);
    expect(await failureOf(bytesOf(lying))).toContain('is damaged');
  });

  it('is refused for parts that overlap', async () => {
    // Like the bombs of David Fifield (2019): many entries of the directory, one and the same content.
    const plain = Buffer.from(madeWorkbook({ sheets, parts: { 'xl/theme.xml': randomBytes(20_000) } }));
    const end = plain.length - 22;
    const directory = plain.subarray(plain.readUInt32LE(end + 16), end);
    const copies = 50;
    const footer = Buffer.from(plain.subarray(end));
    for (const at of [8, 10]) footer.writeUInt16LE(footer.readUInt16LE(at) * copies, at);
    footer.writeUInt32LE(directory.length * copies, 12);
    const content = Buffer.concat([
      plain.subarray(0, end - directory.length),
      ...Array.from({ length: copies }, () => directory),
      footer,
    ]);
    expect(await failureOf(bytesOf(content))).toContain('its parts overlap');
  });

  it('is refused for sheets without number', async () => {
    const many = `<workbook xmlns:r="r"><sheets>${'<sheet name="x" r:id="rId1"/>'.repeat(100_000)}</sheets></workbook>`;
    expect(await failureOf(bytesOf(madeWorkbook({ sheets, parts: { 'xl/workbook.xml': many } })))).toContain(
      '100000 sheets',
    );
  });

  it('finds no header in texts that are none, at once', async () => {
    const row = inlineRows([[`${'!'.repeat(500_000)}a`, 'b']]);
    expect(await failureOf(bytesOf(madeWorkbook({ sheets: { Export: row } })))).toContain('no header row');
  });

  const rows = inlineRows([header]);
  const text = (inside: string): string => `<?xml version="1.0"?>${inside}`;
  it.each<[string, string, string]>([
    [
      'a document type',
      text(`<!DOCTYPE x [<!ENTITY a "SECRET">]><worksheet><sheetData>${rows}</sheetData></worksheet>`),
      'document type',
    ],
    ['deep nesting', text(`<worksheet><sheetData>${'<row>'.repeat(200_000)}`), 'nested too deeply'],
    [
      'a text without end',
      text(`<worksheet><sheetData><row><c><v>${'7'.repeat(3_000_000)}</v></c></row></sheetData></worksheet>`),
      'more text in one place',
    ],
    [
      'an attribute without end',
      text(`<worksheet><sheetData><row x="${'7'.repeat(3_000_000)}"/></sheetData></worksheet>`),
      'more text in one place',
    ],
    ['a comment without end', text(`<worksheet><!--${'7'.repeat(3_000_000)}--></worksheet>`), 'more text in one place'],
    [
      'a cell of many runs',
      `<row><c t="inlineStr"><is>${'<r><t>SECRETSECRET</t></r>'.repeat(100_000)}</is></c></row>`,
      'longer than 1 MiB',
    ],
    [
      'a row of long cells',
      `<row>${`<c t="inlineStr"><is><t>${'x'.repeat(30_000)}</t></is></c>`.repeat(40)}</row>`,
      'longer than 1 MiB',
    ],
    [
      'an entity that is none',
      text('<worksheet><sheetData><row><c><v>&SECRET;</v></c></row></sheetData></worksheet>'),
      'no well-formed XML',
    ],
    ['a broken tag', text('<worksheet><sheetData><row><c></row>'), 'no well-formed XML'],
    ['rows that run backwards', '<row r="5"/><row r="4"/>', 'numbered wrongly behind row 5'],
    ['a row that cannot be', '<row r="1048577"/>', 'numbered wrongly'],
    ['a cell that cannot be', '<row><c r="ZZZZ1"><v>1</v></c></row>', 'a cell of row 1 is nowhere'],
    ['a text that is not there', '<row><c t="s"><v>7</v></c></row>', 'refers to a text that is not there'],
    ['an end in the middle', text('<worksheet></worksheet>'), 'breaks off'],
  ])('is refused for %s', async (_, sheet, message) => {
    const failure = await failureOf(bytesOf(madeWorkbook({ sheets: { Export: sheet } })));
    expect(failure).toContain(message);
    expect(failure).not.toContain('SECRET');
  });
});

describe('a damaged workbook', () => {
  const content = Buffer.from(madeWorkbook({ sheets, strings: ['<t>x</t>'], formats: [0, 14] }));

  it('is told from a whole one wherever it was cut off', async () => {
    for (let length = 0; length < content.length; length += 7) {
      expect(await failureOf(bytesOf(content.subarray(0, length)))).not.toBe('');
    }
  });

  it('is read, or refused with a sentence, whatever was changed in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        await failureOf(bytesOf(content.with(at, (content[at] ?? 0) ^ change)));
      }),
      { numRuns: 300 },
    );
  });

  it('is read, or refused with a sentence, whatever stands in its parts', async () => {
    const pieces = [
      '<row>',
      '</row>',
      '<c>',
      '<c t="s">',
      '</c>',
      '<v>',
      '</v>',
      '7',
      '<is>',
      '<t>',
      '</t>',
      '</is>',
      '<c r="B2"/>',
      '<',
      '&amp;',
      ']]>',
      '<!--',
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), async (parts) => {
        await failureOf(bytesOf(madeWorkbook({ sheets: { Export: parts.join('') } })));
      }),
      { numRuns: 300 },
    );
  });

  it('is known by a content that is not what was packed', async () => {
    const name = 'xl/worksheets/sheet1.xml';
    const stored = zipSync(
      Object.fromEntries(
        ['_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', name].map((part) => [
          part,
          strToU8(partOf(content, part)),
        ]),
      ),
      { level: 0 },
    );
    const changed = Buffer.from(Buffer.from(stored).toString('latin1').replace('SECRET', 'PUBLIC'), 'latin1');
    expect(await failureOf(bytesOf(stored))).toBe('');
    expect(await failureOf(bytesOf(changed))).toContain(`the content of ${name} is not what was packed`);
  });

  it('is no damaged one where its source fails', async () => {
    const plain = bytesOf(content);
    let reads = 0;
    const failing: ByteSource = {
      ...plain,
      read: async (position, length) => {
        reads += 1;
        if (reads === 5) throw new Error('the disk is gone');
        return plain.read(position, length);
      },
    };
    await expect(readSheets(failing)).rejects.toThrow('the disk is gone');
  });
});

/** What is said where a workbook, or one of its sheets, cannot be read; nothing where all can be. Anything but UnreadableFile is thrown. */
async function failureOf(bytes: ByteSource): Promise<string> {
  try {
    for (const { name } of await readSheets(bytes)) {
      const { rows } = await readSheet(bytes, name);
      for await (const batch of rows) expect(batch.length).toBeGreaterThan(0);
    }
    return '';
  } catch (error) {
    if (error instanceof UnreadableFile) return error.message;
    throw error;
  }
}

/** Changes the unpacked size that the zip's directory declares of a part. */
function redeclared(zip: Uint8Array, part: string, size: number): Buffer {
  const content = Buffer.from(zip);
  const entry = content.lastIndexOf(part) - 46;
  content.writeUInt32LE(size, entry + 24);
  return content;
}

function partOf(zip: Buffer, part: string): string {
  const entry = zip.lastIndexOf(part) - 46;
  const local = zip.readUInt32LE(entry + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  return inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(entry + 20))).toString();
}
