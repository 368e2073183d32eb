/** How a figure is made of a table's measures. */
export type Derivation =
  /** As it is printed. */
  | { readonly is: 'printed'; readonly measure: string }
  /** 100 times the sum of some over another. */
  | { readonly is: 'share'; readonly of: readonly string[]; readonly in: string }
  /** One over another. */
  | { readonly is: 'ratio'; readonly of: string; readonly to: string };

/** What an indicator is compared with. */
export interface Comparison {
  /** Its id in the catalogue. */
  readonly indicator: string;
  readonly table: string;
  readonly derivation: Derivation;
  /** The table counts a year, the indicator a month: a twelfth of it is what a month is compared with. */
  readonly overTheYear: boolean;
  /** A count says something beside areas of the same kind only: England and the region have none. */
  readonly neighboursOnly: boolean;
  /** In a sentence: where the national figure is defined otherwise than ours. */
  readonly difference: string;
}
