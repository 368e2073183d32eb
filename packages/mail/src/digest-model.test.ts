import type { DigestItem } from '@vigil/alerts';
import { describe, expect, test } from 'vitest';

import {
  conferences,
  type Counted,
  decemberConferences,
  digestOf,
  enquiryRate,
  figures,
  itemOf,
  newlyMissedVisits,
  novemberConferences,
  recoveredRate,
  risingPlans,
  visits,
} from '../test/digests.ts';
import { digestModel, type ItemModel } from './digest-model.ts';

function modelOf(...items: DigestItem[]) {
  return digestModel(digestOf(...items));
}

/** One item's words, with plain spaces. */
function wordsOf(item: DigestItem): ItemModel {
  const [model] = modelOf(item).items;
  return JSON.parse(JSON.stringify(model).replaceAll('\u00A0', ' ')) as ItemModel;
}

const noteOf = (item: DigestItem, label: string) => wordsOf(item).notes.find((note) => note.label === label)?.text;

/** A share with a target of at least 90 %, its months ending with November 2020. */
function share(counts: readonly Counted[], given: Parameters<typeof itemOf>[3] = {}): DigestItem {
  return itemOf(visits, figures(visits, '2020-11', counts), { atLeast: 90 }, given);
}

describe('a share that misses its target for the sixth month', () => {
  const words = wordsOf(decemberConferences);

  test('says what, of how many, against which target', () => {
    expect(words).toMatchObject({
      kind: 'Continues: target missed again',
      heading: 'Initial child protection conferences held within 15 working days',
      figure: '27 %',
      basis: 'December 2020: 14 of 51 children',
      target: 'at least 84 %',
      tone: 'red',
    });
  });

  test('says for how long, and how it moved', () => {
    expect(words.sentences).toEqual([
      'Below target for the sixth month running.',
      'Worse than November 2020: down 30 points from 57 %.',
    ]);
  });

  test('shows the months before, each with its verdict in words', () => {
    expect(words.table.caption).toBe('The last 7 months');
    expect(words.table.columns).toEqual(['Month', 'Figure', 'Counted', 'Target']);
    expect(words.table.rows[0]).toEqual({
      cells: ['Dec 2020 (provisional)', '27 %', '14 of 51 children'],
      verdict: 'missed',
      tone: 'red',
      judged: true,
    });
    expect(words.table.rows.map(({ verdict }) => verdict)).toEqual([...Array<string>(6).fill('missed'), 'met']);
  });

  test('says what it counts, how firm it is, and what is left out of it', () => {
    expect(noteOf(decemberConferences, 'What it counts')).toBe(conferences.meaning);
    expect(noteOf(decemberConferences, 'Status')).toBe(
      'Provisional. Records entered late can change it until 10 working days after the month’s end.',
    );
    expect(noteOf(decemberConferences, 'Source')).toBe(
      'Computed from the records delivered as at 4 January 2021. Of the rows it needs, 2.3 % could not be read and are ' +
        'left out; it can change when they are corrected.',
    );
  });
});

test('where the settled month is judged, the month after it is named as provisional', () => {
  const words = wordsOf(novemberConferences);
  expect(words.basis).toBe('November 2020: 35 of 61 children');
  expect(words.sentences).toEqual([
    'Below target for the fifth month running.',
    'Better than October 2020: up 22 points from 35 %.',
    'December 2020 so far: 27 %, 14 of 51 children; target missed. It is provisional.',
  ]);
  expect(noteOf(novemberConferences, 'Status')).toBe('Final. The month has settled.');
  expect(words.table.rows.map(({ judged }) => judged).indexOf(true)).toBe(1);
});

describe('the words fit the figure', () => {
  test('a count has no "of" and no column for it; more can be worse', () => {
    const words = wordsOf(risingPlans);
    expect(words).toMatchObject({ figure: '15', basis: 'November 2020', target: 'at most 10' });
    expect(words.sentences).toEqual([
      'Above target for the third month running.',
      'Worse than October 2020: up 2 from 13.',
    ]);
    expect(words.table.columns).toEqual(['Month', 'Figure', 'Target']);
  });

  test('a rate names its population', () => {
    expect(wordsOf(recoveredRate)).toMatchObject({
      kind: 'Back on target',
      tone: 'green',
      figure: '24.8',
      basis: 'November 2020: 126 enquiries in a population of 50,900',
      target: 'below 28 per 10,000',
      sentences: ['Better than October 2020: down 16.1 from 40.9.'],
    });
  });

  test('a first miss says when it last happened', () => {
    expect(wordsOf(newlyMissedVisits)).toMatchObject({ kind: 'New: target missed' });
    expect(wordsOf(newlyMissedVisits).sentences[0]).toBe('Target missed for the first time since June 2020.');
  });

  test('a first load of history does not call new what has lasted for months', () => {
    const item: DigestItem = { ...decemberConferences, kind: 'opened', reason: 'target missed' };
    expect(wordsOf(item).kind).toBe('Target missed: first notice');
    expect(modelOf(item).title).toBe('1 figure off target');
  });

  test.each<[what: string, item: DigestItem, sentences: string[]]>([
    ['a single month', share([[50, 100]]), ['Below target for the first month.']],
    [
      'a run as long as all that is known',
      share([
        [50, 100],
        [60, 100],
      ]),
      ['Below target for at least the second month running.', 'Better than October 2020: up 10 points from 50 %.'],
    ],
    [
      'one point',
      share([
        [95, 100],
        [51, 100],
        [50, 100],
      ]),
      ['Below target for the second month running.', 'Worse than October 2020: down 1 point from 51 %.'],
    ],
    [
      'within half a point',
      share([
        [95, 100],
        [502, 1000],
        [500, 1000],
      ]),
      ['Below target for the second month running.', 'No change from October 2020 (50 %).'],
    ],
    [
      'a move that whole numbers hide',
      share([
        [95, 100],
        [5745, 10_000],
        [5685, 10_000],
      ]),
      ['Below target for the second month running.', 'Worse than October 2020: down 0.6 points from 57 %.'],
    ],
    [
      'the month before missing',
      share([
        [95, 100],
        [0, 0],
        [50, 100],
      ]),
      ['Below target for the first month.'],
    ],
    [
      'back after a correction',
      share(
        [
          [50, 100],
          [95, 100],
          [95, 100],
        ],
        { kind: 'recovered', reason: 'target met after the figure was restated' },
      ),
      [
        'The figure for November 2020 was corrected and now meets its target.',
        'No change from October 2020 (95 %).',
        'The target was last missed in September 2020, at 50 %.',
      ],
    ],
  ])('%s', (_what, item, sentences) => {
    expect(wordsOf(item).sentences).toEqual(sentences);
  });

  test('decimals never contradict the verdict', () => {
    const words = wordsOf(
      itemOf(visits, figures(visits, '2020-11', [[8396, 10_000]]), { atLeast: 84, zeroTolerance: true }),
    );
    expect(words.figure).toBe('83.96 %');
  });

  test('figures of another origin are marked, and not compared', () => {
    const series = [
      ...figures(
        enquiryRate,
        '2020-10',
        [
          [150, 50_900],
          [162, 50_900],
        ],
        { origin: 'reported' },
      ),
      ...figures(enquiryRate, '2020-11', [[208, 50_900]]),
    ];
    const words = wordsOf(itemOf(enquiryRate, series, { below: 28 }));
    expect(words.sentences[1]).toBe(
      'Not compared with October 2020, which was reported as a figure and not computed from records.',
    );
    expect(words.table.rows.map(({ cells }) => cells[0])).toEqual([
      'Nov 2020',
      'Oct 2020 (reported)',
      'Sep 2020 (reported)',
    ]);
  });

  test('a withdrawn target ends the alert without praise', () => {
    const item = itemOf(
      visits,
      figures(visits, '2020-11', [[50, 100]]),
      { atLeast: 90, from: '2021-01-01' },
      { kind: 'recovered', reason: 'target withdrawn' },
    );
    expect(wordsOf(item)).toMatchObject({
      kind: 'Ended: target withdrawn',
      tone: 'grey',
      target: 'no target',
      sentences: ['This figure has no target any more, so Vigil stops writing about it.'],
    });
    expect(modelOf(item).subject).toBe(
      'Children on a child protection plan seen in the last 15 working days: 50 % in November 2020, target withdrawn',
    );
  });
});

describe('the digest as a whole', () => {
  const several = modelOf(recoveredRate, newlyMissedVisits, decemberConferences, risingPlans);

  test('has a subject that says the worst of it', () => {
    const subject =
      'Initial child protection conferences held within 15 working days: 27 % in December 2020, target at least 84 %';
    expect(modelOf(decemberConferences).subject).toBe(subject);
    expect(several.subject).toBe(`${subject}, and 3 more`);
    expect(modelOf(recoveredRate).subject).toMatch(/^Back on target: Section 47 enquiries started/);
  });

  test('begins with all of it in brief, where there is more than one thing to say', () => {
    expect(several.title).toBe('1 figure newly off target, 2 still off target, 1 back on target');
    expect(several.summary).toHaveLength(4);
    expect(several.summary[3]?.replaceAll('\u00A0', ' ')).toBe(
      'Section 47 enquiries started, per 10,000 children: 24.8 in November 2020, target below 28 per 10,000; met again.',
    );
    expect(modelOf(decemberConferences).summary).toEqual([]);
  });

  test('says whom it is from, why it came, and whom a reply reaches', () => {
    const { introduction, footer } = digestModel(digestOf(decemberConferences), { replyTo: 'data@example.gov.uk' });
    expect(introduction).toBe('Rivermouth, Quality Assurance, as at 4 January 2021.');
    expect(footer[0]).toBe('You receive this as Head of Service (Quality Assurance) at Rivermouth.');
    expect(footer.at(-1)).toBe('Questions? Reply to this e-mail; it reaches data@example.gov.uk.');
  });

  test('names from the configuration are one line, whatever they hold', () => {
    const digest = digestOf(decemberConferences);
    const model = digestModel({ ...digest, authority: { code: '852', name: 'River\r\nmouth' } });
    expect(model.introduction).toMatch(/^River mouth, /);
  });
});

test('under a cumulative target the year to date is told beside the month', () => {
  const adoptions = {
    ...conferences,
    heading: 'Adoptions',
    unit: 'count',
    counts: null,
  } as const;
  const months = figures(adoptions, '2020-06', [
    [4, null],
    [0, null],
    [1, null],
  ]);
  const words = wordsOf(itemOf(adoptions, months, { atLeast: 3, cumulative: true }));
  expect(words).toMatchObject({
    figure: '1, 5 in the year to date',
    target: 'at least 9 in the year to date, at 3 a month',
  });
  expect(words.sentences).toEqual(['Below target for the second month running.', 'Better than May 2020: up 1 from 0.']);
});
