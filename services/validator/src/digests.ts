import { createHmac, hash } from 'node:crypto';
import type { Identified } from '@vigil/extracts';

/** Distinct identifiers kept at hand; a list names most children several times. */
const remembered = 50_000;

/** Keyed digests (128 bits of SHA-256, as PostgreSQL reads a UUID): the same text gives the same digest, and only with the key. */
export interface Digests {
  /**
   * Makes pseudonyms (HMAC) of identifiers of one kind, the same in every list of the authority. The same number as an
   * identifier of another kind has another pseudonym.
   *
   * @param onNew told of each pseudonym when it is made; seldom, and harmlessly, of one more than once
   */
  pseudonymsOf(
    identified: Identified,
    onNew?: (pseudonym: string, identifier: string) => void,
  ): (identifier: string) => string;
  /** Digest of several values, each told apart from the next. */
  of(values: readonly (string | boolean | null)[]): string;
  /** Digest of the cells of a row, white space around them left out. */
  ofCells(cells: readonly string[]): string;
}

/** 32 bytes each, derived per authority. */
export interface DigestKeys {
  readonly identifiers: IdentifierKeys;
  readonly rows: Uint8Array;
}

export type IdentifierKeys = Readonly<Record<Identified, Uint8Array>>;

/** A key for each kind of identifier. @param key derives one for a purpose, in 32 bytes */
export function identifierKeys(key: (purpose: string) => Uint8Array): IdentifierKeys {
  return {
    // Named when there were no others; the records of running installations rest on it.
    child: key('pseudonym'),
    adopter: key('pseudonym of an adopter'),
    household: key('pseudonym of a household'),
    worker: key('pseudonym of a worker'),
    audit: key('pseudonym of an audit'),
  };
}

export function keyedDigests(keys: DigestKeys): Digests {
  const rowKey = Buffer.from(keys.rows).toString('hex');
  return {
    pseudonymsOf: (identified, onNew) => {
      const key = keys.identifiers[identified];
      const known = new Map<string, string>();
      return (identifier) => {
        let pseudonym = known.get(identifier);
        if (pseudonym === undefined) {
          if (known.size >= remembered) known.clear();
          pseudonym = pseudonymWith(key, identifier);
          known.set(identifier, pseudonym);
          onNew?.(pseudonym, identifier);
        }
        return pseudonym;
      };
    },
    of: (values) => {
      let text = rowKey;
      for (const value of values) {
        text += value === null ? '-' : typeof value === 'boolean' ? (value ? 't' : 'f') : seamed(value);
      }
      return digest(text);
    },
    ofCells: (cells) => {
      let text = rowKey;
      for (const cell of cells) text += seamed(cell.trim());
      return digest(text);
    },
  };
}

/** The pseudonym of an identifier under a key of its kind. */
export function pseudonymWith(key: Uint8Array, identifier: string): string {
  return uuid(createHmac('sha256', key).update(identifier).digest('hex'));
}

/** Its length before a text, so that no text can pass for the seam between two others. */
function seamed(text: string): string {
  return `${text.length}:${text}`;
}

/**
 * Of a text that begins with the key. There are three for each row of a file, and an HMAC costs five times as much; what
 * it guards against on top, somebody who prolongs a text whose digest they know, is nothing here: no digest is a proof.
 */
function digest(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 32);
}

function uuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
