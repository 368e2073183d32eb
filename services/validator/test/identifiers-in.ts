import { openIdentities } from '@vigil/database/sealed-identities';

/** The identifiers in lines of COPY's text format, decrypted: each block is encrypted anew when a file is read again. */
export function identifiersIn(lines: Uint8Array, key: Uint8Array): string[] {
  return Buffer.from(lines)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const [, sealed = '', pseudonyms = ''] = line.split('\t');
      const opened = openIdentities(key, Buffer.from(sealed.slice(String.raw`\\x`.length), 'hex'));
      return pseudonyms
        .slice(1, -1)
        .split(',')
        .map((pseudonym) => opened.get(pseudonym)!);
    });
}
