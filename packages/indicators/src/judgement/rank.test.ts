import { describe, expect, test } from 'vitest';
import { anIndicator, aTarget } from '../../test/examples.ts';
import { type Given, seriesOf } from '../../test/series-of.ts';
import { missRun, rankOf } from './rank.ts';

const share = anIndicator();
const months = (...values: readonly Given[]) =>
  Object.fromEntries(
    values.map((value, index) => [`2020-${String(13 - values.length + index).padStart(2, '0')}`, value]),
  );
const rank = (...values: readonly Given[]) => rankOf(share, seriesOf(share, months(...values)).judged, '2020-12');

describe('the rank of a month', () => {
  test('is that none was as low, or one alone was lower', () => {
    expect(rank(70, 60, 90, 69, 73, 57, 27)).toEqual({ side: 'low', only: null, months: 7 });
    expect(rank(70, 24, 90, 69, 73, 57, 27)).toEqual({ side: 'low', only: '2020-07', months: 7 });
    expect(rank(70, 24, 91, 69, 73, 57, 90)).toEqual({ side: 'high', only: '2020-08', months: 7 });
  });

  test('is none where several are beyond it, or one is its equal as it is shown', () => {
    expect(rank(20, 24, 90, 69, 73, 57, 27)).toBeNull();
    expect(rank(70, 27.4, 90, 69, 73, 57, 27)).toBeNull();
  });

  test('is none among few months, and before a break nothing counts', () => {
    expect(rank(70, 60, 90, 69, 27)).toBeNull();
    const broken = seriesOf(share, months(10, 60, 90, 69, 73, 57, 27), { reported: ['2020-06'] });
    expect(rankOf(share, broken.judged, '2020-12')).toEqual({ side: 'low', only: null, months: 6 });
  });
});

describe('a run of missed months', () => {
  test('may be longer where all that is known was missed', () => {
    const targets = [aTarget({ atLeast: 84 })];
    const run = (...values: readonly Given[]) =>
      missRun(seriesOf(share, months(...values), { targets }).judged, '2020-12');
    expect(run(90, 50, 27)).toEqual({ months: 2, atLeast: false });
    expect(run(60, 50, 27)).toEqual({ months: 3, atLeast: true });
    expect(run(60, 50, 90)).toEqual({ months: 0, atLeast: false });
  });
});
