import type { IndicatorDefinition, Polarity, Unit } from '@vigil/indicators';
import type { Sheet } from './sheet.ts';

const valueIs: Readonly<Record<Unit, string>> = {
  percent: '100 × counted ÷ of',
  'rate per 10,000': '10,000 × counted ÷ children aged 0 to 17',
  count: 'the number counted',
  days: 'a number of days',
  rate: 'a rate, as its meaning says',
  'cases per FTE': 'cases per full-time equivalent',
};

const better: Readonly<Record<Polarity, string>> = {
  'higher-is-better': 'higher',
  'lower-is-better': 'lower',
  neutral: 'neither: demand',
};

/** What each figure means, a row an indicator. */
export function definitionsSheet(definitions: readonly IndicatorDefinition[]): Sheet {
  return {
    name: 'Definitions',
    table: 'Definitions',
    columns: [
      { heading: 'Indicator id', width: 26 },
      { heading: 'Code', width: 10 },
      { heading: 'Section', width: 28 },
      { heading: 'Service', width: 24 },
      { heading: 'Indicator', width: 46, wrap: true },
      { heading: 'Title in the pack', width: 46, wrap: true },
      { heading: 'What it counts', width: 70, wrap: true },
      { heading: 'Unit', width: 15 },
      { heading: 'The value is', width: 34, wrap: true },
      { heading: 'Cases are', width: 22 },
      { heading: 'Better is', width: 15 },
      { heading: 'Speaks of', width: 28, wrap: true },
      { heading: 'Stands beside', width: 26 },
      { heading: 'Origin', width: 11 },
      { heading: 'Lists', width: 34, wrap: true },
      { heading: 'Small under (cases)', width: 19 },
      { heading: 'Final after (working days)', width: 24 },
      { heading: 'Definition version', width: 17 },
    ],
    rows: definitions.map((one) => [
      one.id,
      one.code,
      one.section,
      one.service,
      one.heading,
      one.title,
      one.meaning,
      one.unit,
      valueIs[one.unit],
      one.counts,
      better[one.polarity],
      one.measure && (one.measure === 'flow' ? 'what happened in the month' : 'what was open at its end'),
      one.companionOf && one.companionOf.indicator,
      one.cohort === null ? 'reported' : 'computed',
      one.lists.join(', '),
      one.unit === 'percent' ? one.smallCohort : null,
      one.settleWorkingDays,
      one.definitionVersion,
    ]),
    frozen: 0,
  };
}
