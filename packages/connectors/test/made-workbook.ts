import { strToU8, zipSync } from 'fflate';
import type { ByteSource } from '../src/index.ts';

/** A workbook made by hand, part by part, for what no library writes. */
export interface MadeWorkbook {
  /** By name: what stands in `<sheetData>`, or the whole part where it is XML of its own. */
  readonly sheets: Readonly<Record<string, string>>;
  /** The inside of each `<si>`. */
  readonly strings?: readonly string[];
  /** Number formats by cell style: a built-in id, or a custom code. */
  readonly formats?: readonly (number | string)[];
  readonly from1904?: boolean;
  readonly states?: Readonly<Record<string, string>>;
  /** Parts to add, or to put in the place of others. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export function madeWorkbook(made: MadeWorkbook): Uint8Array {
  const names = Object.keys(made.sheets);
  const formats = made.formats ?? [];
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="${types}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns:r="${types}">
      <workbookPr${made.from1904 === true ? ' date1904="1"' : ''}/>
      <sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" state="${made.states?.[name] ?? 'visible'}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>
      ${names.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${types}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}
      <Relationship Id="s" Type="${types}/sharedStrings" Target="sharedStrings.xml"/>
      <Relationship Id="f" Type="${types}/styles" Target="/xl/styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst>${(made.strings ?? []).map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet>
      <numFmts>${formats.map((code, index) => (typeof code === 'string' ? `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>` : '')).join('')}</numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs>${formats.map((code, index) => `<xf numFmtId="${typeof code === 'string' ? 200 + index : code}"/>`).join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      names.map((name, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheet(made.sheets[name])]),
    ),
    ...made.parts,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]),
    ),
  );
}

function sheet(content = ''): string {
  return content.startsWith('<?xml') ? content : `<worksheet><sheetData>${content}</sheetData></worksheet>`;
}

/** Rows of texts, inline, as `<sheetData>` holds them. */
export function inlineRows(rows: readonly (readonly string[])[], firstRow = 1): string {
  return rows
    .map((cells, index) => `<row r="${firstRow + index}">${cells.map((cell) => inline(cell)).join('')}</row>`)
    .join('');
}

export function inline(text: string): string {
  return text === '' ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Bytes in memory, to be read anywhere; counts what was read. */
export function bytesOf(content: Uint8Array): ByteSource & { taken: number } {
  return {
    taken: 0,
    size: content.length,
    async read(position, length) {
      const part = Buffer.from(content.subarray(position, position + length));
      this.taken += part.length;
      return part;
    },
    close: async () => undefined,
  };
}
