import { addMonths, type Period } from '@vigil/calendar';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aFigure, aTarget, anIndicator } from '../test/examples.ts';
import type { Figure } from './figure.ts';
import { judgeSeries, judgedPeriod, judgedValue, missesRunning } from './series.ts';
import { type Target, threshold } from './target.ts';

const indicator = anIndicator();
const target = aTarget({ atLeast: 84 });

function figures(values: Record<Period, number>, differences: Partial<Figure> = {}): Figure[] {
  return Object.entries(values).map(([period, value]) => aFigure({ period, value, ...differences }));
}

describe('a judged series', () => {
  test('gives each figure the target of its time, its colour and its change', () => {
    const series = judgeSeries(indicator, figures({ '2020-10': 35, '2020-11': 57, '2020-12': 27 }), [
      aTarget({ atLeast: 30, from: '2019-04-01' }),
      aTarget({ atLeast: 84, from: '2020-12-01' }),
    ]);
    expect(series.map(({ rag }) => rag)).toEqual(['green', 'green', 'red']);
    expect(series.map(({ target: held }) => held?.atLeast)).toEqual([30, 30, 84]);
    expect(series.map(({ change }) => change?.amount)).toEqual([undefined, 22, -30]);
  });

  test('judges the unrounded value', () => {
    // 419 of 499 is 83.9679…; kept to fewer decimals it could pass for 84.
    const [judged] = judgeSeries(indicator, [aFigure({ numerator: 419, denominator: 499, value: 84 })], [target]);
    expect(judged?.rag).toBe('amber');
  });
});

describe('the target of a member', () => {
  test('judges the figures of that member', () => {
    const targets = [aTarget({ atLeast: 84 }), aTarget({ atLeast: 30, member: 'PACT' })];
    const colours = (member: string | null) =>
      judgeSeries(indicator, figures({ '2020-12': 50 }, { member }), targets).map(({ rag }) => rag);
    expect([null, 'PACT', 'LAC'].map(colours)).toEqual([['red'], ['green'], ['grey']]);
  });
});

describe('a cumulative target', () => {
  const adoptions = anIndicator({ unit: 'count' });
  const threeAMonth = aTarget({ atLeast: 3, cumulative: true });
  const judged = (values: Record<Period, number>, from = '2019-04-01') =>
    judgeSeries(adoptions, figures(values), [{ ...threeAMonth, from }]);

  test('is held against the sum of the months since April', () => {
    const series = judged({ '2020-03': 30, '2020-04': 4, '2020-05': 0, '2020-06': 6 });
    expect(series.map(({ rag }) => rag)).toEqual(['green', 'green', 'red', 'green']);
    expect(series.at(-1)).toMatchObject({
      yearToDate: { value: 10, from: '2020-04', months: 3, missing: [] },
      target: { months: 3 },
      change: { amount: 6 },
    });
    expect(threshold(series.at(-1)!.target!).value).toBe(9);
    expect(judgedValue(adoptions, series.at(-1)!)).toBe(10);
  });

  test('neither adds nor asks for a month without a figure, and says which', () => {
    const series = judged({ '2020-04': 4, '2020-06': 2 });
    expect(series.at(-1)).toMatchObject({ rag: 'green', yearToDate: { value: 6, months: 2, missing: ['2020-05'] } });
  });

  test('begins with its own first month, where that is later than April', () => {
    expect(judged({ '2020-09': 0, '2020-10': 4 }, '2020-10-01').at(-1)?.yearToDate).toMatchObject({
      value: 4,
      from: '2020-10',
      missing: [],
    });
  });

  test('does not add up across a change of origin', () => {
    const joined = [...figures({ '2020-04': 4 }, { origin: 'reported' }), ...figures({ '2020-05': 3 })];
    expect(judgeSeries(adoptions, joined, [threeAMonth]).at(-1)?.yearToDate).toMatchObject({
      value: 3,
      missing: ['2020-04'],
    });
  });

  test('does not judge a month that has no value', () => {
    const series = judgeSeries(
      adoptions,
      [...figures({ '2020-04': 4 }), aFigure({ period: '2020-05', text: 'tbd' })],
      [threeAMonth],
    );
    expect(series.at(-1)).toMatchObject({ rag: 'grey' });
    expect(series.at(-1)).not.toHaveProperty('yearToDate');
  });

  test('gives the colour of the plain target where every month is the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 30 }), (value, asked) => {
        const whole = Object.fromEntries(
          Array.from({ length: 12 }, (_, month): [Period, number] => [addMonths('2020-04', month), value]),
        );
        const colours = (more: Partial<Target>) =>
          judgeSeries(adoptions, figures(whole), [aTarget({ atLeast: asked, ...more })]).map(({ rag }) => rag);
        expect(colours({ cumulative: true })).toEqual(colours({}));
      }),
    );
  });
});

describe('the judged period', () => {
  const settling = [
    ...figures({ '2020-10': 35, '2020-11': 57 }),
    ...figures({ '2020-12': 27 }, { status: 'provisional' }),
  ];

  test('is the last one that has settled', () => {
    expect(judgedPeriod(judgeSeries(indicator, settling, [target]))?.figure.period).toBe('2020-11');
  });

  test('is the last complete one where the target says so', () => {
    const early = aTarget({ atLeast: 84, judge: 'provisional' });
    expect(judgedPeriod(judgeSeries(indicator, settling, [early]))?.figure.period).toBe('2020-12');
  });

  test('is none while nothing has settled', () => {
    expect(judgedPeriod(judgeSeries(indicator, settling.slice(2), [target]))).toBeNull();
    expect(judgedPeriod([])).toBeNull();
  });
});

function misses(series: readonly Figure[], upTo: Period): number {
  return missesRunning(judgeSeries(indicator, series, [target]), upTo);
}

describe('a run of misses', () => {
  test('counts the red months that end with the one asked about', () => {
    const series = figures({ '2020-08': 30, '2020-09': 90, '2020-10': 35, '2020-11': 57, '2020-12': 27 });
    expect(misses(series, '2020-12')).toBe(3);
    expect(misses(series, '2020-11')).toBe(2);
    expect(misses(series, '2020-09')).toBe(0);
  });

  test('is ended by an amber month', () => {
    expect(misses(figures({ '2020-10': 35, '2020-11': 80, '2020-12': 27 }), '2020-12')).toBe(1);
  });

  test('is ended where computed figures meet reported ones', () => {
    const joined = [
      ...figures({ '2020-10': 35, '2020-11': 57 }, { origin: 'reported' }),
      ...figures({ '2020-12': 27 }),
    ];
    expect(misses(joined, '2020-12')).toBe(1);
  });

  test('is ended by a month that is missing', () => {
    expect(misses(figures({ '2020-10': 35, '2020-12': 27 }), '2020-12')).toBe(1);
    expect(misses(figures({ '2020-10': 35 }), '2020-12')).toBe(0);
  });
});
