import { pipeline, Readable } from 'node:stream';
import { callbackify } from 'node:util';
import { crc32, createInflateRaw } from 'node:zlib';
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { UnreadableFile } from '../reading/unreadable-file.ts';
import type { ByteSource } from './byte-source.ts';

/*
 * What a workbook may hold. A real sheet, repetitive as it is, unpacks to twenty or thirty times its size; what unpacks
 * to more than a hundred times is made to exhaust its reader. Small parts are harmless whatever their ratio.
 */
const largestPart = 4 * 1024 ** 3;
const largestRatio = 100;
const harmlessPart = 16 * 1024 ** 2;
const mostParts = 10_000;

/** The one way of packing besides deflating. */
const stored = 0;

/** The zip file that a workbook is: its parts by name, each read as a stream and no further than it says it goes. */
export class Package {
  readonly #zip: ZipFile;
  readonly #reader: SourceReader;
  readonly #entries: ReadonlyMap<string, Entry>;

  /** @throws UnreadableFile where it is no whole zip file, or one made to exhaust its reader. */
  static async open(bytes: ByteSource): Promise<Package> {
    const reader = new SourceReader(bytes);
    try {
      const zip = await fromRandomAccessReaderPromise(reader, bytes.size, {
        autoClose: false,
        decodeStrings: false,
        validateEntrySizes: true,
      });
      return new Package(zip, reader, await entriesOf(zip, bytes.size));
    } catch (error) {
      throw reader.failureOr(error);
    }
  }

  private constructor(zip: ZipFile, reader: SourceReader, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#reader = reader;
    this.#entries = entries;
  }

  has(name: string): boolean {
    return this.#entries.has(keyOf(name));
  }

  /**
   * The bytes of a part; none where there is no such part.
   * @throws UnreadableFile where it is too large, damaged, or protected; before anything of it is read, if its
   * directory entry says so.
   */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(keyOf(name));
    if (entry === undefined) return;
    refuseBomb(name, entry);
    if (entry.isEncrypted()) {
      throw new UnreadableFile('The zip file of this workbook is protected with a password. Save it without one.');
    }
    if (!entry.canDecodeFileData()) throw damaged(`${name} is packed in a way that workbooks never are`);
    let size = 0;
    let sum = 0;
    try {
      for await (const chunk of unpacked(
        await this.#zip.openReadStreamPromise(entry, { decodeFileData: false }),
        entry,
      )) {
        size += chunk.length;
        if (size > entry.uncompressedSize) break;
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      throw this.#reader.failureOr(error);
    }
    if (size !== entry.uncompressedSize || sum !== entry.crc32) {
      throw damaged(`the content of ${name} is not what was packed`);
    }
  }
}

/** In larger pieces than yauzl's own stream gives, which takes a third off the time of a large sheet. */
function unpacked(packed: Readable, { compressionMethod }: Entry): AsyncIterable<Buffer> {
  if (compressionMethod === stored) return packed;
  // A failure of either comes out of the iteration.
  return pipeline(packed, createInflateRaw({ chunkSize: 256 * 1024 }), () => undefined);
}

async function entriesOf(zip: ZipFile, size: number): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  if (zip.entryCount > mostParts) throw tooLarge(`it holds ${zip.entryCount} parts`);
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    entries.set(keyOf(entry.fileNameRaw.toString()), entry);
    packed += entry.compressedSize;
  }
  if (packed > size) throw tooLarge('its parts overlap');
  return entries;
}

/** Some writers begin names with a slash, or write them with backslashes or in another case. Names are no paths here. */
function keyOf(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

function refuseBomb(name: string, { compressedSize, uncompressedSize }: Entry): void {
  if (uncompressedSize <= harmlessPart) return;
  if (uncompressedSize > largestPart || uncompressedSize > largestRatio * compressedSize) {
    const megabytes = (bytes: number): string =>
      `${(bytes / 1e6).toLocaleString('en-GB', { maximumSignificantDigits: 2 })} MB`;
    throw tooLarge(`${name} would unpack from ${megabytes(compressedSize)} to ${megabytes(uncompressedSize)}`);
  }
}

function tooLarge(what: string): UnreadableFile {
  return new UnreadableFile(
    `This is no workbook that a person or a case system makes: ${what}. Nothing of it was read; ask who sent it.`,
  );
}

function damaged(what: string): UnreadableFile {
  return new UnreadableFile(`The workbook is damaged: ${what}. Save it again and send it again.`);
}

/** What yauzl reads from. Remembers a failure of the source, which is no fault of the zip file. */
class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;
  #failure: Error | null = null;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  failureOr(error: unknown): unknown {
    if (this.#failure !== null) return this.#failure;
    return error instanceof UnreadableFile
      ? error
      : damaged('its zip file cannot be read to the end; it was cut off or changed');
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#range(start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    callbackify(async () => {
      const bytes = await this.#readAll(position, length);
      bytes.copy(buffer, offset);
    })(done);
  }

  async *#range(start: number, end: number): AsyncGenerator<Buffer> {
    const piece = 64 * 1024;
    for (let at = start; at < end; at += piece) yield await this.#readAll(at, Math.min(piece, end - at));
  }

  async #readAll(position: number, length: number): Promise<Buffer> {
    try {
      const bytes = await this.#source.read(position, length);
      if (bytes.length === length) return bytes;
    } catch (error) {
      this.#failure = error as Error;
      throw error;
    }
    throw damaged('it ends before its parts do');
  }
}
