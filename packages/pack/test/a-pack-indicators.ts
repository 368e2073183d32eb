import { shortPeriodName } from '@vigil/calendar';
import type { SeriesChart } from '@vigil/charts';
import { adoptions, chartOf, pack } from '../../charts/test/examples.ts';
import type { PackPage, PackTable } from '../src/index.ts';

const icpcChart = chartOf(pack, { withLimits: true, provisional: '2020-12' });

/** 13 months of a chart, one row for each line. */
function monthsOf(chart: SeriesChart, rows: Readonly<Record<string, (index: number) => string>> = {}): PackTable {
  return {
    caption: `${chart.title}: 13 months to ${shortPeriodName(chart.points.at(-1)!.period)}`,
    columns: [
      { title: '', width: 2.2, align: 'left' },
      ...chart.points.map(({ period }) => ({
        title: shortPeriodName(period),
        width: 1,
        align: 'right' as const,
      })),
    ],
    rows: [
      {
        cells: [
          { text: 'Figure' },
          ...chart.points.map(({ label, provisional }) => ({
            text: label || '–',
            ...(provisional && { provisional }),
          })),
        ],
        notes: [],
      },
      ...Object.entries(rows).map(([name, cell]) => ({
        cells: [{ text: name }, ...chart.points.map((_, index) => ({ text: cell(index) }))],
        notes: [],
      })),
    ],
  };
}

export const icpcPage: PackPage = {
  id: 'icpc-timeliness',
  kicker: 'Things to do better · Protection and Court',
  heading: 'Conferences held within 15 working days',
  stamp: 'casework as at 15 Jan 2021; 13 snapshots 77e01d3a4c5b6f89; definition 2; workdays of 2020-12-01',
  body: {
    kind: 'indicator',
    code: 'CP3-QL',
    meaning:
      'Of the children whose initial child protection conference was held in the month, transfers in left out, the share whose conference was held within 15 working days of the strategy discussion, bank holidays not counted.',
    now: {
      value: '27 %',
      counts: '14 of 51 children',
      mark: 'red',
      words: 'Red: misses its target of at least 84 %',
      icons: [
        { mark: 'concern-low', words: 'Concern: below what is to be expected' },
        { mark: 'hit-and-miss', words: 'The target is hit and missed' },
      ],
    },
    chart: icpcChart,
    months: monthsOf(icpcChart, {
      Counts: (index) => (index === 1 ? '–' : `${String(12 + index)} of ${String(20 + 2 * index)}`),
      '12-month average': () => '66.7 %',
      Target: () => '84 %',
      Status: (index) => (index === 12 ? 'provisional' : index === 9 ? 'restated' : 'final'),
    }),
    benchmarks: [
      { name: 'Statistical neighbours', value: '84.4 %', year: '2018-19' },
      { name: 'England', value: '78.7 %', year: '2018-19' },
      { name: 'South East', value: 'withheld', year: '2018-19' },
    ],
    benchmarkNotes: [
      'Characteristics of children in need (Department for Education). 10 of 11 neighbours.',
      'The national figure is of the whole year, and counts calendar days.',
    ],
    benchmarkLink: null,
    notes: [
      'Sep 2020 restated: 3 rows came with a later delivery',
      'off target for 3 months running',
      'Single months differ from the average of 66 % by more than chance in cohorts of this size: December 2020 lower.',
    ],
    notesRunOn: false,
    remarks: [
      {
        title: 'Commentary',
        text: 'The poor performance this month is in part explained by the report not taking bank holidays into account; which has been raised with the data team.',
        whose: null,
        note: null,
      },
      {
        title: 'Response',
        text: 'In light of ongoing poor performance, the QA Unit manager will meet with the HoS for CSC, the relevant service managers and the CP advisor to confirm an improvement plan.',
        whose: 'QA Unit manager, by 31 January 2021',
        note: null,
      },
      {
        title: 'Commentary',
        text: 'Performance dipped while the conference service moved to remote working.',
        whose: null,
        note: 'Draft, carried over from November 2020',
      },
      {
        title: 'Suggested by Vigil, not yet accepted',
        text: 'Fell from 57 % to 27 % of 51 children, below target for the third month; no month of the 13 was lower.',
        whose: null,
        note: 'Made of the figures; nobody has confirmed it',
      },
    ],
  },
};

const adoptionChart = chartOf([1, 0, 2, 3, null, 2, 4, 3, 2, 4, 4, 1, 4], {
  definition: adoptions,
  targets: [],
  provisional: '2020-11',
});

/** As many words as there is room for, and a little more. */
export const longPage: PackPage = {
  id: 'caseloads',
  kicker: 'Ones to watch · Adoption',
  heading: 'Adoption orders, of children whose placement order was made in any of the twelve months before',
  stamp: 'reported figures as at 12 Jan 2021; 12 snapshots 0c1d2e3f40516273; definition 1',
  body: {
    kind: 'indicator',
    code: null,
    meaning: 'How many children were adopted in the month.',
    now: { value: '4', counts: null, mark: 'grey', words: 'Not rated: no target', icons: [] },
    chart: adoptionChart,
    months: monthsOf(adoptionChart),
    benchmarks: [
      { name: 'Statistical neighbours', value: 'Local', year: null },
      { name: 'England', value: 'Local', year: null },
      { name: 'South East', value: 'Local', year: null },
    ],
    benchmarkNotes: [],
    benchmarkLink: { page: 'definitions', text: 'About these benchmarks' },
    notes: ['Apr 2020 has no figure.', 'Nov 2020 and Dec 2020 are provisional.'],
    notesRunOn: true,
    remarks: Array.from({ length: 4 }, (_, index) => ({
      title: index % 2 === 0 ? 'Commentary' : 'Response',
      text: 'The panel to review CPP and CIN cases over 12 months will begin in January and it is assessed that this will begin to have an impact. The Strengthening Families approach has been confirmed as one element of the restorative practice model.',
      whose: index % 2 === 0 ? null : 'Service manager “Fostering & adoption” <South>, by 28 February 2021',
      note: index === 2 ? 'Draft, carried over from November 2020' : null,
    })),
  },
};

/** A text in the value's place, and nothing to draw. */
export const textPage: PackPage = {
  id: 'audit-rag-ratings',
  kicker: 'Ones to watch · Workforce and quality assurance',
  heading: 'Grades of the audits completed',
  stamp: 'reported figures as at 12 Jan 2021; 1 snapshot a1b2c3d4e5f60718; definition 1',
  body: {
    kind: 'indicator',
    code: null,
    meaning: 'How the audits completed in the month were graded.',
    now: { value: 'tbd', counts: null, mark: 'grey', words: 'Not rated: no value', icons: [] },
    chart: null,
    months: {
      caption: 'Grades of the audits completed: the months that are known',
      columns: [
        { title: '', width: 2.2, align: 'left' },
        { title: 'Oct 2020', width: 3, align: 'left' },
        { title: 'Dec 2020', width: 3, align: 'left' },
      ],
      rows: [
        { cells: [{ text: 'Figure' }, { text: '31 Good (62%), 17 RI (34%), 2 IA (4%)' }, { text: 'tbd' }], notes: [] },
      ],
    },
    benchmarks: [],
    benchmarkNotes: [],
    benchmarkLink: null,
    notes: ['No figure for December 2020 (tbd).'],
    notesRunOn: false,
    remarks: [],
  },
};
