import { describe, expect, test } from 'vitest';
import { aTarget } from '../test/examples.ts';
import { describeTarget, targetFor, targetSchema, targetsSchema } from './target.ts';

function refusal(target: unknown): string {
  const parsed = targetSchema.safeParse(target);
  return parsed.success ? '' : parsed.error.issues.map(({ message }) => message).join('\n');
}

describe('a target in vigil.yaml', () => {
  test('is judged on settled figures unless it says otherwise', () => {
    expect(targetSchema.parse({ atLeast: 84, from: '2019-04-01' })).toEqual({
      atLeast: 84,
      from: '2019-04-01',
      judge: 'settled',
    });
  });

  test('has exactly one comparator', () => {
    expect(refusal({ atLeast: 84, below: 90, from: '2019-04-01' })).toBe(
      'expected exactly one of atLeast, atMost, above, below; found atLeast and below',
    );
    expect(refusal({ from: '2019-04-01' })).toBe('expected exactly one of atLeast, atMost, above, below; found none');
  });

  test('begins on a day that exists', () => {
    expect(refusal({ atLeast: 84, from: '2019-02-29' })).toBe('expected a day that exists, written YYYY-MM-DD');
  });

  test('does not have a tolerance and none at the same time', () => {
    expect(refusal({ atLeast: 84, tolerance: 5, zeroTolerance: true, from: '2019-04-01' })).toBe(
      'expected no tolerance beside zeroTolerance; found 5',
    );
  });

  test('has no other keys', () => {
    expect(refusal({ atLeast: 84, from: '2019-04-01', tolerence: 3 })).toContain('tolerence');
  });

  test('is the only one from its day on', () => {
    const twice = [
      { atLeast: 84, from: '2019-04-01' },
      { atLeast: 90, from: '2019-04-01' },
    ];
    expect(targetsSchema.safeParse(twice).error?.issues[0]).toMatchObject({
      path: [1, 'from'],
      message: 'expected one target from a day on; 2019-04-01 has two',
    });
  });
});

describe('the target in force', () => {
  const before = aTarget({ atLeast: 76, from: '2019-04-01' });
  const after = aTarget({ atLeast: 84, from: '2020-12-31' });

  test('is the latest that holds on the last day of the period, in whichever order they are written', () => {
    for (const targets of [
      [before, after],
      [after, before],
    ]) {
      expect(targetFor(targets, '2020-11')).toBe(before);
      expect(targetFor(targets, '2020-12')).toBe(after);
      expect(targetFor(targets, '2021-01')).toBe(after);
    }
  });

  test('is none before the first one', () => {
    expect(targetFor([before, after], '2019-03')).toBeNull();
    expect(targetFor([], '2020-12')).toBeNull();
  });
});

test('a target is described in words', () => {
  expect(describeTarget(aTarget({ atLeast: 84 }), 'percent')).toBe('at least 84\u00A0%');
  expect(describeTarget(aTarget({ atMost: 48 }), 'rate per 10,000')).toBe('at most 48 per 10,000');
  expect(describeTarget(aTarget({ above: 1090 }), 'count')).toBe('above 1,090');
  expect(describeTarget(aTarget({ below: 463 }), 'days')).toBe('below 463\u00A0days');
  expect(describeTarget(aTarget({ below: 0.3 }), 'rate')).toBe('below 0.3');
});
