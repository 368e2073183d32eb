/** What a backup begins with: of what it is, and what is in it. */
export interface Contents {
  readonly format: 1;
  /** By the clock of PostgreSQL: everything is as it stood then. */
  readonly takenAt: string;
  /** Of the server, such as `18.4`. */
  readonly postgresql: string;
  readonly installation: string;
  readonly keyId: string;
  readonly authorities: readonly { readonly code: string; readonly name: string }[];
  /** When the newest migration was written that the tables have seen, as drizzle keeps it. */
  readonly schemaVersion: number;
  readonly tables: readonly StoredTable[];
  readonly sequences: readonly { readonly name: string; readonly value: string }[];
  /** Logins that Vigil made for readers: they are PostgreSQL's, and not in the backup. */
  readonly readers: readonly string[];
  /** Addresses of the landed files that the rows speak of. */
  readonly landed: readonly string[];
}

export interface StoredTable {
  /** As SQL has it, schema included. */
  readonly name: string;
  /** Made for one file and dropped later: no migration knows it. */
  readonly passing: boolean;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly required: boolean }[];
}

/**
 * A stretch of what is backed up, read once and in order.
 *
 * - `table`: rows in COPY's text format, a line each
 * - `landed`: a landed file as it lies in the landing store, encrypted
 * - `configuration`: a vigil.yaml as it was, for whoever has to write it again
 */
export interface Part {
  readonly kind: 'table' | 'landed' | 'configuration';
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What came of a part, counted while it went by. */
export interface Measure {
  readonly kind: Part['kind'];
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Of a table; else 0. */
  readonly rows: number;
}

/** What a backup is made of, on its way to a file or to another database. */
export interface Snapshot {
  readonly contents: Contents;
  readonly parts: AsyncIterable<Part>;
}

/** What has gone by so far. */
export interface Tally {
  readonly tables: number;
  readonly rows: number;
  readonly landed: number;
  readonly bytes: number;
}

export type OnProgress = (tally: Tally) => void;

/** It cannot be used: cut off, changed, or no backup at all. Nothing was restored from it. */
export class DamagedBackup extends Error {
  override readonly name = 'DamagedBackup';
}

export function tallyOf(measures: readonly Measure[]): Tally {
  const tables = measures.filter(({ kind }) => kind === 'table');
  return {
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    landed: measures.filter(({ kind }) => kind === 'landed').length,
    bytes: measures.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
