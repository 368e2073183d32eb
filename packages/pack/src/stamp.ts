import { dateName, type Period } from '@vigil/calendar';
import type { PackContent, PackSeries } from './content.ts';
import { digestOf } from './digest.ts';
import { counted } from './wording.ts';

/** Figures that a page shows: months of a series. */
export interface Shown {
  readonly series: PackSeries;
  readonly periods: readonly Period[];
}

/** 'casework as at 15 January 2021; 41 snapshots 3f9a1c72d0e5b846; icpc-timeliness definition 2' */
export function stampOf(content: PackContent, shown: readonly Shown[]): string {
  const snapshots = snapshotsOf(shown);
  if (snapshots.length === 0) return `as at ${dateName(content.asAt)}; no figures`;
  return [
    deliveriesOf(content, shown),
    `${counted(snapshots.length, 'snapshot')} ${digestOf(snapshots.join('\n'))}`,
    definitionsOf(shown),
  ].join('; ');
}

/** A line for each snapshot, in order: two packs that show the same lines show the same figures. */
export function snapshotsOf(shown: readonly Shown[]): readonly string[] {
  const lines = shown.flatMap(({ series: { definition, member, judged, versions }, periods }) =>
    judged.flatMap(({ figure: { period, origin } }) => {
      const version = versions.get(period);
      if (!periods.includes(period) || version === undefined) return [];
      return [[definition.id, period, member ?? '', origin, String(version.version), version.asAt].join('\t')];
    }),
  );
  return [...new Set(lines)].toSorted();
}

/** What the shown figures were computed from, or reported in. */
function deliveriesOf({ quality, madeOf }: PackContent, shown: readonly Shown[]): string {
  const lists = new Set(shown.flatMap(listsBehind));
  const sources = new Set(quality.lists.filter(({ list }) => lists.has(list)).map(({ source }) => source));
  const behind = madeOf.deliveries.filter(({ source }) => sources.has(source));
  const named = (behind.length === 0 ? madeOf.deliveries : behind).toSorted((a, b) => (a.source < b.source ? -1 : 1));
  return named.map(({ source, asAt }) => `${source} as at ${dateName(asAt)}`).join(', ');
}

function listsBehind({ series: { definition, judged }, periods }: Shown): readonly string[] {
  const origins = new Set(judged.flatMap(({ figure }) => (periods.includes(figure.period) ? [figure.origin] : [])));
  return [
    ...(origins.has('computed') ? definition.lists : []),
    ...(origins.has('reported') ? ['reported_figures'] : []),
  ];
}

/** 'icpc-timeliness definition 2'; of many, their number and a digest of which. */
function definitionsOf(shown: readonly Shown[]): string {
  const used = new Set(
    shown.flatMap(({ series: { definition, versions }, periods }) =>
      periods.flatMap((period) => {
        const version = versions.get(period)?.definitionVersion;
        return version === undefined ? [] : [`${definition.id} definition ${String(version)}`];
      }),
    ),
  );
  const sorted = [...used].toSorted();
  return sorted.length <= 2
    ? sorted.join(', ')
    : `${counted(sorted.length, 'definition')} ${digestOf(sorted.join('\n'))}`;
}
