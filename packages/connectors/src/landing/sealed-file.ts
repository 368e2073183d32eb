import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { DamagedLanding } from './damaged-landing.ts';
import type { Address } from './damaged-landing.ts';

/*
 * A sealed file: the mark, a salt of 32 bytes, then the content in segments of 64 KiB (the last one may be shorter), each
 * encrypted with AES-256-GCM and followed by its tag of 16 bytes. Each file has a key of its own, derived from the store's
 * key and the salt; a segment's nonce holds its number and whether it is the last one, so that none can be moved, left
 * out or cut off (the STREAM construction: Hoang, Reyhanitabar, Rogaway and Vizár, 2015). The last segment is bound to
 * the file's address as well: one file put in the place of another is known by it without reading either to its end.
 */
const mark = Buffer.from('VIGIL-SEALED-2\n');
const olderMark = Buffer.from('VIGIL-SEALED-1\n');
const saltLength = 32;
const tagLength = 16;
const contentStart = mark.length + saltLength;

/** Bytes of content in every segment but the last. */
export const segmentLength = 64 * 1024;
const sealedLength = segmentLength + tagLength;

/**
 * The bytes of a sealed file, from the plain ones.
 *
 * @param address asked for once all plain bytes have gone by.
 */
export async function* seal(plain: AsyncIterable<Buffer>, key: Buffer, address: () => Address): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltLength);
  const cipher = segmentCipher(key, salt);
  yield Buffer.concat([mark, salt]);
  const segment = Buffer.allocUnsafe(segmentLength);
  let filled = 0;
  let number = 0;
  for await (const chunk of plain) {
    for (let start = 0; start < chunk.length;) {
      // Only when more comes is a full segment known not to be the last one.
      if (filled === segmentLength) {
        yield* cipher.seal(number, segment);
        number += 1;
        filled = 0;
      }
      const copied = chunk.copy(segment, filled, start);
      filled += copied;
      start += copied;
    }
  }
  yield* cipher.seal(number, segment.subarray(0, filled), address());
}

/** A sealed file, open for reading. Every byte it gives is authenticated. */
export class SealedFile {
  /** Bytes of content. */
  readonly bytes: number;

  readonly #file: FileHandle;
  readonly #address: Address;
  readonly #cipher: SegmentCipher;
  readonly #last: number;

  /**
   * Opens a file and authenticates its end, and with it its length and its address.
   * @throws DamagedLanding where it is no whole sealed file of this address and key; as `open` where it cannot be read.
   */
  static async open(path: string, key: Buffer, address: Address): Promise<SealedFile> {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      const head = await readAt(file, 0, contentStart);
      if (head.subarray(0, mark.length).equals(olderMark)) {
        throw new DamagedLanding(address, 'it was sealed by an older version of Vigil, which this one does not read');
      }
      if (
        head.length < contentStart ||
        size < contentStart + tagLength ||
        !head.subarray(0, mark.length).equals(mark)
      ) {
        throw new DamagedLanding(address, 'it is no whole landed file; it was cut off or overwritten');
      }
      const sealed = new SealedFile(file, address, segmentCipher(key, head.subarray(mark.length)), size - contentStart);
      await sealed.segment(sealed.#last);
      return sealed;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  private constructor(file: FileHandle, address: Address, cipher: SegmentCipher, sealedBytes: number) {
    this.#file = file;
    this.#address = address;
    this.#cipher = cipher;
    this.#last = Math.ceil(sealedBytes / sealedLength) - 1;
    this.bytes = sealedBytes - (this.#last + 1) * tagLength;
  }

  get segments(): number {
    return this.#last + 1;
  }

  /** The content of a segment. @throws DamagedLanding where it is not what was sealed. */
  async segment(number: number): Promise<Buffer> {
    const sealed = await readAt(this.#file, contentStart + number * sealedLength, sealedLength);
    const content = this.#cipher.unseal(number, sealed, number === this.#last ? this.#address : null);
    if (content !== null) return content;
    throw new DamagedLanding(
      this.#address,
      'it was cut off or changed after it landed, is another landed file, or was sealed with another key',
    );
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

interface SegmentCipher {
  /** @param last the file's address, for the last segment. */
  seal(number: number, content: Buffer, last?: Address): readonly Buffer[];
  /** Null where it is not what was sealed. */
  unseal(number: number, sealed: Buffer, last: Address | null): Buffer | null;
}

function segmentCipher(storeKey: Buffer, salt: Buffer): SegmentCipher {
  const key = Buffer.from(hkdfSync('sha256', storeKey, salt, mark, 32));
  return {
    seal: (number, content, last) => {
      const cipher = createCipheriv('aes-256-gcm', key, nonce(number, last !== undefined));
      if (last !== undefined) cipher.setAAD(Buffer.from(last));
      return [cipher.update(content), cipher.final(), cipher.getAuthTag()];
    },
    unseal: (number, sealed, last) => {
      if (sealed.length < tagLength) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, nonce(number, last !== null));
      if (last !== null) decipher.setAAD(Buffer.from(last));
      decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
      const content = decipher.update(sealed.subarray(0, sealed.length - tagLength));
      try {
        decipher.final();
        return content;
      } catch {
        return null;
      }
    },
  };
}

/** A file has a key of its own, so the number of a segment is enough to use none twice. */
function nonce(segment: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(segment, 7);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(buffer, read, length - read, position + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return buffer.subarray(0, read);
}
