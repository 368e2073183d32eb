import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/*
 * A sealed file: the mark, an initialisation vector of 12 bytes, the content encrypted with AES-256-GCM, the tag of 16
 * bytes. The mark is authenticated with it.
 */
const mark = Buffer.from('VIGIL-SEALED-1\n');
const vectorLength = 12;
const tagLength = 16;
const contentStart = mark.length + vectorLength;

/** What a sealed file's beginning and end say of it. */
export interface Seal {
  readonly vector: Buffer;
  readonly tag: Buffer;
  /** Bytes of content. */
  readonly bytes: number;
}

/** The bytes of a sealed file, from the plain ones. */
export async function* seal(plain: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  const vector = randomBytes(vectorLength);
  const cipher = createCipheriv('aes-256-gcm', key, vector).setAAD(mark);
  yield Buffer.concat([mark, vector]);
  for await (const chunk of plain) yield cipher.update(chunk);
  yield cipher.final();
  yield cipher.getAuthTag();
}

/** Reads the seal of a file; null where it is no whole sealed file. Throws as `open` where the file cannot be read. */
export async function readSeal(path: string): Promise<Seal | null> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = size - contentStart - tagLength;
    if (bytes < 0) return null;
    const head = await file.read(Buffer.alloc(contentStart), 0, contentStart, 0);
    const tag = await file.read(Buffer.alloc(tagLength), 0, tagLength, size - tagLength);
    if (!head.buffer.subarray(0, mark.length).equals(mark)) return null;
    return { vector: head.buffer.subarray(mark.length), tag: tag.buffer, bytes };
  } finally {
    await file.close();
  }
}

/**
 * The plain bytes of a sealed file. They are only trustworthy once the end is reached: a changed file throws there, as
 * node:crypto does ("unable to authenticate data").
 */
export async function* unseal(path: string, { vector, tag, bytes }: Seal, key: Buffer): AsyncGenerator<Buffer> {
  const decipher = createDecipheriv('aes-256-gcm', key, vector).setAAD(mark).setAuthTag(tag);
  if (bytes > 0) {
    const content = createReadStream(path, { start: contentStart, end: contentStart + bytes - 1 });
    for await (const chunk of content as AsyncIterable<Buffer>) yield decipher.update(chunk);
  }
  yield decipher.final();
}
