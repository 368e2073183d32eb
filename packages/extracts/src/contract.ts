import type { IsoDate } from '@vigil/calendar';

/** What a cell of a column holds, and so how it is parsed. */
export type ColumnType =
  | 'identifier'
  | 'text'
  | 'date'
  | 'code'
  | 'yes-no'
  | 'integer'
  | 'number'
  | 'period'
  | 'figure'
  | 'indicator';

/** Whom or what an identifier is of. Each has a key of its own for its pseudonyms: one number is not both. */
export type Identified = 'child' | 'adopter' | 'household' | 'worker' | 'audit';

/** The type of the database column. `uuid`: the keyed pseudonym of an identifier. */
export type StoredType = 'uuid' | 'text' | 'date' | 'boolean' | 'integer' | 'numeric';

/** An official code → spellings of it that authorities really send. Official codes always win over them. */
export type Aliases = Readonly<Record<string, readonly string[]>>;

/** One column of a list. Source: reference/extracts.md, "Lists"; Ofsted's Annex A for headers, types and codes. */
export interface ColumnContract {
  /** The official header. */
  readonly name: string;
  /** The column's name in the database, snake_case. */
  readonly field: string;
  readonly type: ColumnType;
  /** R: a blank cell quarantines the row, a missing column rejects the file. */
  readonly required: boolean;
  /** E: a date that may not lie after the as-at date. */
  readonly event: boolean;
  /** K: a code that figures depend on; an unknown one quarantines the row instead of warning. */
  readonly decisive: boolean;
  /** Goes into records. What is not stored stays in the encrypted landed file. */
  readonly stored: boolean;
  /** Vigil's own addition to an official Annex A list. */
  readonly extension?: true;
  /** Official only in editions after August 2019's; a file without it is of the list all the same. */
  readonly newer?: true;
  /** What a blank cell says, where it says something; such a cell leaves a key whole. */
  readonly blankMeans?: string;
  /** Only for `identifier`. */
  readonly identifies?: Identified;
  /** Official codes, for `code` and `yes-no`. */
  readonly codes?: readonly string[];
  readonly aliases?: Aliases;
  /** Tried on the normalised header, and only after exact names and the source's own mapping. */
  readonly headerPatterns?: readonly RegExp[];
  /** Only where `stored`. */
  readonly storedType?: StoredType;
}

/**
 * Which records a delivery speaks for: `full`: all of them; a window: those dated inside it (both days included);
 * `rolling`: a window of so many months that ends with the as-at date.
 */
export type Coverage =
  | { readonly kind: 'full' }
  | { readonly kind: 'window'; readonly from: IsoDate; readonly to: IsoDate }
  | { readonly kind: 'rolling'; readonly months: number };

/** What a list must hold, as data. */
export interface ListContract {
  /** The list's name, which is also its file's: `contacts`. */
  readonly list: string;
  readonly title: string;
  /** Its number in Ofsted's Annex A, if it is one of them. */
  readonly annexA?: number;
  /** Rises when the same file would give other records or findings. */
  readonly version: number;
  readonly columns: readonly ColumnContract[];
  /** Fields that together say which record a row is. */
  readonly key: readonly string[];
  /** The field that windows of coverage look at; a record without it (a plan still open) is inside every window. */
  readonly dateField: string;
  /** `date-order`: the date in `after` may not be earlier than the one in `before`. Fields. */
  readonly orderRules: readonly { readonly before: string; readonly after: string }[];
  /** What holds when neither manifest nor source says otherwise. */
  readonly coverage: Coverage;
}

/**
 * The columns of a list's records, in order; `RowResult.values` has one value for each. A figure takes two: the number
 * (`value`) and, where it is not one, its words (`value_text`).
 */
export function storedColumns(contract: ListContract): readonly ColumnContract[] {
  return contract.columns
    .filter((column) => column.stored)
    .flatMap((column) =>
      column.type === 'figure'
        ? [column, { ...column, field: `${column.field}_text`, type: 'text', required: false, storedType: 'text' }]
        : [column],
    );
}
