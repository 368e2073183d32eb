import { existsSync, readFileSync } from 'node:fs';
import { englandAndWales, isSettled, type IsoDate, type Period } from '@vigil/calendar';
import { type Figure, type Target, besideNeighbours, judgeSeries, limitsOf } from '@vigil/indicators';
import { describedAs } from '../../indicators/test/series-of.ts';
import {
  alertsSchema,
  type DigestService,
  type Facts,
  momentsBefore,
  simulate,
  type Simulation,
} from '../src/index.ts';

/** A month as it is given: a value, or a share with its counts. */
type Given = Pick<Figure, 'period' | 'value' | 'numerator' | 'denominator'>;

/** The targets of the December 2020 pack, those of its indicators that have a series of twelve months or more. */
const packTargets: Readonly<Record<string, Partial<Target>>> = {
  'mash-decision-timeliness': { atLeast: 100, tolerance: 5 },
  'single-assessment-timeliness': { atLeast: 76 },
  'cpp-rate': { atMost: 48 },
  'icpc-timeliness': { atLeast: 84, tolerance: 5, judge: 'provisional' },
  'cpp-visits-15-working-days': { atLeast: 90 },
  'lac-authorised-care-plan': { atLeast: 95 },
  'lac-rate': { atMost: 86 },
  'pathway-plans-authorised': { atLeast: 95 },
  'care-leavers-contact-accommodation': { atLeast: 81 },
  'in-house-foster-carers': { atLeast: 200 },
};

/** For those that the pack gives none: near the middle of the year, so that they are hit and missed. */
const plausibleTargets: Readonly<Record<string, Partial<Target>>> = {
  ...packTargets,
  're-referrals-percent': { atMost: 25 },
  'referrals-nfa-percent': { atMost: 13 },
  'rcpc-timeliness': { atLeast: 100, tolerance: 5 },
  'lac-visits-timeliness': { atLeast: 80 },
  'lac-reviews-timeliness': { atLeast: 90 },
  'permanence-plan-second-review': { atLeast: 50 },
  'leaving-care-adopted': { atLeast: 15 },
  'own-provision-percent': { above: 50 },
  'ifa-use': { atMost: 25 },
  'adoptions-number': { atLeast: 3, cumulative: true },
  'care-leavers-eet-17-18': { atLeast: 50 },
  'care-leavers-eet-19-21': { atLeast: 50 },
};

/** Their statistical neighbours' means, as the pack prints them. */
const neighbourMeans: Readonly<Record<string, number>> = {
  're-referrals-percent': 25,
  'single-assessment-timeliness': 76,
  'icpc-timeliness': 84,
  'rcpc-timeliness': 94.1,
  'care-leavers-contact-accommodation': 81,
};

/** A year of figures as the rules see it at its last date. */
function factsOf(
  indicator: string,
  months: readonly Given[],
  { asAt, origin, targets }: { asAt: IsoDate; origin: Figure['origin']; targets: typeof packTargets },
): Facts {
  const definition = describedAs(indicator);
  const figures = months.map((month): Figure => {
    const settled = isSettled(month.period, asAt, definition.settleWorkingDays, englandAndWales);
    return { indicator, member: null, origin, text: null, status: settled ? 'final' : 'provisional', ...month };
  });
  const own = targets[indicator];
  const target: Target[] = own ? [{ from: '2019-04-01', judge: 'settled', ...own }] : [];
  const series = judgeSeries(definition, figures, target);
  const mean = neighbourMeans[indicator];
  const others = mean === undefined ? null : { statisticalNeighbourMean: mean, neighbours: [] };
  return {
    definition,
    member: null,
    asAt,
    series,
    limits: limitsOf(definition, figures, target[0] ?? null, []),
    benchmark: null,
    neighbours: others && besideNeighbours(definition, series, figures.at(-1)!.period, others),
    open: null,
    running: null,
    turned: [],
    quarantinedShare: 0,
    arrived: true,
  };
}

/** The pack's published figures, as the example authority delivers them. */
export function packFacts(asAt: IsoDate): readonly Facts[] {
  const csv = readFileSync(new URL('../../example/data/reported-figures.csv', import.meta.url), 'utf8');
  const months = csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',', 3) as [string, Period, string]);
  return [...new Set(months.map(([indicator]) => indicator))].map((indicator) => {
    const own = months.filter((month) => month[0] === indicator);
    const given = own.map(([, period, value]) => ({
      period,
      value: Number(value),
      numerator: null,
      denominator: null,
    }));
    return factsOf(indicator, inOrder(given), { asAt, origin: 'reported', targets: packTargets });
  });
}

/** Where an independent computation of the shared data's figures lies. */
const expectedFigures = new URL('../../../../shared/data/', import.meta.url);

export const haveExpectedFigures = existsSync(expectedFigures);

export function expectedFacts(data: string, asAt: IsoDate): readonly Facts[] {
  const { indicators } = JSON.parse(
    readFileSync(new URL(`${data}/expected/${asAt}.json`, expectedFigures), 'utf8'),
  ) as { indicators: Record<string, Record<Period, Omit<Given, 'period'>>> };
  return Object.entries(indicators).map(([indicator, months]) => {
    const given = Object.entries(months).map(([period, { value, numerator, denominator }]) => ({
      period,
      value,
      numerator,
      denominator,
    }));
    return factsOf(indicator, inOrder(given), { asAt, origin: 'computed', targets: plausibleTargets });
  });
}

function inOrder(months: readonly Given[]): readonly Given[] {
  return months.toSorted((a, b) => (a.period < b.period ? -1 : 1));
}

/** Thirteen months of it, told to one head of everything. */
export function yearOf(facts: readonly Facts[], alerts: unknown = {}): Simulation {
  const head = { title: 'Head of Service', email: 'head@example.gov.uk' };
  const indicators = facts.map(({ definition }) => definition.id);
  const services: DigestService[] = [{ id: 'all', name: 'All', head, deputies: [], indicators }];
  return simulate({
    authority: { code: '852', name: 'Southampton' },
    moments: momentsBefore(facts, { months: 13, calendar: englandAndWales }),
    alerts: alertsSchema.parse(alerts),
    services,
    calendar: englandAndWales,
  });
}
