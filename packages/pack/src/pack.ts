import type { Mark, SeriesChart } from '@vigil/charts';
import type { IsoDate, Period } from '@vigil/calendar';
import type { Place } from '@vigil/indicators';

/**
 * The board pack of a month: every word, number and line that is printed, in the order of its pages. Whatever draws it
 * adds nothing, so that what may not leave is kept back in one place (`publicEdition`), and page 6 is page 6 in every
 * format.
 */
export interface Pack {
  /** 'Children’s services performance: December 2020' */
  readonly title: string;
  readonly authority: string;
  readonly period: Period;
  readonly edition: Edition;
  /** The date that it speaks as at: the date in the file's properties, too, so that the same pack is the same bytes. */
  readonly asAt: IsoDate;
  /** What stands at the foot of every page: edition, as-at date, what it is made of in short. */
  readonly foot: string;
  readonly pages: readonly PackPage[];
}

export type Edition = 'internal' | 'public';

/** One page of A4 landscape, one slide, one section of the HTML file. */
export interface PackPage {
  /** For links from page to page: `icpc-timeliness`, `overview`, `tables-3`. Unlike every other of the pack. */
  readonly id: string;
  /** What stands above the heading: 'Things to do better', 'Protection and Court'. */
  readonly kicker: string | null;
  readonly heading: string;
  readonly body: PageBody;
  /** Which snapshots, definitions and deliveries the page shows, in a line. */
  readonly stamp: string;
}

export type PageBody = ListsBody | IndicatorBody | TablesBody | ChartsBody;

/** Lists of one-liners beside each other: an overview. */
export interface ListsBody {
  readonly kind: 'lists';
  readonly introduction: readonly string[];
  readonly lists: readonly {
    readonly place: Place;
    readonly title: string;
    readonly entries: readonly ListEntry[];
  }[];
}

export interface ListEntry {
  readonly text: string;
  /** Why it stands in this list, or the evidence for it; may be empty. */
  readonly reason: string;
  /** A draft that nobody has confirmed: 'draft of November 2020'. */
  readonly note: string | null;
  /** Pages that show more. */
  readonly links: readonly PageLink[];
}

/** A page that shows more, with the words that lead there. */
export interface PageLink {
  readonly page: string;
  readonly text: string;
}

/** Everything about one indicator: the chart on the left, panel and words on the right, the months under them. */
export interface IndicatorBody {
  readonly kind: 'indicator';
  /** 'CP3-QL' */
  readonly code: string | null;
  readonly meaning: string;
  /** The figure of the month at a glance. */
  readonly now: {
    readonly value: string;
    /** '14 of 51 children'; null where there is no more to say. */
    readonly counts: string | null;
    readonly mark: Mark;
    /** 'Red: misses its target of at least 84 %' */
    readonly words: string;
    readonly icons: readonly MarkInWords[];
  };
  /** Null where there is nothing to draw: a text alone. */
  readonly chart: SeriesChart | null;
  /** 13 months, a row a line of the chart. */
  readonly months: PackTable;
  readonly benchmarks: readonly BenchmarkLine[];
  /** What the benchmarks are from, and where the national definition differs. */
  readonly benchmarkNotes: readonly string[];
  /** Where that stands instead, on a page that people's words need; else null. */
  readonly benchmarkLink: PageLink | null;
  /** What a reader must know besides: restated, few cases, off target for six months. */
  readonly notes: readonly string[];
  /** They are so many that they are printed one after the other in small type, and not as a list. */
  readonly notesRunOn: boolean;
  readonly remarks: readonly PrintedRemark[];
}

export interface BenchmarkLine {
  /** 'Statistical neighbours', 'England', 'South East' */
  readonly name: string;
  /** '84.4 %', 'Local', 'withheld' */
  readonly value: string;
  /** '2018-19'; null where there is none. */
  readonly year: string | null;
}

export interface PrintedRemark {
  /** 'Commentary', 'Response', 'Suggested by Vigil' */
  readonly title: string;
  readonly text: string;
  /** 'QA Unit manager, by 31 January 2021'; null where nobody is named. */
  readonly whose: string | null;
  /** 'Draft, carried over from November 2020'; null where somebody stands by it for this month. */
  readonly note: string | null;
}

/** Tables under each other, in reading order. */
export interface TablesBody {
  readonly kind: 'tables';
  readonly introduction: readonly string[];
  readonly tables: readonly PackTable[];
}

/** Small charts beside each other: the members of an indicator, or teams. */
export interface ChartsBody {
  readonly kind: 'charts';
  readonly introduction: readonly string[];
  readonly charts: readonly SeriesChart[];
}

export interface PackTable {
  /** What it is of; said to those who cannot see it, too. */
  readonly caption: string;
  readonly columns: readonly PackColumn[];
  /** The first cell of a row names it. */
  readonly rows: readonly PackRow[];
}

export interface PackColumn {
  readonly title: string;
  /** Shares of the table's width; they need not add up to anything. */
  readonly width: number;
  readonly align: 'left' | 'right' | 'centre';
}

export interface PackRow {
  readonly cells: readonly PackCell[];
  /** Under the row, across all columns, in small type. */
  readonly notes: readonly string[];
}

export interface PackCell {
  readonly text: string;
  /** Before the text. */
  readonly marks?: readonly MarkInWords[];
  /** In a lighter type: a provisional figure, which the text says too. */
  readonly provisional?: boolean;
  /** The page that shows more. */
  readonly page?: string;
}

/** A mark, never without its words: nobody has to tell colours or shapes apart. */
export interface MarkInWords {
  readonly mark: Mark;
  /** 'Red', 'Concern: a run of 7 months below the average' */
  readonly words: string;
}
