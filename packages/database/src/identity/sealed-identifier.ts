import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** Random bytes for many at a time: a child of every row is sealed in a cold load, and each asking costs. */
const random = Buffer.alloc(ivBytes * 1024);
let taken = random.length;

function freshIv(): Buffer {
  if (taken === random.length) {
    randomFillSync(random);
    taken = 0;
  }
  taken += ivBytes;
  return random.subarray(taken - ivBytes, taken);
}

/**
 * Encrypts the identifier behind a pseudonym: AES-256-GCM, as iv, tag, ciphertext. It is bound to its pseudonym, so that
 * one put in the place of another is found out.
 *
 * @param key 32 bytes, derived for this purpose and authority
 * @returns in hexadecimal, as it goes into COPY
 */
export function sealIdentifier(key: Uint8Array, pseudonym: string, identifier: string): string {
  const iv = freshIv();
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(pseudonym, 'latin1'));
  const text = cipher.update(identifier, 'utf8', 'hex') + cipher.final('hex');
  return iv.toString('hex') + cipher.getAuthTag().toString('hex') + text;
}

/** @throws when it was sealed with another key or for another pseudonym, or changed since */
export function openIdentifier(key: Uint8Array, pseudonym: string, sealed: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(pseudonym, 'latin1'));
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
}
