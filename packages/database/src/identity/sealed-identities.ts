import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/**
 * Encrypts the identifiers behind some pseudonyms as one block: AES-256-GCM, as iv, tag, ciphertext. Each pseudonym
 * stands beside its identifier inside, so that no block can be put in the place of another unnoticed. One block for many,
 * since in a cold load the child of nearly every row is sealed, and each sealing costs.
 *
 * @param key 32 bytes, derived for this purpose and authority
 */
export function sealIdentities(
  key: Uint8Array,
  identities: readonly (readonly [pseudonym: string, identifier: string])[],
): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(identities), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/**
 * The identifiers of a block, by pseudonym.
 *
 * @throws when it was sealed with another key, or changed since
 */
export function openIdentities(key: Uint8Array, sealed: Uint8Array): ReadonlyMap<string, string> {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  const text = Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8');
  return new Map(JSON.parse(text) as [string, string][]);
}
