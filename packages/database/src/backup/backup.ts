import type { Database } from '../database.ts';
import type { Contents, Measure, OnProgress, Part, Snapshot } from './contents.ts';
import { decode, encode, type Told } from './frames.ts';
import { readDatabase } from './read-database.ts';
import { readSealed, seal } from './sealed-stream.ts';
import { Refused } from '../operators/word.ts';

/** The files beside the database, by the room they lie in. */
export interface FilesToBackUp {
  /** A landed file as it lies there, encrypted; null where it is missing. */
  landed(address: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** Every vigil.yaml, by its name. */
  readonly configuration: readonly { readonly name: string; readonly text: string }[];
}

/** Vigil's secret as a backup needs it: the key of its files, and the public mark it is known by. */
export interface BackupKey {
  readonly keyId: string;
  readonly key: Buffer;
}

export interface BackupTaken {
  readonly contents: Contents;
  readonly index: readonly Measure[];
  /** Landed files that the database speaks of and that are not in the landing store. */
  readonly missing: readonly string[];
}

/**
 * Writes all that Vigil remembers as one encrypted stream, as it stood at one moment; work goes on meanwhile.
 *
 * @param write takes the bytes to where they are kept; returns when they are there to stay
 * @throws {Refused} where the database is empty, or was made with another secret
 */
export async function takeBackup(
  database: Database,
  { key, keyId }: BackupKey,
  files: FilesToBackUp,
  write: (bytes: AsyncIterable<Uint8Array>) => Promise<void>,
  onProgress?: OnProgress,
): Promise<BackupTaken> {
  return readDatabase(database, async (contents, tables) => {
    if (contents.keyId !== keyId) throw otherSecret('This database was made', contents.keyId, keyId);
    const missing: string[] = [];
    let index: readonly Measure[] = [];
    async function* parts(): AsyncGenerator<Part> {
      for (const { name, text } of files.configuration) {
        yield { kind: 'configuration', name, bytes: one(Buffer.from(text)) };
      }
      yield* tables;
      for (const address of contents.landed) {
        const bytes = await files.landed(address);
        if (bytes === null) missing.push(address);
        else yield { kind: 'landed', name: address, bytes };
      }
    }
    const told: Told = { onProgress, onIndex: (all) => (index = all) };
    await write(seal(encode({ contents, parts: parts() }, told), key, { keyId, takenAt: contents.takenAt }));
    return { contents, index, missing };
  });
}

/**
 * Opens a backup for reading: what it holds at once, its parts as they are asked for, each to its end.
 *
 * @throws {Refused} where it was made with another secret
 * @throws {DamagedBackup} where it was cut off, changed, or is none; also while its parts are read
 */
export async function openBackup(
  bytes: AsyncIterable<Uint8Array>,
  { key, keyId }: BackupKey,
  told: Told = {},
): Promise<Snapshot> {
  const { heading, open } = await readSealed(bytes);
  if (heading.keyId !== keyId) throw otherSecret('The backup was taken', heading.keyId, keyId);
  return decode(open(key), told);
}

/**
 * Reads a backup from its beginning to its end, so that all of it is known to be as it was written.
 *
 * @param configuration given every vigil.yaml that is in it
 * @throws {DamagedBackup} where it is not
 */
export async function checkBackup(
  bytes: AsyncIterable<Uint8Array>,
  key: BackupKey,
  {
    onProgress,
    configuration,
  }: {
    readonly onProgress?: OnProgress | undefined;
    readonly configuration?: (name: string, text: string) => Promise<void>;
  } = {},
): Promise<{ readonly contents: Contents; readonly index: readonly Measure[] }> {
  let index: readonly Measure[] = [];
  const { contents, parts } = await openBackup(bytes, key, { onProgress, onIndex: (all) => (index = all) });
  for await (const part of parts) {
    if (part.kind === 'configuration' && configuration !== undefined) {
      await configuration(part.name, await textOf(part));
    } else await drain(part);
  }
  return { contents, index };
}

async function textOf({ bytes }: Part): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Reads a part to its end and keeps nothing of it. */
export async function drain({ bytes }: Part): Promise<void> {
  for await (const _ of bytes);
}

function otherSecret(what: string, theirs: string, ours: string): Refused {
  return new Refused(
    `${what} with another secret (key ${theirs}; the one given is ${ours}). Give Vigil the VIGIL_SECRET_KEY of that ` +
      'time: without it nobody can read what is in it.',
  );
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
