import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aTarget, anIndicator } from '../test/examples.ts';
import { type Rag, judge } from './rag.ts';
import { type Target, targetFor } from './target.ts';

const percentage = anIndicator({ unit: 'percent' });
const count = anIndicator({ unit: 'count', polarity: 'lower-is-better' });

function colour(definition: typeof percentage, value: number | null, target: Partial<Target> | null): Rag {
  return judge(definition, value, target && aTarget(target)).rag;
}

describe('green', () => {
  test('at least and at most are met by the target itself, above and below are not', () => {
    expect(colour(percentage, 84, { atLeast: 84 })).toBe('green');
    expect(colour(count, 121, { atMost: 121 })).toBe('green');
    expect(colour(count, 109, { above: 109 })).toBe('amber');
    expect(colour(count, 463, { below: 463 })).toBe('amber');
  });
});

describe('amber', () => {
  test('percentages may miss by 5 points', () => {
    expect(colour(percentage, 83.96, { atLeast: 84 })).toBe('amber');
    expect(colour(percentage, 79, { atLeast: 84 })).toBe('amber');
    expect(colour(percentage, 78.99, { atLeast: 84 })).toBe('red');
  });

  test('anything else may miss by 10 % of the target', () => {
    expect(colour(count, 22, { atMost: 20 })).toBe('amber');
    expect(colour(count, 23, { atMost: 20 })).toBe('red');
    expect(colour(count, 0.33, { below: 0.3 })).toBe('amber');
  });

  test('a target may bring its own tolerance', () => {
    expect(colour(percentage, 81, { atLeast: 84, tolerance: 2 })).toBe('red');
    expect(colour(percentage, 82, { atLeast: 84, tolerance: 2 })).toBe('amber');
  });
});

describe('no tolerance', () => {
  test('where the target says so, not even for the target itself', () => {
    expect(colour(percentage, 83.96, { atLeast: 84, zeroTolerance: true })).toBe('red');
    expect(colour(count, 109, { above: 109, zeroTolerance: true })).toBe('red');
  });

  test('where a target of 0 or 100 is the law', () => {
    const byLaw = anIndicator({ targetByLaw: true });
    expect(colour(byLaw, 99, { atLeast: 100 })).toBe('red');
    expect(colour(byLaw, 0.5, { atMost: 0 })).toBe('red');
    expect(colour(byLaw, 83, { atLeast: 84 })).toBe('amber');
    expect(colour(byLaw, 99, { atLeast: 100, tolerance: 2 })).toBe('amber');
    expect(colour(percentage, 99, { atLeast: 100 })).toBe('amber');
  });
});

describe('the tolerance of a target that changes from month to month', () => {
  test('is 10 % of what the month asks, on the way to a dated target', () => {
    const carers = aTarget({ atLeast: 200, from: '2020-04-01', by: '2023-03-31', startingAt: 160 });
    const december = targetFor([carers], '2020-12');
    expect(colour(count, 170, december)).toBe('green');
    expect(colour(count, 153, december)).toBe('amber');
    expect(colour(count, 152, december)).toBe('red');
  });

  test('is none at a target of 100 by law, but 5 points on the way to it', () => {
    const byLaw = anIndicator({ targetByLaw: true });
    const target = aTarget({ atLeast: 100, from: '2020-01-01', by: '2020-12-31', startingAt: 88 });
    expect(colour(byLaw, 94, targetFor([target], '2020-11'))).toBe('amber');
    expect(colour(byLaw, 99, targetFor([target], '2020-12'))).toBe('red');
  });

  test('is 10 % of what the year to date is asked', () => {
    const target = { atLeast: 3, cumulative: true, months: 10 };
    expect(colour(count, 30, target)).toBe('green');
    expect(colour(count, 27, target)).toBe('amber');
    expect(colour(count, 26, target)).toBe('red');
  });
});

describe('grey', () => {
  test('where one month is all there is under a cumulative target', () => {
    expect(judge(count, 4, aTarget({ atLeast: 3, cumulative: true }))).toEqual({
      rag: 'grey',
      reason: 'the target is judged on the year to date, which one month does not tell',
    });
  });

  test('without a target, without a value, and for demand', () => {
    expect(colour(percentage, 27, null)).toBe('grey');
    expect(colour(percentage, null, { atLeast: 84 })).toBe('grey');
    expect(colour(anIndicator({ polarity: 'neutral' }), 78, { atMost: 48 })).toBe('grey');
  });
});

function reason(value: number | null, target: Target | null): string {
  return judge(percentage, value, target).reason;
}

test('the reason says what the colour rests on', () => {
  const target = aTarget({ atLeast: 84 });
  expect(reason(84, target)).toBe('meets the target of at least 84\u00A0%');
  expect(reason(80, target)).toBe('misses the target of at least 84\u00A0% by no more than the tolerance of 5 points');
  expect(reason(27, target)).toBe('misses the target of at least 84\u00A0% by more than the tolerance of 5 points');
  expect(reason(27, aTarget({ atLeast: 84, zeroTolerance: true }))).toBe(
    'misses the target of at least 84\u00A0%, which has no tolerance',
  );
  expect(reason(null, target)).toBe('no value');
  expect(reason(27, null)).toBe('no target');
});

test('a better value never has a worse colour', () => {
  const rank = { red: 0, amber: 1, green: 2, grey: 3 };
  const number = fc.double({ min: -1000, max: 1000, noNaN: true });
  fc.assert(
    fc.property(
      fc.constantFrom('atLeast', 'above', 'atMost', 'below'),
      number,
      fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: undefined }),
      number,
      number,
      (comparator, threshold, tolerance, one, other) => {
        const target = { [comparator]: threshold, tolerance };
        const [low, high] = one < other ? [one, other] : [other, one];
        const [worse, better] = comparator === 'atLeast' || comparator === 'above' ? [low, high] : [high, low];
        expect(rank[colour(count, better, target)]).toBeGreaterThanOrEqual(rank[colour(count, worse, target)]);
      },
    ),
  );
});
