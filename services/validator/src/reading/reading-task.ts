import type { Finding, Identified, SourceMapping } from '@vigil/extracts';
import type { DigestKeys } from '../digests.ts';

/** All that is needed to read a landed file, as plain data, so that another thread can do it. */
export interface ReadingTask {
  readonly file: { readonly address: string; readonly sheet: string | null; readonly list: string };
  /** YYYY-MM-DD. */
  readonly asAt: string;
  readonly mapping: SourceMapping | undefined;
  /** 32 bytes each, derived per authority. */
  readonly keys: DigestKeys & { readonly quarantine: Uint8Array; readonly wayBack: Uint8Array };
  /** Whose forms the source delivers, and of which indicators; null or left out: nobody's. */
  readonly contributor?: { readonly id: string; readonly indicators: readonly string[] } | null;
  /** Cells that stand in the place of those in the file, by record number. */
  readonly corrected: ReadonlyMap<number, readonly string[]>;
  /** Whose rows are left out, as if the source had not sent them; mostly nobody's. */
  readonly erased: readonly ErasedInReading[];
  /** The file that was published before it, where only what differs need be read; null: everything is. */
  readonly base: BaseFile | null;
}

/** People of one kind who were erased, by pseudonym. */
interface ErasedInReading {
  readonly identifies: Identified;
  /** The key of their pseudonyms, where it is not that of the task. */
  readonly key: Uint8Array | null;
  readonly pseudonyms: ReadonlySet<string>;
}

/** An earlier file of the same list whose rows are on record. */
export interface BaseFile {
  readonly id: string;
  readonly address: string;
  readonly encoding: string;
  /** YYYY-MM-DD. */
  readonly asAt: string;
  /** Records that must be read again although their rows may be the same. */
  readonly unsettled: readonly number[];
}

/** A file that cannot be read by what differs from an earlier one: it is to be read whole. */
export class NotComparable extends Error {
  override readonly name = 'NotComparable';
}

/** Some of a file's rows, in order. */
export interface ReadBatch {
  /** Rows of the file in it, whatever became of them. */
  readonly read: number;
  /** The records as lines of COPY's text format, in the order of a staging table's columns. */
  readonly staged: Uint8Array;
  /** Keys of records that the file no longer says, or no longer says so, as lines of COPY's text format. */
  readonly touched: Uint8Array;
  /** Pseudonyms that were made for the first time, each with its identifier encrypted, as lines of COPY's text format. */
  readonly identities: Uint8Array;
  /** Records that are left out, since they are of somebody who was erased. */
  readonly leftOut: readonly number[];
  /** How many records have a key that is not whole. */
  readonly withoutKey: number;
  readonly findings: readonly Finding[];
  /** Rows that are set aside, encrypted. */
  readonly quarantined: readonly { readonly record: number; readonly line: number; readonly row: Uint8Array }[];
}

/** A file whose header has been read and matched. */
export interface OpenedFile {
  readonly encoding: string;
  /** What there is to say of its header. */
  readonly findings: readonly Finding[];
  /** The columns of the contract that it has, by official header. */
  readonly columns: readonly string[];
  /** Rows that are the same as in the base and are in no batch; null where the file is read whole. */
  readonly unchanged: number | null;
  /** To be gone through once. Throws FileRejected where the file turns out to be no table, NotComparable as it says. */
  readonly batches: AsyncIterable<ReadBatch>;
  close(): Promise<void>;
}
