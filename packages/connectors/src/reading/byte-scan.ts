import { isAscii } from 'node:buffer';

const newline = 10;

/** Bytes that Windows-1252 leaves without a character. */
const unassigned: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Goes through the bytes of a file chunk by chunk and remembers, in constant memory, what its encoding can be told
 * from. Plain ASCII, which is most of any extract, is passed over by native code.
 */
export class ByteScan {
  bytes = 0;
  /** Bytes of the longest line so far. */
  longestLine = 0;
  /** Line of the first zero byte, of the first byte that is not UTF-8, of the first that is not Windows-1252. */
  zeroAt: number | null = null;
  brokenAt: number | null = null;
  unassignedAt: number | null = null;
  /** Well-formed UTF-8 sequences of several bytes, and places where one is broken. */
  sequences = 0;
  broken = 0;

  #line = 1;
  #lineBytes = 0;
  #missing = 0;
  #lowest = 0x80;
  #highest = 0xbf;

  add(chunk: Buffer): void {
    if (this.zeroAt === null) {
      const zero = chunk.indexOf(0);
      if (zero >= 0) this.zeroAt = this.#lineOf(chunk, zero);
    }
    if (this.#missing > 0 || !isAscii(chunk)) this.#addText(chunk);
    this.#addLines(chunk);
    this.bytes += chunk.length;
  }

  /** Whether the file, which ends here, ends inside a character of UTF-8. */
  get endsInsideCharacter(): boolean {
    return this.#missing > 0;
  }

  #addLines(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      this.longestLine = Math.max(this.longestLine, this.#lineBytes + end - start);
      this.#line += 1;
      this.#lineBytes = 0;
      start = end + 1;
    }
    this.#lineBytes += chunk.length - start;
    this.longestLine = Math.max(this.longestLine, this.#lineBytes);
  }

  #addText(chunk: Buffer): void {
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index] ?? 0;
      if (this.#missing > 0 && byte >= this.#lowest && byte <= this.#highest) {
        this.#missing -= 1;
        this.#expect(this.#missing);
        if (this.#missing === 0) this.sequences += 1;
      } else {
        if (this.#missing > 0) this.#break(chunk, index);
        this.#begin(byte, chunk, index);
      }
      if (unassigned.has(byte)) this.unassignedAt ??= this.#lineOf(chunk, index);
    }
  }

  /** The first byte of a character: how many follow, and what the next may be (no overlong forms, no surrogates). */
  #begin(byte: number, chunk: Buffer, index: number): void {
    if (byte < 0x80) this.#expect(0);
    else if (byte >= 0xc2 && byte <= 0xdf) this.#expect(1);
    else if (byte >= 0xe0 && byte <= 0xef) this.#expect(2, byte === 0xe0 ? 0xa0 : 0x80, byte === 0xed ? 0x9f : 0xbf);
    else if (byte >= 0xf0 && byte <= 0xf4) this.#expect(3, byte === 0xf0 ? 0x90 : 0x80, byte === 0xf4 ? 0x8f : 0xbf);
    else this.#break(chunk, index);
  }

  #expect(missing: number, lowest = 0x80, highest = 0xbf): void {
    this.#missing = missing;
    this.#lowest = lowest;
    this.#highest = highest;
  }

  #break(chunk: Buffer, index: number): void {
    this.broken += 1;
    this.brokenAt ??= this.#lineOf(chunk, index);
    this.#expect(0);
  }

  #lineOf(chunk: Buffer, index: number): number {
    let line = this.#line;
    for (let at = chunk.indexOf(newline); at >= 0 && at < index; at = chunk.indexOf(newline, at + 1)) line += 1;
    return line;
  }
}
