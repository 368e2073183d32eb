import { createHmac } from 'node:crypto';

/** Distinct identifiers kept at hand; a list names most children several times. */
const remembered = 50_000;

/** Keyed digests as UUIDs (128 bits of HMAC-SHA256): the same text gives the same digest, and only with the key. */
export interface Digests {
  /** The pseudonym of an identifier, the same in every list of the authority. */
  pseudonym(identifier: string): string;
  /** Digest of several values, each told apart from the next. */
  of(values: readonly (string | boolean | null)[]): string;
}

/** @param keys 32 bytes each, derived per authority: one for identifiers, one for rows */
export function keyedDigests(keys: { readonly identifiers: Buffer; readonly rows: Buffer }): Digests {
  const known = new Map<string, string>();
  return {
    pseudonym: (identifier) => {
      let pseudonym = known.get(identifier);
      if (pseudonym === undefined) {
        if (known.size >= remembered) known.clear();
        pseudonym = digest(keys.identifiers, identifier);
        known.set(identifier, pseudonym);
      }
      return pseudonym;
    },
    of: (values) => {
      let text = '';
      for (const value of values) {
        // Lengths before values, so that no value can pass for the seam between two others.
        text += value === null ? '-' : typeof value === 'boolean' ? (value ? 't' : 'f') : `${value.length}:${value}`;
      }
      return digest(keys.rows, text);
    },
  };
}

function digest(key: Buffer, text: string): string {
  const hex = createHmac('sha256', key).update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
