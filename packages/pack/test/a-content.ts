import { addMonths, type Period } from '@vigil/calendar';
import type { Benchmark, BenchmarkValue } from '@vigil/benchmarks';
import type { RemarkInPack } from '@vigil/commentary';
import { type IndicatorDefinition, inPackOrder, type Target } from '@vigil/indicators';
import { described, describedAs, type Given, seriesOf } from '../../indicators/test/series-of.ts';
import type { PackContent, PackSeries } from '../src/index.ts';

/** Figures that end with December 2020, oldest first; null where a month has none. */
export function months(...values: readonly (Given | null)[]): Readonly<Record<Period, Given>> {
  return Object.fromEntries(
    values.flatMap((value, index) =>
      value === null ? [] : [[addMonths('2020-12', index + 1 - values.length), value] as const],
    ),
  );
}

type Told = Parameters<typeof seriesOf>[2];

/** A series with a first version of each snapshot. */
export function packSeries(
  definition: IndicatorDefinition,
  figures: Readonly<Record<Period, Given>>,
  told: Told = {},
): PackSeries {
  const series = seriesOf(definition, figures, told);
  const versions = series.judged.map(
    ({ figure: { period } }) =>
      [period, { asAt: '2021-01-15', version: 1, definitionVersion: definition.definitionVersion }] as const,
  );
  return { ...series, versions: new Map(versions) };
}

export const atLeast84: Target = { atLeast: 84, from: '2019-04-01', judge: 'provisional' };

/** The pack's CP3-QL, with the children of it. */
export const conferences = packSeries(
  describedAs('icpc-timeliness'),
  months(
    [35, 51],
    [24, 100],
    [31, 51],
    [30, 50],
    [34, 51],
    [45, 50],
    [47, 50],
    [35, 51],
    [37, 51],
    [40, 51],
    [18, 51],
    [29, 51],
    [14, 51],
  ),
  { targets: [atLeast84], provisional: '2020-12', restated: { '2020-09': 'late recording' } },
);

export function aRemark(differences: Partial<RemarkInPack> = {}): RemarkInPack {
  const subject = differences.subject ?? 'icpc-timeliness';
  return {
    period: '2020-12',
    kind: 'commentary',
    subject,
    indicators: [subject],
    place: null,
    text: 'The report does not take bank holidays into account.',
    evidence: null,
    owner: null,
    due: null,
    state: 'accepted',
    forPublic: false,
    author: 'a.analyst',
    at: new Date('2021-01-16T09:00:00Z'),
    carriedFrom: null,
    ...differences,
  };
}

const published = (name: string, value: number | null): BenchmarkValue => ({
  name,
  value,
  symbol: value === null ? 'c' : null,
  year: 2019,
  yearName: '2018-19',
  table: 'd5-conferences',
  release: '2019',
  file: 'd5.csv',
});

const aBenchmark: Benchmark = {
  indicator: 'icpc-timeliness',
  table: 'd5-conferences',
  title: 'Initial child protection conferences',
  monthly: false,
  england: published('England', 78.7),
  region: published('South East', null),
  neighbours: { ...published('Statistical neighbours', 84.4), n: 10, of: 11, edition: '2021', values: [] },
  own: null,
  note: 'Nationally the working days run from the strategy discussion too.',
  older: false,
  mixedYears: false,
  marks: ['South East: withheld (c).', '10 of 11 neighbours.'],
};

/** The catalogue, with the figures of one indicator: each test says what differs. */
export function aContent(differences: Partial<PackContent> = {}): PackContent {
  return {
    authority: { code: 'E06000045', name: 'Southampton' },
    period: '2020-12',
    asAt: '2021-01-15',
    knownAt: null,
    series: [conferences],
    definitions: described.toSorted(inPackOrder),
    targets: new Map([['icpc-timeliness', [atLeast84]]]),
    context: {},
    benchmarks: new Map([['icpc-timeliness', aBenchmark]]),
    remarks: [],
    services: [],
    quality: {
      lists: [
        {
          source: 'casework',
          list: 'section_47_enquiries',
          asAt: '2021-01-15',
          read: 900,
          accepted: 888,
          quarantined: 12,
        },
        { source: 'hr', list: 'reported_figures', asAt: '2021-01-12', read: 40, accepted: 40, quarantined: 0 },
      ],
      owed: [{ indicator: 'staff-turnover', period: '2020-12', who: 'HR', due: '2021-01-10' }],
    },
    madeOf: {
      deliveries: [
        { source: 'casework', asAt: '2021-01-15' },
        { source: 'hr', asAt: '2021-01-12' },
      ],
      calendarVersion: '2020-12-01',
      version: '0.1.0',
    },
    ...differences,
  };
}
