import { type Period, addMonths } from '@vigil/calendar';
import { describe, expect, test } from 'vitest';
import { aFigure, aTarget, anIndicator } from '../../test/examples.ts';
import type { IndicatorDefinition } from '../definition.ts';
import type { Figure } from '../figure.ts';
import { limitsOf } from './limits.ts';
import type { Rebase } from './rebase.ts';
import { limitsInSentences, limitsInWords } from './words.ts';

interface Given {
  readonly polarity?: IndicatorDefinition['polarity'];
  readonly atLeast?: number;
  readonly rebases?: readonly Rebase[];
  readonly last?: Partial<Figure>;
}

/** What is said of a count, month by month from January 2020 on: the line, then the sentences. */
function said(values: readonly number[], { polarity = 'higher-is-better', atLeast, rebases = [], last }: Given = {}) {
  const figures = values.map((value, index) =>
    aFigure({ period: addMonths('2020-01', index), value, ...(index === values.length - 1 && last) }),
  );
  const target = atLeast === undefined ? null : aTarget({ atLeast });
  const limits = limitsOf(anIndicator({ unit: 'count', polarity }), figures, target, rebases);
  return [limitsInWords(limits), ...limitsInSentences(limits)];
}

/** Mean 10 or thereabouts, limits some 9 either side. */
const steady = [10, 12, 8, 10, 14, 10, 7, 8, 10, 14, 10, 7];
const nothing = 'Nothing says that the process changed since January 2020: a month is to be expected anywhere from';

describe('what is said of a process', () => {
  test('is that it has not changed, and where a month is to be expected', () => {
    expect(said(steady)).toEqual(['common cause (limits 2 to 18)', `${nothing} 2 to 18, and none was outside.`]);
  });

  test('is that it changed, for better or worse, and by which sign', () => {
    const leap = [...steady, 40];
    expect(said(leap)[0]).toMatch(/^improvement, high \(limits /);
    expect(said(leap)[1]).toMatch(
      /^The process has changed for the better: January 2021 is above the upper limit of \d+\.$/,
    );
    expect(said(leap, { polarity: 'lower-is-better' })[1]).toMatch(/^The process has changed for the worse: /);
    expect(said(leap, { polarity: 'neutral' })[0]).toMatch(/^special cause, high \(/);
    expect(said(leap, { polarity: 'neutral' })[1]).toMatch(/^The process has changed: /);
  });

  test('names the months of a run together', () => {
    const rising = [2, 20, 4, 18, 9, 10, 11, 12, 13, 14, 15];
    expect(said(rising)[1]).toBe(
      'The process has changed for the better: May 2020 to November 2020 rise month after month.',
    );
    const shifted = [...Array.from({ length: 7 }, (_, index) => 20 - (index % 2)), 3, 18, 2, 16, 4, 15, 5];
    expect(said(shifted)[1]).toMatch(
      /^The process shows no change in February 2021, but did before: January 2020 to July 2020 are all above the average of \d+, in a run of seven or more\.$/,
    );
  });

  test('tells the sign of now before those of earlier months', () => {
    expect(said([...steady, 40, 10, 40])[1]).toMatch(
      /^The process has changed for the better: March 2021 is above .*\. Before that: July 2020 to August 2020 are close to .*; January 2021 is above .*\.$/,
    );
  });

  test('says which months were close to a limit', () => {
    // Mean 12, moving ranges 34 / 12 on average: the upper limit is 19.5, close to it is over 17.0.
    const close = [10, 12, 8, 10, 14, 10, 7, 8, 10, 14, 18, 19, 16];
    expect(said(close)[1]).toMatch(
      /November 2020 to December 2020 are close to the upper limit of 20, as two of three months in a row/,
    );
  });
});

describe('what is said of the target', () => {
  const target = (atLeast: number) => said(steady, { atLeast }).filter((sentence) => sentence.includes('the target'));

  test('is whether it is met as things are', () => {
    expect(target(1)).toEqual([
      'common cause; the target is met whatever the month (limits 2 to 18)',
      'As things are, the target of 1 will be met in every month.',
    ]);
    expect(target(10)).toEqual([
      'common cause; the target is hit and missed (limits 2 to 18)',
      'As things are, the target of 10 will be met in some months and missed in others.',
    ]);
    expect(target(30)).toEqual([
      'common cause; the target is missed whatever the month (limits 2 to 18)',
      'As things are, the target of 30 will not be met in any month: it takes a change of the process.',
    ]);
  });
});

describe('what is said of the limits themselves', () => {
  test('is that they are trial limits, under twelve months', () => {
    expect(said(steady.slice(0, 8))).toEqual([
      expect.stringMatching(/^common cause \(trial limits /),
      expect.stringContaining(nothing),
      'They are trial limits: they rest on 8 months, and settle with 12.',
    ]);
  });

  test('is why they begin anew, and by whose word', () => {
    const rebase = { period: '2020-05' as Period, who: 'alice', when: '2020-06-03', why: 'a second chair since May' };
    expect(said(steady, { rebases: [rebase] })).toContain(
      'The limits begin anew with May 2020: a second chair since May (alice, 3 June 2020).',
    );
  });

  test('is which months are not counted', () => {
    expect(said([...steady, 9], { last: { status: 'provisional' } }).at(-1)).toBe(
      'January 2021 is provisional and not counted.',
    );
  });

  test('is why there are none', () => {
    expect(said([1, 2])).toEqual([
      'no limits: 2 months have settled so far, and limits rest on at least 3',
      'Whether the process changed cannot be told by limits: 2 months have settled so far, and limits rest on at least 3.',
    ]);
  });
});

describe('what is said of single months', () => {
  const monthly = (pairs: readonly (readonly [number, number])[]) => {
    const figures = pairs.map(([numerator, denominator], index) =>
      aFigure({
        period: addMonths('2020-01', index),
        numerator,
        denominator,
        value: (100 * numerator) / denominator,
      }),
    );
    return limitsInSentences(limitsOf(anIndicator(), figures, null, [])).map((one) => one.replaceAll('\u00A0', ' '));
  };

  test('is kept apart from what is said of the process', () => {
    const calm = monthly([
      [50, 100],
      [55, 100],
      [48, 100],
    ]);
    expect(calm[0]).toMatch(/^Nothing says that the process changed/);
    expect(calm[1]).toBe('No month differs from the average of 51 % by more than chance in cohorts of this size.');
  });

  test('allows for the usual swing where cohorts are large', () => {
    const large = monthly([
      [1300, 2500],
      [1200, 2500],
      [1250, 2500],
    ]);
    expect(large[1]).toBe(
      'No month differs from the average of 50 % by more than chance and the usual swing of so large cohorts (Laney’s p′).',
    );
  });
});
