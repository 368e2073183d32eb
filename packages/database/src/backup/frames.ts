import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { ByteReader } from './byte-reader.ts';
import {
  DamagedBackup,
  tallyOf,
  type Contents,
  type Measure,
  type OnProgress,
  type Part,
  type Snapshot,
} from './contents.ts';
import { measured } from './measured.ts';

/*
 * A snapshot as a row of bytes: frames of a letter, a length (32 bits) and as many bytes. First the contents (C), then
 * each part: its beginning (P), its bytes in pieces (D), what came of it (E); last the index (I) of all parts with their
 * counts and digests. Tables are compressed (gzip, which any Node since 20 reads); landed files are encrypted already.
 */
type Letter = 'C' | 'P' | 'D' | 'E' | 'I';

const headLength = 5;
const longestFrame = 64 * 1024 * 1024;
const chunkBytes = 256 * 1024;

/** Who is told as parts go by, and what came of all of them in the end. */
export interface Told {
  readonly onProgress?: OnProgress | undefined;
  readonly onIndex?: (index: readonly Measure[]) => void;
}

/** Writes a snapshot as bytes. */
export async function* encode(
  { contents, parts }: Snapshot,
  { onProgress, onIndex }: Told,
): AsyncGenerator<Uint8Array, void, undefined> {
  const index: Measure[] = [];
  yield frame('C', contents);
  for await (const each of parts) {
    const { part, measure } = measured(each);
    yield frame('P', { kind: part.kind, name: part.name });
    for await (const bytes of isPacked(part)
      ? through(part.bytes, createGzip({ level: 1, chunkSize: chunkBytes }))
      : part.bytes) {
      if (bytes.length > 0) yield* [head('D', bytes.length), bytes];
    }
    index.push(measure());
    yield frame('E', index.at(-1));
    onProgress?.(tallyOf(index));
  }
  yield frame('I', index);
  onIndex?.(index);
}

/**
 * Reads a snapshot from the bytes that `encode` wrote. Each part must be read to its end before the next.
 *
 * @throws {DamagedBackup} also while its parts are read, and after the last of them where something is missing
 */
export async function decode(bytes: AsyncIterable<Uint8Array>, told: Told = {}): Promise<Snapshot> {
  const frames = new FrameReader(bytes);
  const first = await frames.next();
  if (first.letter !== 'C') throw unexpected();
  const contents = JSON.parse(first.bytes.toString('utf8')) as Contents;
  if (contents.format !== 1)
    throw new DamagedBackup('its contents are in a format that this version of Vigil does not know');
  return { contents, parts: partsOf(frames, told) };
}

async function* partsOf(frames: FrameReader, { onProgress, onIndex }: Told): AsyncGenerator<Part, void, undefined> {
  const index: Measure[] = [];
  for (;;) {
    const { letter, bytes } = await frames.next();
    if (letter === 'I') {
      if (bytes.toString('utf8') !== JSON.stringify(index))
        throw new DamagedBackup('its parts are not those of its index');
      if (!(await frames.atEnd())) throw unexpected();
      onIndex?.(index);
      return;
    }
    if (letter !== 'P') throw unexpected();
    const begun = JSON.parse(bytes.toString('utf8')) as Pick<Part, 'kind' | 'name'>;
    const stored = storedBytes(frames);
    const plain = isPacked(begun) ? through(stored.bytes, createGunzip({ chunkSize: chunkBytes })) : stored.bytes;
    const { part, measure } = measured({ ...begun, bytes: plain });
    yield part;
    const said = stored.end();
    if (said !== JSON.stringify(measure())) {
      throw new DamagedBackup(`what it has of ${part.name} is not what was put into it`);
    }
    index.push(measure());
    onProgress?.(tallyOf(index));
  }
}

function storedBytes(frames: FrameReader): { readonly bytes: AsyncIterable<Uint8Array>; end(): string | null } {
  let end: string | null = null;
  async function* read(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const { letter, bytes } = await frames.next();
      if (letter === 'E') {
        end = bytes.toString('utf8');
        return;
      }
      if (letter !== 'D') throw unexpected();
      yield bytes;
    }
  }
  return { bytes: read(), end: () => end };
}

class FrameReader {
  readonly #reader: ByteReader;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#reader = new ByteReader(bytes);
  }

  async next(): Promise<{ letter: Letter; bytes: Buffer }> {
    const start = await this.#reader.take(headLength);
    if (start.length < headLength) throw new DamagedBackup('it ends before its index');
    const length = start.readUInt32BE(1);
    if (length > longestFrame) throw unexpected();
    const bytes = await this.#reader.take(length);
    if (bytes.length < length) throw new DamagedBackup('it ends before its index');
    return { letter: String.fromCharCode(start[0]!) as Letter, bytes };
  }

  async atEnd(): Promise<boolean> {
    return (await this.#reader.take(1)).length === 0;
  }
}

function isPacked({ kind }: Pick<Part, 'kind'>): boolean {
  return kind !== 'landed';
}

/** An error on either side ends the other: whoever reads is told. */
function through(bytes: AsyncIterable<Uint8Array>, transform: Transform): AsyncIterable<Uint8Array> {
  pipeline(Readable.from(bytes, { objectMode: false }), transform, () => {});
  return transform;
}

function frame(letter: Letter, content: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(content));
  return Buffer.concat([head(letter, text.length), text]);
}

function head(letter: Letter, length: number): Buffer {
  const bytes = Buffer.alloc(headLength);
  bytes[0] = letter.charCodeAt(0);
  bytes.writeUInt32BE(length, 1);
  return bytes;
}

function unexpected(): DamagedBackup {
  return new DamagedBackup('it holds something else than a backup of Vigil does');
}
