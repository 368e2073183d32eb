import { readFileSync, readdirSync } from 'node:fs';
import type { Period } from '@vigil/calendar';
import { parse } from 'yaml';
import { catalogueDirectory, judgeSeries, type Figure, type IndicatorDefinition, type Target } from '../src/index.ts';
import type { ScorecardSeries } from '../src/scorecard/given.ts';
import { anIndicator } from './examples.ts';

/** What a figure is given as: a share as numerator and denominator, a value, or the text in a value's place. */
export type Given = readonly [number, number] | number | string;

/** A series of figures, judged: computed and final unless said otherwise. */
export function seriesOf(
  definition: IndicatorDefinition,
  figures: Readonly<Record<Period, Given>>,
  options: {
    targets?: readonly Target[];
    member?: string;
    /** These months; all: every one. */
    reported?: readonly Period[] | 'all';
    provisional?: Period;
    restated?: Readonly<Record<Period, string>>;
    quarantinedShare?: number;
  } = {},
): ScorecardSeries {
  const member = options.member ?? null;
  const { reported = [] } = options;
  const judged = Object.entries(figures).map(([period, given]): Figure => {
    const [numerator, denominator] = typeof given === 'object' ? given : [null, null];
    return {
      indicator: definition.id,
      period,
      member,
      origin: reported === 'all' || reported.includes(period) ? 'reported' : 'computed',
      numerator,
      denominator,
      value: typeof given === 'object' ? (100 * given[0]) / given[1] : typeof given === 'number' ? given : null,
      text: typeof given === 'string' ? given : null,
      status: options.provisional === period ? 'provisional' : 'final',
    };
  });
  return {
    definition,
    member,
    judged: judgeSeries(definition, judged, options.targets ?? []),
    snapshots: new Map(
      judged.map(({ period }) => [period, { reason: options.restated?.[period] ?? null, afterSettling: true }]),
    ),
    asAts: new Map(judged.map(({ period }) => [period, '2021-01-15'])),
    quarantinedShare: options.quarantinedShare ?? null,
  };
}

/** Every indicator of the catalogue, as its folder describes it, without its SQL. */
export const described: readonly IndicatorDefinition[] = readdirSync(catalogueDirectory).map((id) => {
  const yaml = readFileSync(new URL(`${id}/definition.yaml`, catalogueDirectory), 'utf8');
  return anIndicator({ targetByLaw: false, ...(parse(yaml) as Partial<IndicatorDefinition>), id, cohort: null });
});

export function describedAs(id: string): IndicatorDefinition {
  const found = described.find((definition) => definition.id === id);
  if (!found) throw new Error(`The catalogue has no ${id}.`);
  return found;
}
