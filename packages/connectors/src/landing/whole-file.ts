import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How the names of files end that are being written. */
export const partial = '.partial';

/**
 * Writes a file under a passing name, and gives it its own when all of it is on the disk: over what is there already.
 * For its owner alone. Where it does not come to that, nothing is left of it.
 *
 * @param passing nobody else writes to a file of this name; what an earlier attempt left there goes
 * @param path asked for when all of it is written: a name may be made of what it holds
 * @returns how many bytes it has
 */
export async function writeWhole(
  passing: string,
  bytes: AsyncIterable<Uint8Array>,
  path: () => string,
): Promise<number> {
  try {
    await rm(passing, { force: true });
    const sink = createWriteStream(passing, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(Readable.from(bytes, { objectMode: false }), sink);
    await rename(passing, path());
    await syncDirectory(dirname(path()));
    return sink.bytesWritten;
  } catch (error) {
    await rm(passing, { force: true });
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
