import type { DigestItem } from '@vigil/alerts';
import { type DisclosureRule, disclosureRules } from '@vigil/disclosure';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { conferences } from '../test/definitions.ts';
import { type Counted, decemberConferences, digestOf, figures, itemOf, risingPlans } from '../test/digests.ts';
import { blockModel } from './digest-block.ts';
import { digestModel } from './digest-model.ts';
import { shownItem } from './digest-shown.ts';

const options = { messageId: '<digest.852.17@example.gov.uk>' };
const { suppressed, rounded } = disclosureRules;

function modelOf(item: DigestItem, disclosure: DisclosureRule) {
  return digestModel(digestOf(item), { ...options, disclosure });
}

function wordsOf(item: DigestItem, rule: DisclosureRule) {
  const block = blockModel(shownItem(item, rule), 1, options);
  return JSON.parse(JSON.stringify(block).replaceAll('\u00A0', ' ')) as typeof block;
}

const about = (...counts: Counted[]): DigestItem =>
  itemOf(
    conferences,
    figures(conferences, '2020-12', counts),
    { atLeast: 84 },
    {
      open: { overdue: 3, due: 12, dueBy: '2021-01-11' },
      news: [{ rule: 'about-to-miss', reason: 'about to miss its target', words: 'Unless these 3 are done.' }],
    },
  );

describe('suppressed', () => {
  test('says that there are few, and not how many', () => {
    const words = wordsOf(about([41, 45], [3, 51]), suppressed);
    expect(words).toMatchObject({ figure: 'withheld', basis: 'December 2020: fewer than 6 of 51 children' });
    expect(words.months.map(({ figure, counts, verdict }) => [figure, counts, verdict])).toEqual([
      ['withheld', 'all but fewer than 6 of 45 children', 'met'],
      ['withheld', 'fewer than 6 of 51 children', 'missed'],
    ]);
    expect(words.facts.find(({ label }) => label === 'Change')).toBeUndefined();
  });

  test('open cases and the sentence of a rule that counts them say no more', () => {
    expect(wordsOf(about([30, 51]), suppressed).facts[0]?.text).toBe(
      'Fewer than 6 section 47 enquiries still without a conference are past their limit (15 working days after the ' +
        'strategy discussion), and 12 fall due by Monday 11 January 2021.',
    );
  });

  test('a count is its own value', () => {
    const few = itemOf(risingPlans.definition, figures(risingPlans.definition, '2020-11', [[4, null]]), { atMost: 2 });
    expect(wordsOf(few, suppressed)).toMatchObject({ figure: 'fewer than 6', basis: 'November 2020' });
  });

  test('the mail says what the rule does', () => {
    expect(modelOf(about([3, 51]), suppressed).footer).toContain(
      'Numbers from 1 to 5 are withheld, and whatever would give them away.',
    );
  });

  // Subject, table, sentences, chart and its words: whoever has them all cannot tell one small number from another.
  test('no part of a digest tells small numbers from one another', () => {
    const few = fc.integer({ min: 1, max: 5 });
    const months = fc.array(fc.tuple(few, few, fc.integer({ min: 80, max: 200 })), { minLength: 1, maxLength: 13 });
    fc.assert(
      fc.property(months, fc.tuple(few, few), (counts, [overdue, other]) => {
        const one = about(...counts.map(([numerator, , denominator]): Counted => [numerator, denominator]));
        const two = about(...counts.map(([, numerator, denominator]): Counted => [numerator, denominator]));
        expect(modelOf({ ...one, open: { ...one.open!, overdue } }, suppressed)).toEqual(
          modelOf({ ...two, open: { ...two.open!, overdue: other } }, suppressed),
        );
      }),
    );
  });
});

describe('rounded', () => {
  test('everything is made of the rounded counts', () => {
    const words = wordsOf(decemberConferences, rounded);
    expect(words).toMatchObject({ figure: '30 %', basis: 'December 2020: about 15 of 50 children, provisional' });
    expect(words.facts.map(({ text }) => text)).toEqual([
      'Worse than November 2020: down 28 points from 58 %.',
      'Statistical neighbours 82.8 %, England 77.7 %, South East 75.9 %, 2019-20.',
      'Below target since July 2020. Last met in June 2020, at 100 %.',
    ]);
    expect(words.notes.find(({ label }) => label === 'Overdue and due')?.text).toMatch(/^About 5 .*, and about 5 fall/);
  });

  test('limits, which are made of the exact counts, are left out of the chart', () => {
    expect(wordsOf(decemberConferences, rounded).chart?.drawn.limits).toBeNull();
    expect(wordsOf(decemberConferences, { kind: 'shown' }).chart?.drawn.limits).not.toBeNull();
  });
});
