import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { ByteReader } from './byte-reader.ts';
import { DamagedBackup } from './contents.ts';

/*
 * A backup file: the mark, a salt of 32 bytes, the length of the heading and the heading (JSON, to be read by anybody),
 * then the content in segments of 256 KiB (the last one may be shorter), each encrypted with AES-256-GCM and followed by
 * its tag of 16 bytes. Each file has a key of its own, derived from Vigil's and the salt; a segment's nonce holds its
 * number and whether it is the last one, so that none can be moved, left out, repeated or cut off (the STREAM
 * construction: Hoang, Reyhanitabar, Rogaway and Vizár, 2015). All are bound to everything before the first of them.
 * The landing store seals its files alike; those are read anywhere, and this is read from its beginning to its end.
 */
const mark = Buffer.from('VIGIL-BACKUP-1\n');
const anyMark = Buffer.from('VIGIL-BACKUP-');
const saltLength = 32;
const tagLength = 16;
const segmentLength = 256 * 1024;
const longestHeading = 64 * 1024;

/** What anybody may know of a backup: which secret it wants, and when it was taken. */
export interface Heading {
  readonly keyId: string;
  readonly takenAt: string;
}

/** The bytes of a sealed file, from the plain ones. */
export async function* seal(
  plain: AsyncIterable<Uint8Array>,
  key: Buffer,
  heading: Heading,
): AsyncGenerator<Buffer, void, undefined> {
  const salt = randomBytes(saltLength);
  const text = Buffer.from(JSON.stringify(heading));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const head = Buffer.concat([mark, salt, length, text]);
  const cipher = segmentCipher(key, salt, head);
  yield head;
  const segments = segmentsOf(plain, segmentLength);
  for await (const { number, bytes, last } of segments) yield cipher.seal(number, last, bytes);
}

/**
 * Reads the heading; `open` gives the plain bytes, each of them authenticated.
 *
 * @throws {DamagedBackup} where it is no backup; while reading, where it was cut off or changed
 */
export async function readSealed(
  sealed: AsyncIterable<Uint8Array>,
): Promise<{ readonly heading: Heading; open(key: Buffer): AsyncGenerator<Buffer, void, undefined> }> {
  const reader = new ByteReader(sealed);
  const start = await reader.take(mark.length + saltLength + 4);
  if (!start.subarray(0, mark.length).equals(mark)) {
    throw new DamagedBackup(
      start.subarray(0, anyMark.length).equals(anyMark)
        ? 'it was written by a newer version of Vigil, in a format that this one does not know'
        : 'it does not begin as a backup of Vigil does',
    );
  }
  const cutOff = new DamagedBackup('it was cut off');
  if (start.length < mark.length + saltLength + 4) throw cutOff;
  const length = start.readUInt32BE(start.length - 4);
  if (length > longestHeading) throw new DamagedBackup('its heading was changed');
  const text = await reader.take(length);
  if (text.length < length) throw cutOff;
  const salt = start.subarray(mark.length, mark.length + saltLength);
  const head = Buffer.concat([start, text]);
  return { heading: parseHeading(text), open: (key) => plainOf(reader, segmentCipher(key, salt, head)) };
}

async function* plainOf(
  reader: ByteReader,
  cipher: ReturnType<typeof segmentCipher>,
): AsyncGenerator<Buffer, void, undefined> {
  const sealedLength = segmentLength + tagLength;
  let sealed = await reader.take(sealedLength);
  for (let number = 0; ; number += 1) {
    const next = sealed.length < sealedLength ? Buffer.alloc(0) : await reader.take(sealedLength);
    const last = next.length === 0;
    const plain = cipher.open(number, last, sealed);
    if (plain === null) {
      const place = `${Math.round((number * sealedLength) / 1024)} KiB after its heading`;
      throw new DamagedBackup(`it was changed or cut off (${place})`);
    }
    yield plain;
    if (last) return;
    sealed = next;
  }
}

/** Of the same length, but for the last: only when more comes is a full one known not to be that. */
async function* segmentsOf(
  plain: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<{ number: number; bytes: Buffer; last: boolean }> {
  const reader = new ByteReader(plain);
  let bytes = await reader.take(length);
  for (let number = 0; ; number += 1) {
    const next = bytes.length < length ? Buffer.alloc(0) : await reader.take(length);
    const last = next.length === 0;
    yield { number, bytes, last };
    if (last) return;
    bytes = next;
  }
}

function segmentCipher(fileKey: Buffer, salt: Buffer, head: Buffer) {
  const key = Buffer.from(hkdfSync('sha256', fileKey, salt, mark, 32));
  const bound = createHash('sha256').update(head).digest();
  return {
    seal: (number: number, last: boolean, plain: Buffer): Buffer => {
      const cipher = createCipheriv('aes-256-gcm', key, nonce(number, last)).setAAD(bound);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    /** Null where it is not what was sealed. */
    open: (number: number, last: boolean, sealed: Buffer): Buffer | null => {
      if (sealed.length < tagLength) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, nonce(number, last)).setAAD(bound);
      decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
      const plain = decipher.update(sealed.subarray(0, sealed.length - tagLength));
      try {
        decipher.final();
        return plain;
      } catch {
        return null;
      }
    },
  };
}

/** A file has a key of its own, so the number of a segment is enough to use none twice. */
function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(number, 7);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

function parseHeading(text: Buffer): Heading {
  try {
    const { keyId, takenAt } = JSON.parse(text.toString('utf8')) as Partial<Heading>;
    if (typeof keyId === 'string' && typeof takenAt === 'string') return { keyId, takenAt };
  } catch {
    // said below
  }
  throw new DamagedBackup('its heading was changed');
}
