import type { Period } from '@vigil/calendar';
import { describe, expect, test } from 'vitest';
import { aFigure, aTarget, anIndicator } from '../test/examples.ts';
import type { Figure } from './figure.ts';
import { judgeSeries, judgedPeriod, missesRunning } from './series.ts';

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
