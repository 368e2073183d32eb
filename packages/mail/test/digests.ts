import { type AlertReason, composeDigests, type Digest, type DigestItem, type DigestService } from '@vigil/alerts';
import { addMonths } from '@vigil/calendar';
import {
  type Figure,
  type IndicatorDefinition,
  judgedPeriod,
  judgeSeries,
  missesRunning,
  type Target,
} from '@vigil/indicators';

// Definitions and figures of a council that does not exist.

const common = {
  code: null,
  section: 'Protection and Court',
  service: null,
  periods: 'all',
  rolling: false,
  history: null,
  needs: {},
  open: null,
  smallCohort: 20,
  settleWorkingDays: 10,
  definitionVersion: 1,
  cohort: null,
  openCases: null,
  companionOf: null,
  counts: 'children',
  measure: 'flow',
} as const;

export const conferences: IndicatorDefinition = {
  ...common,
  id: 'icpc-timeliness',
  title: 'Percentage of Initial Child Protection Conferences (ICPCs) held within timescales',
  heading: 'Initial child protection conferences held within 15 working days',
  meaning:
    'Of the children whose initial child protection conference was held in the month, transfers in left out, the share ' +
    'whose conference was held within 15 working days of the strategy discussion, bank holidays not counted.',
  unit: 'percent',
  decimals: 0,
  polarity: 'higher-is-better',
  lists: ['section_47_enquiries'],
};

export const visits: IndicatorDefinition = {
  ...common,
  id: 'cpp-visits-15-working-days',
  title: 'Percentage of children subject to a Child Protection Plan seen in the last 15 working days',
  heading: 'Children on a child protection plan seen in the last 15 working days',
  meaning:
    'Of the child protection plans open at the end of the month, the share whose child was seen on a visit in the 15 ' +
    'working days before, bank holidays not counted.',
  unit: 'percent',
  decimals: 0,
  polarity: 'higher-is-better',
  measure: 'stock',
  lists: ['child_protection_plans', 'child_protection_visits'],
};

const longPlans: IndicatorDefinition = {
  ...common,
  id: 'cp-plan-2-years-plus',
  title: 'Number of children subject to CP planning for 2+ years',
  heading: 'Children on a child protection plan for two years or more',
  meaning: 'The child protection plans open at the end of the month that began two years or more before.',
  unit: 'count',
  decimals: 0,
  polarity: 'lower-is-better',
  measure: 'stock',
  lists: ['child_protection_plans'],
};

export const enquiryRate: IndicatorDefinition = {
  ...common,
  id: 's47-rate',
  title: 'Rate of Section 47 (S47) enquiries started per 10,000 children aged 0-17',
  heading: 'Section 47 enquiries started, per 10,000 children',
  meaning:
    'The section 47 enquiries whose strategy discussion was held in the month, per 10,000 children aged 0 to 17.',
  counts: 'enquiries',
  unit: 'rate per 10,000',
  decimals: 1,
  polarity: 'lower-is-better',
  lists: ['section_47_enquiries'],
};

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

export function itemOf(
  definition: IndicatorDefinition,
  series: readonly Figure[],
  target: Omit<Target, 'from' | 'judge'> & Partial<Target>,
  given: { kind?: DigestItem['kind']; reason?: AlertReason; quarantinedShare?: number | null; asAt?: string } = {},
): DigestItem {
  const judged = judgeSeries(definition, series, [{ from: '2018-04-01', judge: 'settled', ...target }]);
  const period = judgedPeriod(judged)?.figure.period ?? '';
  const kind = given.kind ?? 'continued';
  return {
    kind,
    reason: given.reason ?? 'target missed again',
    definition,
    series: judged,
    period,
    missesRunning: missesRunning(judged, period),
    asAt: given.asAt ?? '2021-01-04',
    quarantinedShare: given.quarantinedShare ?? null,
  };
}

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
  { quarantinedShare: 0.0234 },
);

/** The same months with the settled one judged: November, and December as context. */
export const novemberConferences = itemOf(
  conferences,
  figures(conferences, '2020-12', conferenceCounts, { provisional: 1 }),
  { atLeast: 84, tolerance: 5 },
);

const visitCounts: Counted[] = [
  [330, 402],
  [341, 398],
  [352, 401],
  [360, 395],
  [371, 400],
  [325, 396],
];
export const newlyMissedVisits = itemOf(
  visits,
  figures(visits, '2020-11', visitCounts),
  { atLeast: 90, tolerance: 5 },
  { kind: 'opened', reason: 'target missed' },
);

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
  { kind: 'continued' },
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
  { kind: 'recovered', reason: 'target met' },
);

const qualityAssurance: DigestService = {
  id: 'quality-assurance',
  name: 'Quality Assurance',
  head: { title: 'Head of Service', email: 'head.qa@example.gov.uk' },
  indicators: [conferences.id, visits.id, longPlans.id, enquiryRate.id],
};

/** What one head of service is told. */
export function digestOf(...items: DigestItem[]): Digest {
  const authority = { code: '852', name: 'Rivermouth' };
  const [digest] = composeDigests({ authority, services: [qualityAssurance], items }).digests;
  if (digest === undefined) throw new Error('the items belong to no service of the test');
  return digest;
}
