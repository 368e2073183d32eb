import type { IsoDate, Period } from '@vigil/calendar';
import type { IndicatorDefinition } from '../definition.ts';
import type { NeighbourValues } from '../judgement/neighbours.ts';
import type { Place } from '../judgement/place.ts';
import type { Rebase } from '../limits/rebase.ts';
import type { JudgedFigure } from '../series.ts';

/** What others have, and the neighbours' values where there are any. */
export interface Benchmark {
  /** 'SN 82.8 %' (statistical neighbours), 'England 77.7 %', 'South East 75.9 %', '2019-20' */
  readonly parts: readonly string[];
  /** The table and its year. */
  readonly source: string;
  /** Where the national definition differs, what is old, mixed or withheld: a sentence each. */
  readonly caveats: readonly string[];
  readonly neighbours: NeighbourValues | null;
}

/** A person's word on the list that an indicator of a month belongs in. */
export interface Ruling {
  readonly indicator: string;
  readonly period: Period;
  readonly place: Place;
  readonly reason: string;
  readonly actor: string;
}

/** What a scorecard needs of a series. */
export interface ScorecardSeries {
  readonly definition: IndicatorDefinition;
  readonly member: string | null;
  /** Oldest first. */
  readonly judged: readonly JudgedFigure[];
  /** Of the rows of the lists it needs, the share (0 to 1) in quarantine. */
  readonly quarantinedShare: number | null;
  /** Why a month was restated; null where it was not. */
  readonly snapshots: ReadonlyMap<Period, { readonly reason: string | null; readonly afterSettling: boolean }>;
  /** The as-at date that each figure speaks of. */
  readonly asAts: ReadonlyMap<Period, IsoDate>;
}

/** What is known besides the figures; each may be left out, and is then not spoken of. */
export interface ScorecardContext {
  /** Teams, age bands and genders too, each below its whole. */
  readonly members?: boolean;
  readonly benchmark?: (definition: IndicatorDefinition, period: Period) => Benchmark | null;
  /** The decisions that stand to begin the limits anew. */
  readonly rebases?: (indicator: string, member: string | null) => readonly Rebase[];
  readonly rulings?: readonly Ruling[];
  /** Children aged 0 to 17 by which rates of a month are computed. */
  readonly population?: (period: Period) => number | null;
  /** What is noted beside the reported figure of an indicator in the scorecard's month. */
  readonly noteOn?: (indicator: string) => string | null;
  /** Where false, no control limits are taken: figures that were rounded before they left have none. */
  readonly limits?: false;
  /** Where false, none are looked for: rounded parts do not add up, and nobody is at fault. */
  readonly contradictions?: false;
}
