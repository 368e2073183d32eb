import type { DigestItem } from '@vigil/alerts';
import { describe, expect, test } from 'vitest';

import { conferences, enquiryRate, visits } from '../test/definitions.ts';
import {
  again,
  decemberConferences,
  figures,
  itemOf,
  newlyMissedVisits,
  novemberConferences,
  recovered,
  recoveredRate,
  risingPlans,
} from '../test/digests.ts';
import { labelsOf, said, share, wordsOf } from '../test/words.ts';

describe('a share that misses its target for the sixth month', () => {
  test('says what, of how many, against which target', () => {
    expect(wordsOf(decemberConferences)).toMatchObject({
      tone: 'red',
      label: 'Target missed · sixth month running',
      heading: 'Initial child protection conferences held within 15 working days',
      figure: '27 %',
      basis: 'December 2020: 14 of 51 children, provisional',
      target: 'at least 84 %',
    });
  });

  test('says how it moved, how others do and for how long, each under the name of the rule that spoke of it', () => {
    expect(wordsOf(decemberConferences).facts).toEqual([
      { label: 'Moved for the worse', text: 'Worse than November 2020: down 30 points from 57 %.' },
      {
        label: 'Benchmark',
        text:
          'Statistical neighbours 82.8 %, England 77.7 %, South East 75.9 %, 2019-20. Over the last 12 months 60.4 %: ' +
          '22.4 points worse than the neighbours’ average, and lower than each of the 10.',
      },
      { label: 'How long', text: 'Below target since July 2020. Last met in June 2020, at 93 %.' },
    ]);
  });

  test('shows 13 months, each with its verdict in words', () => {
    const { months, chart } = wordsOf(decemberConferences);
    expect(chart).toMatchObject({
      cid: '1-icpc-timeliness.digest.852.17@example.gov.uk',
      filename: '1-icpc-timeliness.png',
    });
    expect(months).toHaveLength(13);
    expect(months[0]).toMatchObject({ month: 'Dec 2019', brief: 'Dec 2019', mark: '' });
    expect(months[12]).toEqual({
      month: 'Dec 2020',
      brief: 'Dec',
      figure: '27 %',
      counts: '14 of 51 children',
      verdict: 'missed',
      mark: 'provisional',
    });
    expect(months.slice(6).map(({ verdict }) => verdict)).toEqual(['met', ...Array<string>(6).fill('missed')]);
  });

  test('says what it counts, what is overdue, how firm it is, and how it is acknowledged', () => {
    expect(wordsOf(decemberConferences).notes.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      `What it counts: ${conferences.meaning}`,
      'On the benchmark: Child protection conferences, 2019-20; statistical neighbours of 2020. Nationally every ' +
        'conference of the year is in the denominator; ours leaves transfers in out.',
      'Overdue and due: 7 section 47 enquiries still without a conference are past their limit (15 working days after ' +
        'the strategy discussion), and 5 fall due by Monday 11 January 2021.',
      'Status: Provisional: records entered late can change it until 10 working days after the month’s end. Computed ' +
        'from the records delivered as at 4 January 2021. Of the rows it needs, 2.3 % could not be read and are left ' +
        'out; it can change when they are corrected.',
      'Acknowledge: Reply to this e-mail, or have your analyst type',
    ]);
    expect(wordsOf(decemberConferences).notes.at(-1)?.command).toBe('vigil acknowledge 3f9a1c2e --comment "…"');
  });
});

describe('what is known already is told in brief', () => {
  test('where the settled month is judged, the month after it is named as provisional', () => {
    expect(wordsOf(novemberConferences).basis).toBe('November 2020: 35 of 61 children');
    expect(said(novemberConferences, 'Since then')).toBe(
      'December 2020, provisional: 27 %, 14 of 51 children; target missed.',
    );
  });

  test('without the benchmark and the definition, but with the response on record', () => {
    expect(labelsOf(novemberConferences)).toEqual([
      'Change',
      'How long',
      'Overdue and due',
      'Since then',
      'Response',
      'Acknowledge',
    ]);
    expect(said(novemberConferences, 'Response')).toBe(
      'Two more conference chairs from 11 January. Owner: Service Manager, Safeguarding, by 29 January 2021. ' +
        'Said on 7 December 2020.',
    );
  });

  test('what is back on target needs no chart, and no answer', () => {
    expect(wordsOf(recoveredRate)).toMatchObject({
      label: 'Back on target',
      tone: 'green',
      figure: '24.8',
      basis: 'November 2020: 126 enquiries in a population of 50,900',
      target: 'below 28 per 10,000',
      facts: [{ label: 'Change', text: 'Better than October 2020: down 16.1 from 40.9.' }],
      chart: null,
      months: [],
      notes: [],
    });
  });

  test('what is back on target says when it was last missed, unless that was the month before', () => {
    const item = share(
      [
        [50, 100],
        [95, 100],
        [95, 100],
      ],
      { news: [recovered] },
    );
    expect(said(item, 'How long')).toBe('The target was last missed in September 2020, at 50 %.');
  });
});

test('no open case, no word of it', () => {
  const none = { ...decemberConferences, open: { overdue: 0, due: 0, dueBy: '2021-01-11' } };
  expect(labelsOf(none)).not.toContain('Overdue and due');
});

describe('the words fit the figure', () => {
  test('a count has no "of"; more can be worse', () => {
    expect(wordsOf(risingPlans)).toMatchObject({
      label: 'Target missed · third month running',
      figure: '15',
      basis: 'November 2020',
      target: 'at most 10',
    });
    expect(said(risingPlans, 'How long')).toBe('Above target since September 2020. Last met in August 2020, at 10.');
  });

  test('a first miss says when it last happened', () => {
    expect(wordsOf(newlyMissedVisits).label).toBe('Target missed · first time since June 2020');
    expect(said(newlyMissedVisits, 'How long')).toBe(
      'Below target in November 2020. Last met in October 2020, at 93 %.',
    );
  });

  test.each<[what: string, item: DigestItem, label: string, change: string | undefined, howLong: string]>([
    ['a single month', share([[50, 100]]), 'first month', undefined, 'Below target in November 2020.'],
    [
      'a run as long as all that is known',
      share([
        [50, 100],
        [60, 100],
      ]),
      'at least the second month running',
      'Better than October 2020: up 10 points from 50 %.',
      'Below target in every month that is known, since October 2020.',
    ],
    [
      'one point',
      share([
        [95, 100],
        [51, 100],
        [50, 100],
      ]),
      'second month running',
      'Worse than October 2020: down 1 point from 51 %.',
      'Below target since October 2020. Last met in September 2020, at 95 %.',
    ],
    [
      'within half a point',
      share([
        [95, 100],
        [502, 1000],
        [500, 1000],
      ]),
      'second month running',
      'No change from October 2020 (50 %).',
      'Below target since October 2020. Last met in September 2020, at 95 %.',
    ],
    [
      'a move that whole numbers hide',
      share([
        [95, 100],
        [5745, 10_000],
        [5685, 10_000],
      ]),
      'second month running',
      'Worse than October 2020: down 0.6 points from 57 %.',
      'Below target since October 2020. Last met in September 2020, at 95 %.',
    ],
    [
      'the month before missing',
      share([
        [95, 100],
        [0, 0],
        [50, 100],
      ]),
      'first month',
      undefined,
      'Below target in November 2020. Last met in September 2020, at 95 %.',
    ],
  ])('%s', (_what, item, label, change, howLong) => {
    expect(wordsOf(item).label).toBe(`Target missed · ${label}`);
    expect(said(item, 'Change')).toBe(change);
    expect(said(item, 'How long')).toBe(howLong);
  });

  test('decimals never contradict the verdict', () => {
    const counts = figures(visits, '2020-11', [[8396, 10_000]]);
    expect(wordsOf(itemOf(visits, counts, { atLeast: 84, zeroTolerance: true })).figure).toBe('83.96 %');
  });

  test('figures of another origin are marked, and not compared', () => {
    const reported = figures(enquiryRate, '2020-10', [[150, 50_900]], { origin: 'reported' });
    const item = itemOf(enquiryRate, [...reported, ...figures(enquiryRate, '2020-11', [[208, 50_900]])], { below: 28 });
    expect(said(item, 'Change')).toBe(
      'Not compared with October 2020, which was reported as a figure and not computed from records.',
    );
    expect(wordsOf(item).months.map(({ month, mark }) => [month, mark])).toEqual([
      ['Oct 2020', 'reported'],
      ['Nov 2020', ''],
    ]);
  });

  test('under a cumulative target the year to date is told beside the month', () => {
    const adoptions = { ...conferences, heading: 'Adoptions', unit: 'count', counts: null } as const;
    const months = figures(adoptions, '2020-06', [
      [4, null],
      [0, null],
      [1, null],
    ]);
    expect(wordsOf(itemOf(adoptions, months, { atLeast: 3, cumulative: true }, { news: [again] }))).toMatchObject({
      figure: '1, 5 in the year to date',
      target: 'at least 9 in the year to date, at 3 a month',
    });
  });
});

test('what is reported in the place of a value is one line, whatever it holds', () => {
  const [month] = figures(visits, '2020-11', [[0, 0]], { origin: 'reported' });
  const item = itemOf(visits, [{ ...month!, text: 'tbd\r\nBcc: everybody@example.com' }], { atLeast: 90 });
  expect(wordsOf(item).figure).toBe('tbd Bcc: everybody@example.com');
});

test('without a target nothing is said of one', () => {
  const months = figures(visits, '2020-11', [
    [50, 100],
    [50, 100],
  ]);
  const item = itemOf(visits, months, { atLeast: 90, from: '2021-01-01' });
  expect(wordsOf(item).target).toBeNull();
  expect(wordsOf(item).months.map(({ verdict }) => verdict)).toEqual(['', '']);
});
