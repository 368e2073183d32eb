import type { Mark } from '@vigil/charts';
import type { MarkInWords, PackPage, PackRow, PackTable } from '../src/index.ts';

const rags = {
  red: { mark: 'red', words: 'Red' },
  amber: { mark: 'amber', words: 'Amber' },
  green: { mark: 'green', words: 'Green' },
  grey: { mark: 'grey', words: 'Not rated' },
} as const satisfies Record<string, MarkInWords>;

interface Row {
  readonly title: string;
  readonly page?: string;
  readonly months: readonly [string, string, string, string];
  readonly rest: readonly [target: string, benchmark: string, change: string];
  readonly rag: keyof typeof rags;
  readonly icons?: readonly MarkInWords[];
  readonly source: string;
  readonly notes?: readonly string[];
}

const kpiRow = ({ title, page, months, rest, rag, icons = [], source, notes = [] }: Row): PackRow => ({
  cells: [
    { text: title, ...(page !== undefined && { page }) },
    ...months.map((text, index) => ({ text, ...(index === 3 && text !== '–' && { provisional: true }) })),
    ...rest.map((text) => ({ text })),
    { text: rags[rag].words, marks: [rags[rag]] },
    { text: '', marks: icons },
    { text: source },
  ],
  notes,
});

const concern: MarkInWords = { mark: 'concern-low', words: 'Concern: December 2020 is below the lower limit of 31 %' };
const hitAndMiss: MarkInWords = { mark: 'hit-and-miss', words: 'The target is hit and missed' };

const kpis: PackTable = {
  caption: 'Protection and Court: four months to December 2020',
  columns: [
    { title: 'Indicator', width: 7, align: 'left' },
    ...['Sep 2020', 'Oct 2020', 'Nov 2020', 'Dec 2020'].map((title) => ({
      title,
      width: 2,
      align: 'right' as const,
    })),
    { title: 'Target', width: 3, align: 'left' },
    { title: 'Benchmark', width: 3.4, align: 'left' },
    { title: 'Change', width: 2.6, align: 'left' },
    { title: 'RAG', width: 2.2, align: 'left' },
    { title: 'Icons', width: 1.8, align: 'centre' },
    { title: 'Source', width: 3.2, align: 'left' },
  ],
  rows: [
    kpiRow({
      title: 'Conferences held within 15 working days',
      page: 'icpc-timeliness',
      months: ['79 %', '35 %', '57 %', '27 %'],
      rest: ['at least 84 %', 'SN 84.4 %, England 78.7 %, South East withheld; 2018-19', 'Decrease, 30 points'],
      rag: 'red',
      icons: [concern, hitAndMiss],
      source: 'computed: section 47 enquiries',
      notes: ['Dec 2020 provisional; 14 of 51 children', 'off target for 3 months running'],
    }),
    kpiRow({
      title: 'Children on a child protection plan who were seen within the last 15 working days',
      months: ['62 %', '85 %', '92 %', '87 %'],
      rest: ['at least 90 %', 'Local', 'Decrease, 5 points'],
      rag: 'amber',
      source: 'reported: Scorecard',
    }),
    kpiRow({
      title: 'Children seen alone',
      months: ['–', '–', 'tbd', 'Data due Jan 2021'],
      rest: ['–', 'Local', '–'],
      rag: 'grey',
      source: 'text',
    }),
    kpiRow({
      title: 'Pre-proceedings assessments completed within 16 weeks',
      months: ['–', '–', '–', '–'],
      rest: ['at least 80 %', 'Local', '–'],
      rag: 'grey',
      source: 'no figure',
    }),
    kpiRow({
      title: 'Review conferences held in time',
      months: ['99.6 %', '90.8 %', '95.7 %', '100 %'],
      rest: ['at least 100 %', 'SN 94.1 %', 'Increase, 4.3 points'],
      rag: 'green',
      source: 'computed: child protection plans',
    }),
  ],
};

const trend: PackTable = {
  caption: 'Cases a worker, team by team',
  columns: ['Team', 'Sep 2020', 'Trend', 'Oct 2020', 'Trend', 'Nov 2020', 'Trend', 'Dec 2020'].map((title, index) => ({
    title,
    width: index === 0 ? 3 : 2,
    align: index === 0 ? 'left' : title === 'Trend' ? 'centre' : 'right',
  })),
  rows: [
    ['Assessment', '22', 'Decrease', '18', 'Increase', '26', 'No change', '26'],
    ['PACT', '30', 'Decrease', '25', 'Decrease', '23.5', 'Decrease', '20.4'],
    ['LAC', '20', 'Decrease', '19.5', 'No change', '19.5', 'Decrease', '17.6'],
  ].map((cells) => ({ cells: cells.map((text) => ({ text })), notes: [] })),
};

export const tablesPage: PackPage = {
  id: 'tables-protection-and-court',
  kicker: 'Key performance indicators',
  heading: 'Protection and Court',
  stamp:
    'casework as at 15 Jan 2021; reported figures as at 12 Jan 2021; 21 snapshots 8899aabbccddeeff; 5 definitions 00112233',
  body: {
    kind: 'tables',
    introduction: [
      'Change is from the month before, in percentage points for percentages. Grey: not rated, for want of a target or of a figure. Figures in a lighter type are provisional.',
    ],
    tables: [kpis, trend],
  },
};

const meanings: Readonly<Record<Mark, string>> = {
  green: 'Green: meets its target',
  amber: 'Amber: misses its target by no more than the tolerance',
  red: 'Red: misses its target by more than the tolerance',
  grey: 'Not rated: no target, or no value',
  'common-cause': 'Common cause: nothing says that the process changed',
  'improvement-high': 'Improvement: higher than is to be expected',
  'improvement-low': 'Improvement: lower than is to be expected',
  'concern-high': 'Concern: higher than is to be expected',
  'concern-low': 'Concern: lower than is to be expected',
  'neutral-high': 'Changed: higher than is to be expected, which is neither good nor bad',
  'neutral-low': 'Changed: lower than is to be expected, which is neither good nor bad',
  pass: 'The target will be met as things are',
  fail: 'The target will not be met as things are',
  'hit-and-miss': 'The target will be met in some months and missed in others',
};

export const marksPage: PackPage = {
  id: 'definitions',
  kicker: 'About this pack',
  heading: 'What the marks mean',
  stamp: 'no figures',
  body: {
    kind: 'tables',
    introduction: [],
    tables: [
      {
        caption: 'Marks and their meanings',
        columns: [
          { title: 'Mark', width: 1, align: 'centre' },
          { title: 'Meaning', width: 6, align: 'left' },
        ],
        rows: Object.entries(meanings).map(([mark, words]) => ({
          cells: [{ text: '', marks: [{ mark: mark as Mark, words }] }, { text: words }],
          notes: [],
        })),
      },
    ],
  },
};
