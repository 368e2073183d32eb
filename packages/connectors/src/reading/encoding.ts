import type { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { ByteScan } from './byte-scan.ts';
import { UnreadableFile } from './unreadable-file.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Opens a file from its beginning. Called more than once: see `inspect`. */
export type OpenFile = () => Promise<Readable>;

/** What was learnt of a file by going through it. */
export interface Inspection {
  readonly encoding: Encoding;
  /** Its first part, decoded, without byte order mark. */
  readonly beginning: string;
  /** Whether that is all of it. */
  readonly complete: boolean;
}

/** Bytes of a line, characters of a record: a longer one is an unclosed quote, or no text at all. */
export const longestRecord = 1024 * 1024;

/** Long enough for any header line. */
const beginningBytes = 64 * 1024;

/**
 * Goes through a whole file once, in constant memory, to know its encoding for certain: UTF-8 only where every byte of
 * it is, else Windows-1252; UTF-16 by its byte order mark or its zero bytes.
 *
 * A stream cannot be taken back: whoever decides from the first kilobytes and then meets an `é` in Windows-1252 at
 * byte 900,000 has mangled it, or must fail a readable file. Looking first is cheap beside parsing.
 *
 * @param extent `beginning`: no further than a header line can reach, and as certain as that allows.
 * @throws UnreadableFile where it is no text, damaged, or in none of these encodings.
 */
export async function inspect(open: OpenFile, extent: 'whole' | 'beginning' = 'whole'): Promise<Inspection> {
  const chunks: Buffer[] = [];
  let kept = 0;
  let complete = true;
  const scan = new ByteScan();
  for await (const chunk of chunksOf(await open())) {
    if (kept >= beginningBytes && extent === 'beginning') {
      complete = false;
      break;
    }
    scan.add(chunk);
    if (kept < beginningBytes) {
      chunks.push(chunk);
      kept += chunk.length;
    }
    if (scan.longestLine > longestRecord) break;
  }
  const beginning = Buffer.concat(chunks);
  complete &&= scan.bytes === beginning.length;
  const encoding = encodingOf(beginning, scan, complete || extent === 'whole');
  return { encoding, beginning: iconv.decode(beginning, encoding), complete };
}

/** The text of a file as UTF-8, chunk by chunk, without a byte order mark where it is not UTF-8 already. */
export async function* decoded(bytes: Readable, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield* chunksOf(bytes);
    return;
  }
  if (encoding === 'windows-1252') {
    const decoder = iconv.getDecoder(encoding);
    for await (const chunk of chunksOf(bytes)) yield Buffer.from(decoder.write(chunk));
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of chunksOf(bytes)) yield utf16Bytes(() => decoder.decode(chunk, { stream: true }));
  yield utf16Bytes(() => decoder.decode());
}

function chunksOf(bytes: Readable): AsyncIterable<Buffer> {
  return bytes;
}

/** @param toTheEnd whether the scan saw the end of the file, so that a character cut off there is one. */
function encodingOf(beginning: Buffer, scan: ByteScan, toTheEnd: boolean): Encoding {
  refuseOtherFormats(beginning);
  const wide = utf16Of(beginning);
  refuseLongLines(scan);
  if (wide !== null) {
    if (toTheEnd && scan.bytes % 2 === 1) throw new UnreadableFile(truncated);
    return wide;
  }
  if (scan.zeroAt !== null) {
    throw new UnreadableFile(
      `Line ${scan.zeroAt} holds a zero byte: this is no text file, or a damaged one. Export it again as CSV.`,
    );
  }
  return utf8Of(beginning, scan, toTheEnd) ?? windows1252Of(scan);
}

const truncated = 'The file ends in the middle of a character: it was cut off. Send it again.';

function refuseOtherFormats(beginning: Buffer): void {
  if (beginning.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) {
    throw new UnreadableFile(
      'This is a workbook (.xlsx) or another zip file that is called text. Call a workbook .xlsx; unpack anything else.',
    );
  }
  if (beginning.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'))) {
    throw new UnreadableFile(
      'This is an old workbook (.xls) that is called text. Save it as “Excel Workbook (.xlsx)”, or each list as CSV.',
    );
  }
}

function refuseLongLines(scan: ByteScan): void {
  if (scan.longestLine > longestRecord && scan.zeroAt === null) {
    throw new UnreadableFile(
      'A line is longer than 1 MiB: this is no CSV file, or its line breaks were lost. Export it again as CSV.',
    );
  }
}

/** By byte order mark, or by the zero bytes that the first two letters of a header have. */
function utf16Of(beginning: Buffer): Encoding | null {
  if (beginning[0] === 0xff && beginning[1] === 0xfe) return 'utf-16le';
  if (beginning[0] === 0xfe && beginning[1] === 0xff) return 'utf-16be';
  const zeros = Array.from(beginning.subarray(0, 4), (byte) => (byte === 0 ? '0' : 'x')).join('');
  if (zeros === 'x0x0') return 'utf-16le';
  return zeros === '0x0x' ? 'utf-16be' : null;
}

/**
 * UTF-8 where nothing is broken. A few broken places among many whole characters are not Windows-1252 either, where
 * such pairs hardly occur: read as that, every right name would be mangled.
 */
function utf8Of(beginning: Buffer, scan: ByteScan, toTheEnd: boolean): Encoding | null {
  const cutOff = toTheEnd && scan.endsInsideCharacter;
  if (scan.broken === 0 && !cutOff) return 'utf-8';
  const marked = beginning.subarray(0, 3).equals(Buffer.from('efbbbf', 'hex'));
  if (scan.broken > 0 && (marked || (scan.sequences >= 10 && scan.sequences >= 10 * scan.broken))) {
    throw new UnreadableFile(
      `The file is UTF-8, but line ${scan.brokenAt} holds bytes that are not: it was put together from two encodings, or damaged. Export it again in one.`,
    );
  }
  if (scan.broken === 0 && scan.sequences > 0) throw new UnreadableFile(truncated);
  return null;
}

function windows1252Of(scan: ByteScan): Encoding {
  if (scan.unassignedAt === null) return 'windows-1252';
  throw new UnreadableFile(
    `Line ${scan.unassignedAt} holds bytes that are neither UTF-8 nor Windows-1252. Export the file again as UTF-8.`,
  );
}

/** @throws UnreadableFile for what no text holds: zero characters, and halves of characters. */
function utf16Bytes(decode: () => string): Buffer {
  const text = textOf(decode);
  if (text !== null && !text.includes('\0')) return Buffer.from(text);
  throw new UnreadableFile('The file is UTF-16 with characters that no text holds: it is damaged. Export it again.');
}

function textOf(decode: () => string): string | null {
  try {
    return decode();
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
