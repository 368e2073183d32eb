import type { Readable } from 'node:stream';
import type { Dialect } from './dialect.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;

/** Records as they lie in the file, a chunk of them at a time: not parsed, not decoded, their line ends left out. */
export interface RawRecords {
  readonly bytes: Buffer;
  /** Where each begins and ends in `bytes`. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Lines that each takes up: more than one where a quoted cell has line breaks. */
  readonly lines: readonly number[];
}

/**
 * Cuts a file in one of the single-byte-delimited encodings into its records, by line ends outside quotes. Fast, and
 * right for whatever csv-parse accepts; what it refuses (a quote in the middle of a cell) may be cut elsewhere.
 */
export async function* rawRecords(stream: Readable, { lineEnds }: Dialect): AsyncGenerator<RawRecords> {
  const onlyAfterReturn = lineEnds.length === 1 && lineEnds[0] === '\r\n';
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const records = cut(bytes, onlyAfterReturn);
    rest = bytes.subarray(records.consumed);
    if (records.starts.length > 0) yield { bytes, ...records };
  }
  if (rest.length > 0) {
    const lines = 1 + lineEndsWithin(rest, 0, rest.length, onlyAfterReturn);
    yield { bytes: rest, starts: [0], ends: [rest.length], lines: [lines] };
  }
}

function cut(
  bytes: Buffer,
  onlyAfterReturn: boolean,
): { starts: number[]; ends: number[]; lines: number[]; consumed: number } {
  const starts: number[] = [];
  const ends: number[] = [];
  const lines: number[] = [];
  let start = 0;
  let within = 0;
  let quoted = false;
  let nextQuote = bytes.indexOf(quote);
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) {
    while (nextQuote >= 0 && nextQuote < at) {
      quoted = !quoted;
      nextQuote = bytes.indexOf(quote, nextQuote + 1);
    }
    const afterReturn = at > start && bytes[at - 1] === carriageReturn;
    if (onlyAfterReturn && !afterReturn) continue;
    within += 1;
    if (quoted) continue;
    starts.push(start);
    ends.push(onlyAfterReturn ? at - 1 : at);
    lines.push(within);
    within = 0;
    start = at + 1;
  }
  return { starts, ends, lines, consumed: start };
}

function lineEndsWithin(bytes: Buffer, start: number, end: number, onlyAfterReturn: boolean): number {
  let count = 0;
  for (let at = bytes.indexOf(newline, start); at >= 0 && at < end; at = bytes.indexOf(newline, at + 1)) {
    if (!onlyAfterReturn || (at > 0 && bytes[at - 1] === carriageReturn)) count += 1;
  }
  return count;
}
