import type { IsoDate, Period } from '@vigil/calendar';
import type { FileBehind, RecordBehind, RestatementReason } from '@vigil/database';
import type { BesideNeighbours, Change, Figure, IndicatorDefinition, Origin, Rag } from '@vigil/indicators';
import type { OpenAlert } from './alerts.ts';

/** All that there is to say of one figure; printed as it is with `--format json`, so the names are stable. */
export interface Explanation {
  readonly indicator: Pick<
    IndicatorDefinition,
    'id' | 'code' | 'title' | 'heading' | 'meaning' | 'counts' | 'section' | 'service' | 'unit'
  >;
  readonly period: Period;
  /** Null for the whole. */
  readonly member: string | null;
  /** As at which its lists stood. */
  readonly asAt: IsoDate;
  /** What was known then (ISO 8601); null: what is known now. */
  readonly knownAt: string | null;
  readonly figure: ShownFigure & {
    readonly status: Figure['status'];
    /** Final from the first delivery after this day; null where it never is, as a list of work of one day. */
    readonly settlesAfter: IsoDate | null;
    readonly settleWorkingDays: number;
    /** Of a percentage whose cases are so few that it swings by chance: the last twelve months taken together. */
    readonly pooled: { readonly shown: string; readonly months: number } | null;
    readonly small: boolean;
  };
  readonly target: {
    readonly words: string;
    readonly from: IsoDate;
    /** What was judged, where it was not the month itself: the sum of the year to date. */
    readonly yearToDate: string | null;
  } | null;
  readonly judgement: { readonly rag: Rag; readonly reason: string };
  readonly change: (Change & { readonly previous: ShownFigure }) | null;
  readonly cohort: CohortCounts | null;
  readonly files: readonly FileBehind[];
  readonly basis: {
    readonly definitionVersion: number;
    /** Null where no working days are counted. */
    readonly calendar: string | null;
    /** Of a rate: the children it is per 10,000 of, and the year they were counted for. */
    readonly population: { readonly children: number; readonly year: number } | null;
    /** Of the rows of its files, the share (0 to 1) in quarantine. */
    readonly quarantinedShare: number | null;
  };
  /** Oldest first; the last one is the figure, unless an earlier state is asked for. */
  readonly versions: readonly Version[];
  /** Where the month has a computed and a reported figure: the one that does not stand. */
  readonly otherOrigin: ShownFigure | null;
  /** Months with which the origin changes: no change, run or limit is taken across them. */
  readonly breaks: readonly { readonly period: Period; readonly from: Origin; readonly to: Origin }[];
  /** Sentences on what the series says of the process. */
  readonly limits: readonly string[];
  /** Null where nothing that is published and loaded can be compared with it. */
  readonly comparison: Comparison | null;
  readonly companions: readonly {
    readonly id: string;
    readonly meaning: string;
    readonly count: number | null;
    readonly text: string | null;
  }[];
  readonly alerts: readonly OpenAlert[];
  /** As it would be if bank holidays were working days; null unless asked for. */
  readonly withoutBankHolidays: ShownFigure | null;
}

/** A figure with what people read of it. */
export interface ShownFigure {
  readonly origin: Origin;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  /** What stands in a value's place. */
  readonly text: string | null;
  /** '27 % (13 of 48 children)'. */
  readonly shown: string;
}

/** The rows behind a figure, counted. */
export interface CohortCounts {
  readonly counted: number;
  readonly inNumerator: number;
  readonly leftOut: readonly { readonly reason: string; readonly rows: number }[];
  /** Whether they come to the figure; not so where the records have become others since. */
  readonly agrees: boolean;
}

export interface Version extends ShownFigure {
  readonly version: number;
  readonly asAt: IsoDate;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly definitionVersion: number;
  readonly calendarVersion: string;
  readonly populationYear: number | null;
  /** Why it differs from the version that stood before; null for the first of its date. */
  readonly reason: RestatementReason | null;
  readonly differsFrom: number | null;
  /** The figure had been final. */
  readonly afterSettling: boolean;
  /** The records behind the difference, by pseudonym. */
  readonly records: readonly RecordBehind[];
}

/** What is published that the figure can be compared with. */
export interface Comparison {
  /** The table's title. */
  readonly table: string;
  /** A year's figures were divided by 12. */
  readonly monthly: boolean;
  /** England, the region, the mean of the neighbours: those that there are. */
  readonly with: readonly {
    readonly name: string;
    readonly value: number | null;
    readonly shown: string;
    readonly year: string;
    readonly release: string;
  }[];
  /** The model of statistical neighbours, and of how many of them the mean is. */
  readonly neighbours: { readonly edition: string; readonly n: number; readonly of: number } | null;
  readonly besideNeighbours: BesideNeighbours | null;
  /** That the definition differs, that the years are old or mixed, what is withheld. */
  readonly caveats: readonly string[];
}
