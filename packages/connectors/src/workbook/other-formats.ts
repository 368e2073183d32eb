import { UnreadableFile } from '../reading/unreadable-file.ts';
import type { ByteSource } from './byte-source.ts';
import type { Package } from './package.ts';

/** What is delivered as a workbook and is none: each with what it is, and what to do. */
const sentences = {
  empty: 'The file is empty. Export it again.',
  encrypted:
    'The workbook is protected with a password, so it cannot be read. Open it in Excel and save it without a password (File, Info, Protect Workbook).',
  old: 'This is an old workbook (.xls), which is not read. Open it in Excel and save it as “Excel Workbook (.xlsx)”, or save each list as CSV.',
  oldOffice: 'This is an old Office file, but no workbook. Send the workbook (.xlsx), or each list as CSV.',
  binary:
    'This is a binary workbook (.xlsb), which is not read. Open it in Excel and save it as “Excel Workbook (.xlsx)”.',
  openDocument:
    'This is an OpenDocument file (.ods), which is not read. Open it and save it as “Excel Workbook (.xlsx)”, or save each list as CSV.',
  otherZip: 'This is a zip file, but no workbook. If the lists are in it, unpack it and send what is in it as it is.',
  otherOffice: 'This is an Office document, but no workbook. Send the workbook (.xlsx), or each list as CSV.',
  html: 'This is a web page that is only called a workbook. Open it in Excel and save it as “Excel Workbook (.xlsx)”.',
  xml: 'This is XML that is only called a workbook. Open it in Excel and save it as “Excel Workbook (.xlsx)”.',
  other: 'This is no workbook (.xlsx). If it is delimited text, call it .csv; otherwise export it again.',
} as const;

const zip = Buffer.from('504b', 'hex');
const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** @throws UnreadableFile for anything that does not begin as a zip file does. */
export async function refuseOtherFormats(bytes: ByteSource): Promise<void> {
  const beginning = await bytes.read(0, 1024);
  if (beginning.subarray(0, zip.length).equals(zip)) return;
  if (beginning.subarray(0, ole.length).equals(ole)) throw new UnreadableFile(sentences[await kindOfOle(bytes)]);
  throw new UnreadableFile(sentences[kindOfText(beginning)]);
}

/** @throws UnreadableFile for zip files that hold something else. */
export function refuseOtherPackages(parts: Package, main: string): void {
  if (parts.has('xl/workbook.bin')) throw new UnreadableFile(sentences.binary);
  if (parts.has('content.xml') && parts.has('mimetype')) throw new UnreadableFile(sentences.openDocument);
  if (!parts.has(main)) throw new UnreadableFile(sentences.otherZip);
  if (/^(word|ppt|visio)\//i.test(main)) throw new UnreadableFile(sentences.otherOffice);
}

/** By the names in its directory, wherever that lies. An encrypted workbook is such a file around the real one. */
async function kindOfOle(bytes: ByteSource): Promise<'encrypted' | 'old' | 'oldOffice'> {
  const names = { encrypted: 'EncryptedPackage', old: 'Workbook', older: 'Book' };
  const block = 1024 * 1024;
  let kind: 'old' | 'oldOffice' = 'oldOffice';
  for (let position = 0; position < bytes.size; position += block) {
    const part = await bytes.read(position, block + 64);
    if (part.includes(Buffer.from(names.encrypted, 'utf16le'))) return 'encrypted';
    if (part.includes(Buffer.from(names.old, 'utf16le')) || part.includes(Buffer.from(names.older, 'utf16le'))) {
      kind = 'old';
    }
  }
  return kind;
}

function kindOfText(beginning: Buffer): 'empty' | 'html' | 'xml' | 'other' {
  if (beginning.length === 0) return 'empty';
  const text = beginning
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^[^<\w]+/, '');
  if (/^<(!doctype html|html|head|meta|body|table|style|div)\b/i.test(text) || /^MIME-Version:/i.test(text)) {
    return 'html';
  }
  if (text.startsWith('<?xml')) return /<html\b/i.test(text) ? 'html' : 'xml';
  return 'other';
}
