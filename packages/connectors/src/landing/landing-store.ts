import { createHash, createHmac, hkdfSync, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readSeal, seal, unseal } from './sealed-file.ts';

/** Where a landed file lies: a keyed digest of its content, in hexadecimal. */
export type Address = string;

/** Delivered files, encrypted and addressed by content: the same content lands once. */
export interface LandingStore {
  /** Lands the bytes; what a crash leaves behind is a partial file that `sweep` clears. Putting the same again is safe. */
  put(bytes: Readable): Promise<{ address: Address; sha256: string; bytes: number }>;
  /**
   * The plain bytes. The stream fails at its end with a `DamagedLanding` where the file was changed: use nothing of it
   * before that.
   * @throws DamagedLanding where there is no such file, or it was cut off.
   */
  open(address: Address): Promise<Readable>;
  /** Removes a landed file; one that is not there is removed already. */
  remove(address: Address): Promise<void>;
  /** Removes partial files that nothing has written to for so long (an hour unless told); gives their number. */
  sweep(options?: { untouchedForSeconds: number }): Promise<number>;
}

/** A landed file that is missing, cut off, changed, or sealed with another key. The message names its address. */
export class DamagedLanding extends Error {
  override readonly name = 'DamagedLanding';
}

const partial = '.partial';

/**
 * A landing store in a directory (made with mode 0700, its files 0600).
 *
 * @param options.key 32 bytes; the keys of encryption and of addresses are derived from it. The address is keyed so
 * that nobody can tell from a file's name whether it holds a content they know.
 */
export function landingStore({ directory, key }: { directory: string; key: Buffer }): LandingStore {
  if (key.length !== 32) throw new Error(`The key of the landing store must have 32 bytes, not ${key.length}`);
  const sealKey = deriveKey(key, 'vigil landing: seal');
  const addressKey = deriveKey(key, 'vigil landing: address');
  const addressOf = (sha256: Buffer): Address => createHmac('sha256', addressKey).update(sha256).digest('hex');

  return {
    put: async (bytes) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const temporary = join(directory, `${randomUUID()}${partial}`);
      const hash = createHash('sha256');
      let count = 0;
      const counted = tapped(bytes, (chunk) => {
        hash.update(chunk);
        count += chunk.length;
      });
      try {
        await pipeline(seal(counted, sealKey), createWriteStream(temporary, { flags: 'wx', mode: 0o600, flush: true }));
        const digest = hash.digest();
        const address = addressOf(digest);
        // Also over a file that is there already: its content is the same, and one that was damaged is healed.
        await rename(temporary, join(directory, address));
        await syncDirectory(directory);
        return { address, sha256: digest.toString('hex'), bytes: count };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },

    open: async (address) => {
      const path = pathOf(directory, address);
      const sealed = await readSeal(path).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? damaged(address, 'it is not in the landing store') : error;
      });
      if (sealed === null) throw damaged(address, 'it is no whole landed file; it was cut off or overwritten');
      const hash = createHash('sha256');
      const plain = tapped(unseal(path, sealed, sealKey), (chunk) => hash.update(chunk));
      return Readable.from(
        authenticated(plain, address, () => addressOf(hash.digest())),
        { objectMode: false },
      );
    },

    remove: async (address) => {
      await rm(pathOf(directory, address), { force: true });
    },

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

/** Ends with an error where the content was changed, or is another file's. */
async function* authenticated(
  plain: AsyncIterable<Buffer>,
  address: Address,
  actualAddress: () => Address,
): AsyncGenerator<Buffer> {
  try {
    yield* plain;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw damaged(address, 'it was changed after it landed, or sealed with another key');
  }
  if (actualAddress() !== address) throw damaged(address, 'it holds the content of another landed file');
}

function damaged(address: Address, reason: string): DamagedLanding {
  return new DamagedLanding(`The landed file ${address} cannot be used: ${reason}. Restore it, or deliver it again.`);
}

/** Addresses come from the database; a damaged one must not become a path out of the directory. */
function pathOf(directory: string, address: Address): string {
  if (!/^[0-9a-f]{64}$/.test(address)) throw new Error('An address of the landing store has 64 hexadecimal digits');
  return join(directory, address);
}

async function namesIn(directory: string): Promise<string[]> {
  return readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}

/** Makes the rename survive a power cut. Windows cannot open a directory, and needs no such step. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
