import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/** Encrypts the cells of a row that is set aside: AES-256-GCM, as iv, tag, ciphertext. */
export function encryptRow(key: Uint8Array, cells: readonly string[]): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(cells), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** @throws when the row was encrypted with another key, or changed since. */
export function decryptRow(key: Buffer, encrypted: Buffer): string[] {
  const decipher = createDecipheriv('aes-256-gcm', key, encrypted.subarray(0, ivBytes));
  decipher.setAuthTag(encrypted.subarray(ivBytes, ivBytes + tagBytes));
  const text = Buffer.concat([decipher.update(encrypted.subarray(ivBytes + tagBytes)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as string[];
}
