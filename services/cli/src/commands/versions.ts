import type { Calendar } from '@vigil/calendar';
import { toFigure, type Snapshot, type StandingFigure } from '@vigil/database';
import { judgeSeries, type IndicatorDefinition, type Target } from '@vigil/indicators';

/**
 * Each version as it was judged when it was made: what a target asks year to date depends on the months before it, and
 * those too were what they were then. No change is taken.
 *
 * @param versions of these indicators
 */
export function judgeVersions(
  definitions: readonly IndicatorDefinition[],
  versions: readonly Snapshot[],
  by: { readonly targets: ReadonlyMap<string, readonly Target[]>; readonly calendar: Calendar },
): readonly StandingFigure[] {
  return definitions.flatMap((definition) => {
    const targets = by.targets.get(definition.id) ?? [];
    const own = versions.filter(({ indicator }) => indicator === definition.id);
    return own.map((version) => {
      const figures = stoodWith(version, own).map((one) => toFigure(definition, one, version.asAt, by.calendar));
      const judged = judgeSeries(definition, figures, targets).find(({ figure }) => figure.period === version.period)!;
      // What was known of the lists when this version was made.
      const quarantinedShare = version.quarantinedShare === null ? null : Number(version.quarantinedShare);
      return { ...version, ...judged, definition, change: null, quarantinedShare };
    });
  });
}

/** The series that a version was made into, itself among it; oldest first. */
function stoodWith(version: Snapshot, all: readonly Snapshot[]): readonly Snapshot[] {
  const standing = new Map<string, Snapshot>();
  for (const one of all) {
    const sameSeries = one.member === version.member && one.origin === version.origin;
    if (!sameSeries || one.asAt > version.asAt || one.createdAt > version.createdAt) continue;
    const other = standing.get(one.period);
    if (!other || one.asAt > other.asAt || (one.asAt === other.asAt && one.version > other.version)) {
      standing.set(one.period, one);
    }
  }
  standing.set(version.period, version);
  return [...standing.values()].toSorted((a, b) => (a.period < b.period ? -1 : 1));
}
