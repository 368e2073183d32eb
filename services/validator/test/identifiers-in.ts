import { openIdentifier } from '@vigil/database/sealed-identifier';

/** The identifiers in lines of COPY's text format, decrypted: each is encrypted anew when a file is read again. */
export function identifiersIn(lines: Uint8Array, key: Uint8Array): string[] {
  return Buffer.from(lines)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [pseudonym = '', sealed = ''] = line.split('\t');
      return openIdentifier(key, pseudonym, Buffer.from(sealed.slice(String.raw`\\x`.length), 'hex'));
    });
}
