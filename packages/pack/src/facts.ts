import type { Period } from '@vigil/calendar';
import {
  type IndicatorDefinition,
  type JudgedFigure,
  type Place,
  placeOf,
  scorecard,
  type ScorecardRow,
} from '@vigil/indicators';
import type { RemarkInPack } from '@vigil/commentary';
import type { PackContent, PackSeries } from './content.ts';
import { inOrderOfKinds } from './member-kind.ts';
import type { Edition } from './pack.ts';
import type { Shown } from './stamp.ts';

/** What the pages are made from: the content, looked at from the pack's month, with what follows from it. */
export interface Facts {
  readonly content: PackContent;
  readonly edition: Edition;
  readonly period: Period;
  /** Wholes and members as far as the month, without companions. */
  readonly series: readonly PackSeries[];
  /** Of wholes that have a figure by the month, as the scorecard has them. */
  readonly rows: ReadonlyMap<string, ScorecardRow>;
  /** The list that each indicator stands in; what stands in none is not here. */
  readonly places: ReadonlyMap<string, Place>;
  /** The words that are printed: in a public edition only what somebody stands by and released. */
  readonly remarks: readonly RemarkInPack[];
  wholeOf(indicator: string): PackSeries | null;
  membersOf(indicator: string): readonly PackSeries[];
}

export function factsOf(content: PackContent, edition: Edition): Facts {
  const { period, context } = content;
  const series = content.series
    .filter(({ definition }) => definition.companionOf === null)
    .flatMap((one) => {
      const judged = one.judged.filter(({ figure }) => figure.period <= period);
      return judged.length === 0 ? [] : [{ ...one, judged }];
    });
  const rows = new Map(
    scorecard(content.series, period, { ...context, members: false })
      .flatMap((section) => section.rows)
      .map((row) => [row.definition.id, row]),
  );
  const remarks = content.remarks.filter((remark) => isPrinted(remark, edition));
  return {
    content,
    edition,
    period,
    series,
    rows,
    places: placesOf(content.definitions, rows, remarks),
    remarks,
    wholeOf: (indicator) => series.find((one) => one.definition.id === indicator && one.member === null) ?? null,
    membersOf: (indicator) =>
      series
        .filter((one) => one.definition.id === indicator && one.member !== null)
        .toSorted((one, other) => inOrderOfKinds(one.member ?? '', other.member ?? '')),
  };
}

function isPrinted({ state, forPublic }: RemarkInPack, edition: Edition): boolean {
  if (state === 'withdrawn') return false;
  return edition === 'internal' || (state === 'accepted' && forPublic);
}

/**
 * A person's ruling comes first, then the list of the headline that somebody stands by, then what Vigil suggests: an
 * indicator's page stands under the list that the overview has it in.
 */
function placesOf(
  definitions: readonly IndicatorDefinition[],
  rows: Facts['rows'],
  remarks: readonly RemarkInPack[],
): ReadonlyMap<string, Place> {
  const headlines = remarks.filter(({ kind, state }) => kind === 'headline' && state === 'accepted');
  return new Map(
    definitions.flatMap(({ id }): [string, Place][] => {
      const row = rows.get(id);
      const said = headlines.find(({ indicators }) => indicators.includes(id))?.place ?? null;
      const place = row?.ruling?.place ?? said ?? (row ? placeOf(row) : null);
      return place === null ? [] : [[id, place]];
    }),
  );
}

/** The figure of the month; null where it has none. */
export function currentOf({ judged }: PackSeries, period: Period): JudgedFigure | null {
  return judged.find(({ figure }) => figure.period === period) ?? null;
}

/** Those of its months that a page shows. */
export function shownOf(series: PackSeries | null, periods: readonly Period[]): readonly Shown[] {
  return series === null ? [] : [{ series, periods }];
}
