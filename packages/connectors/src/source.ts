import type { Readable } from 'node:stream';
import type { IsoDate } from '@vigil/calendar';
import type { Coverage } from '@vigil/extracts';

/** A file of a delivery, and what its manifest claims of it. */
export interface FoundFile {
  readonly name: string;
  /** One of `knownLists`; null for a workbook, whose sheets are looked at once it has landed. */
  readonly list: string | null;
  /** Which lists the sheets of a workbook are, where the source's configuration says so. */
  readonly sheets: Readonly<Record<string, string>> | null;
  readonly bytes: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string | null;
  /** Records, the header not counted. */
  readonly rows: number | null;
  readonly coverage: Coverage | null;
  open(): Promise<Readable>;
}

/** What a source hands over for one as-at date, as it lies there now. */
export interface FoundDelivery {
  readonly asAt: IsoDate;
  /** Where it lies, for people. */
  readonly location: string;
  /** In order of their names; no list twice. */
  readonly files: readonly FoundFile[];
  readonly ignored: readonly { readonly name: string; readonly reason: string }[];
  /** Changes when a file, its size or time, or the manifest does. */
  readonly fingerprint: string;
  /** Only a whole delivery may be read. */
  readonly whole:
    | { readonly yes: true }
    | { readonly yes: false; readonly reason: string; readonly retryAfterSeconds: number };
}

export interface Connector {
  /**
   * What lies there, oldest first. `problems`: what is there but can be no delivery as it is, each a sentence for an
   * operator; the other deliveries are found all the same.
   * @throws UnreachableSource where nothing can be looked at.
   */
  findDeliveries(): Promise<{ readonly deliveries: readonly FoundDelivery[]; readonly problems: readonly string[] }>;
  /** Ends its connections; to be called once the last file was read. */
  close(): Promise<void>;
}

/** A source that cannot be looked at. The message says where and what to do. */
export class UnreachableSource extends Error {
  override readonly name = 'UnreachableSource';
}
