import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Address } from './damaged-landing.ts';
import { partial, writeWhole } from './whole-file.ts';

/** Landed files as they lie in the landing store, encrypted and named by their address: without its key. */
export interface SealedFiles {
  /** Null where it is missing. */
  read(address: Address): Promise<AsyncIterable<Uint8Array> | null>;
  /** Puts a file in its place when all of it is there. Returns false where there was one of that name. */
  write(address: Address, bytes: AsyncIterable<Uint8Array>): Promise<boolean>;
  /** One that is not there is removed already. */
  remove(address: Address): Promise<void>;
}

/** The files of a landing store, to be taken to a backup and brought back. */
export function sealedFiles(directory: string): SealedFiles {
  return {
    read: async (address) => {
      const path = pathOf(directory, address);
      return (await isThere(path)) ? createReadStream(path, { highWaterMark: 256 * 1024 }) : null;
    },
    write: async (address, bytes) => {
      const path = pathOf(directory, address);
      const before = await isThere(path);
      // Over one that is there: its content is the same, and one that was damaged is healed.
      await writeWhole(await passingIn(directory), bytes, () => path);
      return !before;
    },
    remove: (address) => rm(pathOf(directory, address), { force: true }),
  };
}

/** A name for what is being landed, in the directory, which is made where there is none. */
export async function passingIn(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return join(directory, `${randomUUID()}${partial}`);
}

/** Addresses come from the database; a damaged one must not become a path out of the directory. */
export function pathOf(directory: string, address: Address): string {
  if (!/^[0-9a-f]{64}$/.test(address)) throw new Error('An address of the landing store has 64 hexadecimal digits');
  return join(directory, address);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
