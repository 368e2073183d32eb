import type { Benchmark } from '@vigil/benchmarks';
import type { IsoDate, Period } from '@vigil/calendar';
import type { RemarkInPack } from '@vigil/commentary';
import type { IndicatorDefinition, ScorecardContext, ScorecardSeries, Target } from '@vigil/indicators';

/** All that a pack is made of, as it stood at one as-at date; nothing in it has been worded or hidden yet. */
export interface PackContent {
  readonly authority: { readonly code: string; readonly name: string };
  /** The month that it is about, which is complete. */
  readonly period: Period;
  readonly asAt: IsoDate;
  /** As known then; null: as known now. */
  readonly knownAt: Date | null;
  /** Every series that has figures, with all its months; wholes and members, companions too. */
  readonly series: readonly PackSeries[];
  /** The whole catalogue in the pack's order, also what has no figure; without companions. */
  readonly definitions: readonly IndicatorDefinition[];
  /** Targets by indicator, as the configuration has them: what is judged anew needs them. */
  readonly targets: ReadonlyMap<string, readonly Target[]>;
  readonly context: ScorecardContext;
  /** What is published of others by indicator; an indicator that is not in it is local. */
  readonly benchmarks: ReadonlyMap<string, Benchmark>;
  readonly remarks: readonly RemarkInPack[];
  readonly services: readonly { readonly id: string; readonly name: string; readonly indicators: readonly string[] }[];
  readonly quality: PackQuality;
  readonly madeOf: MadeOf;
  /** Where the month's reported figure of an indicator is from, as it was reported: 'CHAT', 'Requested from HR'. */
  readonly reportedFrom?: ReadonlyMap<string, string>;
  /** Of a public edition: what became of small numbers, in a sentence. */
  readonly disclosedBy?: string;
}

export interface PackSeries extends ScorecardSeries {
  /** What each month's figure is a version of, so that a page can say which snapshots it shows. */
  readonly versions: ReadonlyMap<Period, SnapshotVersion>;
}

/** One snapshot, told apart from every other of its indicator, month, member and origin. */
export interface SnapshotVersion {
  readonly asAt: IsoDate;
  readonly version: number;
  readonly definitionVersion: number;
}

export interface PackQuality {
  /** Lists as newest published: counts of rows. */
  readonly lists: readonly {
    readonly source: string;
    readonly list: string;
    readonly asAt: IsoDate;
    readonly read: number;
    readonly accepted: number;
    readonly quarantined: number;
  }[];
  /** What is expected from people and is not there: an indicator's month, whose it is and since when it is owed. */
  readonly owed: readonly {
    readonly indicator: string;
    readonly period: Period;
    readonly who: string | null;
    readonly due: IsoDate | null;
  }[];
}

/** What a pack can be made again from. */
export interface MadeOf {
  /** The newest published delivery of each source, by the as-at date. */
  readonly deliveries: readonly { readonly source: string; readonly asAt: IsoDate }[];
  readonly calendarVersion: string;
  /** Vigil's own. */
  readonly version: string;
}
