import { describe, expect, test } from 'vitest';
import { limitsAround } from './control-limits.ts';
import { type SpecialCause, outside, specialCauses } from './special-cause.ts';

/** Mean 50, limits 20 and 80, close to them beyond 30 and 70. */
const limits = limitsAround(50, 30);

const short = (cause: SpecialCause | null) => (cause ? `${cause.rule}, ${cause.direction}` : '');
const causes = (...values: readonly number[]) => specialCauses(values, limits).map(short);
const times = (count: number, word: string) => Array<string>(count).fill(word);

describe('outside the limits', () => {
  test('is beyond them, not on them', () => {
    expect(causes(80, 50, 80.1, 50, 20, 50, 19.9)).toEqual([
      '',
      '',
      'outside limits, high',
      '',
      '',
      '',
      'outside limits, low',
    ]);
  });

  test('is not what lies on a limit but for the noise of doubles', () => {
    expect(outside(0.1 + 0.2, limitsAround(0.2, 0.1))).toBeNull();
  });
});

describe('a trend', () => {
  test('is seven points that each rise, or each fall, wherever the mean is', () => {
    expect(causes(55, 40, 42, 44, 46, 52, 54, 56, 45)).toEqual(['', ...times(7, 'trend, high'), '']);
    expect(causes(56, 54, 52, 46, 44, 42, 40)).toEqual(times(7, 'trend, low'));
  });

  test('is not six points', () => {
    expect(causes(40, 42, 44, 46, 52, 54, 45)).toEqual(times(7, ''));
  });

  test('is broken by a tie', () => {
    expect(causes(40, 42, 44, 46, 46, 52, 54, 56)).toEqual(times(8, ''));
  });

  test('goes on past seven', () => {
    expect(causes(40, 42, 44, 46, 52, 54, 56, 58, 59)).toEqual(times(9, 'trend, high'));
  });

  test('has its turning point from the later of two', () => {
    const up = [40, 42, 44, 46, 52, 54, 56];
    expect(causes(...up, ...up.toReversed().slice(1))).toEqual([...times(6, 'trend, high'), ...times(7, 'trend, low')]);
  });

  test('names points before two of three and shift do, and after the limits', () => {
    expect(causes(52, 54, 56, 58, 71, 72, 81)).toEqual([...times(6, 'trend, high'), 'outside limits, high']);
  });
});

describe('two of three', () => {
  test('marks the close points alone, in any place of the three', () => {
    expect(causes(71, 71, 60)).toEqual(['two of three, high', 'two of three, high', '']);
    expect(causes(71, 60, 71)).toEqual(['two of three, high', '', 'two of three, high']);
    expect(causes(40, 29, 29)).toEqual(['', 'two of three, low', 'two of three, low']);
    expect(causes(29, 28, 29)).toEqual(times(3, 'two of three, low'));
  });

  test('wants all three on one side of the mean', () => {
    expect(causes(71, 49, 71)).toEqual(['', '', '']);
    expect(causes(71, 50, 71)).toEqual(['', '', '']);
    expect(causes(71, 29, 71)).toEqual(['', '', '']);
  });

  test('wants three: two at an end are not two of three', () => {
    expect(causes(71, 71)).toEqual(['', '']);
    expect(causes(49, 71, 71)).toEqual(['', '', '']);
  });

  test('does not take a point outside the limits for a close one, nor one on a near limit', () => {
    expect(causes(81, 71, 60)).toEqual(['outside limits, high', '', '']);
    expect(causes(81, 71, 72)).toEqual(['outside limits, high', 'two of three, high', 'two of three, high']);
    expect(causes(70, 71, 60)).toEqual(['', '', '']);
  });
});

describe('a shift', () => {
  test('is seven points on one side of the mean, all of them marked', () => {
    expect(causes(49, 51, 60, 51, 60, 51, 60, 51, 49)).toEqual(['', ...times(7, 'shift, high'), '']);
    expect(causes(49, 40, 49, 40, 49, 40, 49)).toEqual(times(7, 'shift, low'));
  });

  test('is broken by a point on the mean', () => {
    expect(causes(51, 60, 51, 50, 60, 51, 60, 51)).toEqual(times(8, ''));
    expect(causes(51, 60, 51, 60, 51, 60)).toEqual(times(6, ''));
  });

  test('leaves close points to two of three', () => {
    expect(causes(51, 71, 72, 51, 60, 51, 60)).toEqual([
      'shift, high',
      'two of three, high',
      'two of three, high',
      ...times(4, 'shift, high'),
    ]);
  });
});

test('no points have no causes', () => {
  expect(causes()).toEqual([]);
});
