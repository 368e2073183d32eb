import type { Readable } from 'node:stream';
import type { Dialect } from './dialect.ts';
import { rawRecords } from './raw-records.ts';
import type { RawRecords } from './raw-records.ts';

/** A record as it lies in its file: its bytes, one character each. */
export interface Raw {
  readonly text: string;
  readonly record: number;
  readonly line: number;
}

/** Goes through the records of a file one by one, a chunk at a time. */
export class RecordCursor {
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  end = 0;
  /** Of the record it stands on; the header is 0. */
  record = -1;
  line = 1;

  readonly #chunks: AsyncGenerator<RawRecords>;
  #chunk: RawRecords | null = null;
  #index = -1;

  constructor(stream: Readable, dialect: Dialect) {
    this.#chunks = rawRecords(stream, dialect);
  }

  /** The next record in the chunk at hand; false where there is none. Counts it as a record: see `passBlank`. */
  next(): boolean {
    const chunk = this.#chunk;
    if (chunk === null) return false;
    if (this.#index >= 0) this.line += chunk.lines[this.#index]!;
    this.#index += 1;
    if (this.#index >= chunk.starts.length) {
      this.#chunk = null;
      return false;
    }
    this.start = chunk.starts[this.#index]!;
    this.end = chunk.ends[this.#index]!;
    this.record += 1;
    return true;
  }

  /** Fetches the next chunk; false at the end of the file. */
  async fill(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    if (done) return false;
    this.#chunk = value;
    this.bytes = value.bytes;
    this.#index = -1;
    return true;
  }

  passBlank(): void {
    this.record -= 1;
  }

  equals(other: RecordCursor): boolean {
    return (
      this.end - this.start === other.end - other.start &&
      this.bytes.compare(other.bytes, other.start, other.end, this.start, this.end) === 0
    );
  }

  raw(): Raw {
    return { text: this.bytes.toString('latin1', this.start, this.end), record: this.record, line: this.line };
  }

  async close(): Promise<void> {
    await this.#chunks.return(undefined);
  }
}
