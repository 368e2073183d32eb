import type { DigestItem } from '@vigil/alerts';
import { describe, expect, test } from 'vitest';

import {
  decemberConferences,
  digestOf,
  newlyMissedVisits,
  recoveredRate,
  risingPlans,
  withNews,
} from '../test/digests.ts';
import { digestModel, type DigestModel } from './digest-model.ts';

/** A digest's words, with plain spaces. */
function modelOf(...items: DigestItem[]): DigestModel {
  const options = { messageId: '<digest.852.17@example.gov.uk>', disclosure: { kind: 'shown' } } as const;
  return JSON.parse(JSON.stringify(digestModel(digestOf(...items), options)).replaceAll('\u00A0', ' ')) as DigestModel;
}

const several = modelOf(recoveredRate, newlyMissedVisits, decemberConferences, risingPlans);

describe('the subject', () => {
  const heading = 'Initial child protection conferences held within 15 working days';

  test('begins with the worst figure', () => {
    expect(modelOf(decemberConferences).subject).toBe(`27 %, target 84 %: ${heading} (December 2020)`);
    expect(several.subject).toBe(`27 %, target 84 %: ${heading} (December 2020), and 3 more`);
  });

  test('begins with what happened, where that is no miss', () => {
    expect(modelOf(recoveredRate).subject).toBe(
      'Back on target: Section 47 enquiries started, per 10,000 children (24.8 in November 2020)',
    );
  });
});

test('the title counts what is off target, what is new among it, and what is well again', () => {
  expect(several.title).toBe('3 figures off target (1 newly), 1 back on target');
  expect(modelOf(newlyMissedVisits).title).toBe('1 figure newly off target');
});

test('a first load of history does not call new what has lasted for months', () => {
  expect(modelOf(decemberConferences).title).toBe('1 figure off target');
});

test('where there is more than one thing to say, all of it comes first in brief', () => {
  expect(several.summary.map(({ figure }) => figure)).toEqual(['27 %', '15', '82 %', '24.8']);
  expect(several.summary[3]).toEqual({
    figure: '24.8',
    tone: 'green',
    words: 'Section 47 enquiries started, per 10,000 children (target below 28 per 10,000): Back on target.',
  });
  expect(modelOf(decemberConferences).summary).toEqual([]);
});

test('says whom it is from and why it came', () => {
  const { introduction, footer } = modelOf(decemberConferences);
  expect(introduction).toBe('Rivermouth, Quality Assurance, as at 4 January 2021.');
  expect(footer[0]).toBe('You receive this as Head of Service (Quality Assurance) at Rivermouth.');
});

test('names and words from outside are one line, whatever they hold', () => {
  const item = withNews(decemberConferences, {
    rule: 'constant',
    reason: 'suspiciously constant',
    words: 'two\r\nlines',
  });
  const response = { comment: 'a\nb', owner: 'c\u2028d', due: null, by: 'x', at: '2021-01-03' };
  const digest = digestOf({ ...item, response });
  const model = digestModel(
    { ...digest, authority: { code: '852', name: 'River\r\nmouth' } },
    { messageId: '<a@b>', disclosure: { kind: 'shown' } },
  );
  expect(model.introduction).toMatch(/^River mouth, /);
  // oxlint-disable-next-line no-control-regex
  expect(JSON.stringify(model)).not.toMatch(/\\[rn]|\u2028/);
});

test('there is no digest without news', () => {
  expect(() =>
    digestModel({ ...digestOf(decemberConferences), items: [] }, { messageId: '<a@b>', disclosure: { kind: 'shown' } }),
  ).toThrow(/has nothing to say/);
});
