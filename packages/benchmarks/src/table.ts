import type { YearEnd } from './reporting-year.ts';

/** A figure of a table: the column it stands in. */
interface Measure {
  readonly column: string;
  /** Other names that releases gave it, where `columnName` does not see that they are the same. */
  readonly aliases?: readonly string[];
  /** It is 10,000 times this measure over the 0-17 population of the year before. */
  readonly rateOf?: string;
}

/** A table of the Department for Education as Vigil reads it. It is recognised by its columns, never by its name. */
export interface BenchmarkTable {
  readonly id: string;
  /** As messages and pages name it. */
  readonly title: string;
  /** The publication it comes with. */
  readonly publication: string;
  readonly yearEnds: YearEnd;
  /** Of the rows, only those that say one of these in a column. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
  /** All of them must be there. */
  readonly measures: Readonly<Record<string, Measure>>;
}
