import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ByteSource } from '../workbook/byte-source.ts';
import { DamagedLanding } from './damaged-landing.ts';
import type { Address } from './damaged-landing.ts';
import { seal, SealedFile, segmentLength } from './sealed-file.ts';
import { passingIn, pathOf, sealedFiles } from './sealed-files.ts';
import { partial, writeWhole } from './whole-file.ts';

/** Where a landing store is, and its key (32 bytes). */
export interface LandingPlace {
  readonly directory: string;
  readonly key: Buffer;
}

/** Delivered files, encrypted and addressed by content: the same content lands once. */
export interface LandingStore {
  /** For another thread, to open the same store. */
  readonly place: LandingPlace;
  /** Lands the bytes; what a crash leaves behind is a partial file that `sweep` clears. Putting the same again is safe. */
  put(bytes: Readable): Promise<{ address: Address; sha256: string; bytes: number }>;
  /**
   * The plain bytes, each of them authenticated; the stream fails with a `DamagedLanding` where the file was changed.
   * @throws DamagedLanding where there is no such file, or it was cut off, or is another one.
   */
  open(address: Address): Promise<Readable>;
  /** The same, to be read anywhere, so that a workbook needs no plain copy on disk. Its reads throw DamagedLanding. */
  openAt(address: Address): Promise<ByteSource>;
  /** Removes a landed file; one that is not there is removed already. */
  remove(address: Address): Promise<void>;
  /** Removes partial files that nothing has written to for so long (an hour unless told); gives their number. */
  sweep(options?: { untouchedForSeconds: number }): Promise<number>;
}

/**
 * A landing store in a directory (made with mode 0700, its files 0600).
 *
 * @param options.key 32 bytes; the keys of encryption and of addresses are derived from it. The address is keyed so
 * that nobody can tell from a file's name whether it holds a content they know.
 */
export function landingStore({ directory, key }: LandingPlace): LandingStore {
  if (key.length !== 32) throw new Error(`The key of the landing store must have 32 bytes, not ${key.length}`);
  const sealKey = deriveKey(key, 'vigil landing: seal');
  const addressKey = deriveKey(key, 'vigil landing: address');
  const addressOf = (sha256: Buffer): Address => createHmac('sha256', addressKey).update(sha256).digest('hex');
  const openSealed = (address: Address): Promise<SealedFile> =>
    SealedFile.open(pathOf(directory, address), sealKey, address).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new DamagedLanding(address, 'it is not in the landing store') : error;
    });

  return {
    place: { directory, key },
    put: async (bytes) => {
      const passing = await passingIn(directory);
      const hash = createHash('sha256');
      let count = 0;
      const counted = tapped(bytes, (chunk) => {
        hash.update(chunk);
        count += chunk.length;
      });
      let sha256 = '';
      let address: Address = '';
      const sealed = seal(counted, sealKey, () => {
        const digest = hash.digest();
        sha256 = digest.toString('hex');
        address = addressOf(digest);
        return address;
      });
      // Also over a file that is there already: its content is the same, and one that was damaged is healed.
      await writeWhole(passing, sealed, () => join(directory, address));
      return { address, sha256, bytes: count };
    },

    open: async (address) => streamOf(await openSealed(address)),
    openAt: async (address) => sourceOf(await openSealed(address)),

    remove: sealedFiles(directory).remove,

    sweep: async ({ untouchedForSeconds } = { untouchedForSeconds: 3600 }) => {
      let removed = 0;
      for (const name of await namesIn(directory)) {
        if (!name.endsWith(partial)) continue;
        const path = join(directory, name);
        const touched = (await stat(path).catch(() => null))?.mtimeMs;
        if (touched === undefined || Date.now() - touched < untouchedForSeconds * 1000) continue;
        await rm(path, { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}

function deriveKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, 32));
}

async function* tapped(bytes: AsyncIterable<Buffer>, tap: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    tap(chunk);
    yield chunk;
  }
}

function streamOf(file: SealedFile): Readable {
  const stream = Readable.from(contentOf(file), { objectMode: false });
  // Not at the end of the iteration, which never begins where nobody reads.
  return stream.once('close', () => void file.close());
}

async function* contentOf(file: SealedFile): AsyncGenerator<Buffer> {
  for (let number = 0; number < file.segments; number += 1) yield await file.segment(number);
}

/** Keeps the segment read last: a zip's directory is read in small pieces. */
function sourceOf(file: SealedFile): ByteSource {
  let latest: { number: number; content: Buffer } | null = null;
  return {
    size: file.bytes,
    read: async (position, length) => {
      const end = Math.min(position + length, file.bytes);
      const parts: Buffer[] = [];
      for (let at = position; at < end;) {
        const number = Math.floor(at / segmentLength);
        if (latest?.number !== number) latest = { number, content: await file.segment(number) };
        const start = number * segmentLength;
        parts.push(latest.content.subarray(at - start, end - start));
        at = start + segmentLength;
      }
      return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
    },
    close: () => file.close(),
  };
}

async function namesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
