import {
  composeDigests,
  type Digest,
  type DigestItem,
  digestItem,
  type DigestNews,
  type DigestService,
} from '@vigil/alerts';
import { addMonths } from '@vigil/calendar';
import {
  type Benchmark,
  besideNeighbours,
  type Figure,
  type IndicatorDefinition,
  judgedPeriod,
  judgeSeries,
  limitsOf,
  type Target,
} from '@vigil/indicators';

import { conferences, enquiryRate, longPlans, visits } from './definitions.ts';

// Figures of a council that does not exist.

/** A month's figure as counted: numerator and denominator, or the count alone. */
export type Counted = readonly [numerator: number, denominator: number | null];

/** Months of one indicator that end with `last`; the last `provisional` of them not yet settled. */
export function figures(
  definition: IndicatorDefinition,
  last: string,
  counts: readonly Counted[],
  { provisional = 0, origin = 'computed' }: { provisional?: number; origin?: Figure['origin'] } = {},
): Figure[] {
  return counts.map(([numerator, denominator], index) => ({
    indicator: definition.id,
    period: addMonths(last, index + 1 - counts.length),
    member: null,
    origin,
    numerator,
    denominator,
    value: valueOf(definition, numerator, denominator),
    text: null,
    status: index >= counts.length - provisional ? 'provisional' : 'final',
  }));
}

function valueOf({ unit }: IndicatorDefinition, numerator: number, denominator: number | null): number | null {
  if (denominator === null) return numerator;
  if (denominator === 0) return null;
  return ((unit === 'percent' ? 100 : 10_000) * numerator) / denominator;
}

/** Where nothing else is said: a target missed, told for the first time, in the judged month. */
const missed: Omit<DigestNews, 'period'> = {
  alert: '3f9a1c2e',
  rule: 'target-missed',
  kind: 'opened',
  reason: 'target missed',
  words: 'Missed its target.',
  openedPeriod: null,
};

export const again: Partial<DigestNews> = { kind: 'continued' };
export const recovered: Partial<DigestNews> = { kind: 'recovered', reason: 'target met', words: 'Met its target.' };

/** The same figure with other news. */
export function withNews(item: DigestItem, ...news: readonly Partial<DigestNews>[]): DigestItem {
  return { ...item, news: news.map((one) => ({ ...missed, period: item.period, ...one })) };
}

interface Given extends Partial<Pick<DigestItem, 'quarantinedShare' | 'open' | 'response' | 'asAt' | 'benchmark'>> {
  readonly news?: readonly Partial<DigestNews>[];
}

export function itemOf(
  definition: IndicatorDefinition,
  figuresOf: readonly Figure[],
  target: Omit<Target, 'from' | 'judge'> & Partial<Target>,
  { news = [{}], quarantinedShare = null, open = null, response = null, ...given }: Given = {},
): DigestItem {
  const series = judgeSeries(definition, figuresOf, [{ from: '2018-04-01', judge: 'settled', ...target }]);
  const judged = judgedPeriod(series);
  const benchmark = given.benchmark ?? null;
  const item = digestItem({
    facts: {
      definition,
      member: null,
      asAt: given.asAt ?? '2021-01-04',
      series,
      limits: limitsOf(definition, figuresOf, judged?.target ?? null, []),
      benchmark,
      neighbours:
        benchmark?.neighbours && judged
          ? besideNeighbours(definition, series, judged.figure.period, benchmark.neighbours)
          : null,
      open,
      running: null,
      turned: [],
      quarantinedShare,
      arrived: true,
    },
    news: [],
    response,
  });
  return withNews(item, ...news);
}

const conferencesElsewhere: Benchmark = {
  parts: ['SN 82.8\u00A0%', 'England 77.7\u00A0%', 'South East 75.9\u00A0%', '2019-20'],
  source: 'Child protection conferences, 2019-20; statistical neighbours of 2020',
  caveats: ['Nationally every conference of the year is in the denominator; ours leaves transfers in out.'],
  neighbours: { statisticalNeighbourMean: 82.8, neighbours: [74, 79, 80.5, 82, 83, 84, 85, 86, 87, 87.5] },
};

const conferenceCounts: Counted[] = [
  [40, 60],
  [12, 44],
  [22, 36],
  [27, 45],
  [30, 44],
  [41, 45],
  [43, 46],
  [26, 38],
  [23, 32],
  [27, 35],
  [16, 46],
  [35, 61],
  [14, 51],
];

/** 27 % of 51, the sixth month below 84 %, 30 points down: December, judged while provisional. */
export const decemberConferences = itemOf(
  conferences,
  figures(conferences, '2020-12', conferenceCounts, { provisional: 1 }),
  { atLeast: 84, tolerance: 5, judge: 'provisional' },
  {
    quarantinedShare: 0.0234,
    benchmark: conferencesElsewhere,
    open: { overdue: 7, due: 5, dueBy: '2021-01-11' },
    news: [{}, { alert: '77b0e5d1', rule: 'moved', reason: 'moved for the worse', words: 'Moved far for the worse.' }],
  },
);

/** The same months with the settled one judged: November, and December as context. */
export const novemberConferences = itemOf(
  conferences,
  figures(conferences, '2020-12', conferenceCounts, { provisional: 1 }),
  { atLeast: 84, tolerance: 5 },
  {
    benchmark: conferencesElsewhere,
    open: { overdue: 7, due: 5, dueBy: '2021-01-11' },
    news: [again],
    response: {
      comment: 'Two more conference chairs from 11 January',
      owner: 'Service Manager, Safeguarding',
      due: '2021-01-29',
      by: 'head.qa',
      at: '2020-12-07',
    },
  },
);

const visitCounts: Counted[] = [
  [330, 402],
  [341, 398],
  [352, 401],
  [360, 395],
  [371, 400],
  [325, 396],
];
export const newlyMissedVisits = itemOf(visits, figures(visits, '2020-11', visitCounts), { atLeast: 90, tolerance: 5 });

export const risingPlans = itemOf(
  longPlans,
  figures(longPlans, '2020-11', [
    [9, null],
    [10, null],
    [12, null],
    [13, null],
    [15, null],
  ]),
  { atMost: 10 },
  { news: [again] },
);

export const recoveredRate = itemOf(
  enquiryRate,
  figures(enquiryRate, '2020-11', [
    [150, 50_900],
    [162, 50_900],
    [208, 50_900],
    [126, 50_900],
  ]),
  { below: 28, tolerance: 1 },
  { news: [recovered] },
);

/** What one head of service is told. */
export function digestOf(...items: DigestItem[]): Digest {
  const service: DigestService = {
    id: 'quality-assurance',
    name: 'Quality Assurance',
    head: { title: 'Head of Service', email: 'head.qa@example.gov.uk' },
    deputies: [],
    indicators: items.map(({ definition }) => definition.id),
  };
  const authority = { code: '852', name: 'Rivermouth' };
  const [digest] = composeDigests({ authority, services: [service], items }).digests;
  if (digest === undefined) throw new Error('no items, and so no digest');
  return digest;
}
