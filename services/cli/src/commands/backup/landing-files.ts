import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Environment } from '@vigil/runtime';

/** Landed files as they lie in the landing store, encrypted and named by their address: as such they come and go. */
export interface LandingFiles {
  /** Null where it is missing. */
  read(address: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Puts a file in its place when all of it is there. Returns false where there was one of that name. */
  write(address: string, bytes: AsyncIterable<Uint8Array>): Promise<boolean>;
  remove(address: string): Promise<void>;
}

export function landingFiles({ dataDirectory }: Pick<Environment, 'dataDirectory'>): LandingFiles {
  const directory = join(dataDirectory, 'landing');
  const pathOf = (address: string): string => {
    if (!/^[0-9a-f]{64}$/u.test(address)) throw new Error('An address of the landing store has 64 hexadecimal digits');
    return join(directory, address);
  };
  return {
    read: async (address) => {
      const path = pathOf(address);
      if (!(await isThere(path))) return null;
      return createReadStream(path, { highWaterMark: 256 * 1024 });
    },
    write: async (address, bytes) => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      const path = pathOf(address);
      const before = await isThere(path);
      const draft = join(directory, `${randomUUID()}.partial`);
      try {
        const sink = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
        await pipeline(Readable.from(bytes, { objectMode: false }), sink);
        // Over one that is there: its content is the same, and one that was damaged is healed.
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      return !before;
    },
    remove: (address) => rm(pathOf(address), { force: true }),
  };
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Writes a file beside its name, and gives it that name when all of it is on the disk. For its owner alone.
 *
 * @returns how many bytes it has
 */
export async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const draft = `${path}.partial`;
  try {
    await rm(draft, { force: true });
    const sink = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.from(bytes, { objectMode: false }), sink);
    await rename(draft, path);
    await syncDirectory(join(path, '..'));
    return sink.bytesWritten;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
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
