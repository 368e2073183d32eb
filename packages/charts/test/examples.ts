import { addMonths, type Period } from '@vigil/calendar';
import {
  type Figure,
  type IndicatorDefinition,
  type JudgedFigure,
  judgeSeries,
  limitsOf,
  parseDefinition,
  type Target,
} from '@vigil/indicators';
import type { SeriesChart } from '../src/chart.ts';
import { type SeriesInput, seriesChart } from '../src/series-chart.ts';

const written = {
  title: 'Percentage of conferences held within timescales',
  heading: 'Conferences held within 15 working days',
  section: 'Protection and Court',
  meaning: 'Of the conferences held in the month, the share held in time.',
  unit: 'percent',
  decimals: 0,
  polarity: 'higher-is-better',
  lists: [],
  definitionVersion: 1,
};

export const conferences = parseDefinition('icpc-timeliness', written, null);

export const adoptions = parseDefinition(
  'adoptions-number',
  { ...written, heading: 'Adoption orders', unit: 'count', polarity: 'higher-is-better' },
  null,
);

export const enquiries = parseDefinition(
  's47-rate',
  {
    ...written,
    heading: 'Section 47 enquiries, per 10,000 children',
    unit: 'rate per 10,000',
    decimals: 1,
    polarity: 'lower-is-better',
  },
  null,
);

/** The pack's CP3-QL of December 2019 to December 2020; its January is not legible. */
export const pack = [69, null, 61, 60, 67, 90, 94, 69, 73, 79, 35, 57, 27] as const;

export const atLeast84: Target = { atLeast: 84, from: '2019-04-01', judge: 'provisional' };

/** A value, the text in its place, or null for a month without a figure. */
export type Given = number | string | null;

export interface Told extends Partial<Omit<SeriesInput, 'series' | 'limits'>> {
  readonly targets?: readonly Target[];
  readonly member?: string;
  /** The first month that is provisional; none when not given. */
  readonly provisional?: Period;
  /** The months before it were reported. */
  readonly computedSince?: Period;
  readonly withLimits?: boolean;
}

/** Months that end with December 2020, judged. */
function monthsOf(definition: IndicatorDefinition, given: readonly Given[], told: Told = {}): JudgedFigure[] {
  const { provisional = '9999-12', computedSince = '0001-01', member = null, targets = [atLeast84] } = told;
  const figures = given.flatMap((value, index): Figure[] => {
    if (value === null) return [];
    const period = addMonths('2020-12', index + 1 - given.length);
    return [
      {
        indicator: definition.id,
        period,
        member,
        origin: period < computedSince ? 'reported' : 'computed',
        numerator: null,
        denominator: null,
        value: typeof value === 'number' ? value : null,
        text: typeof value === 'string' ? value : null,
        status: period < provisional ? 'final' : 'provisional',
      },
    ];
  });
  return judgeSeries(
    definition,
    figures,
    targets.map((target) => ({ ...target, ...(member !== null && { member }) })),
  );
}

/** What is drawn of such months. */
export function chartOf(given: readonly Given[], told: Told = {}): SeriesChart {
  const { definition = conferences, period = '2020-12', benchmarks = [], withLimits = false } = told;
  const series = monthsOf(definition, given, told);
  const figures = series.map(({ figure }) => figure);
  const limits = withLimits ? limitsOf(definition, figures, series.at(-1)?.target ?? null, []) : null;
  return seriesChart({ ...told, definition, series, period, limits, benchmarks });
}
