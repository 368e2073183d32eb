import { addMonths, lastDay } from '@vigil/calendar';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aTarget, anIndicator } from '../test/examples.ts';
import type { IndicatorDefinition } from './definition.ts';
import { addsUp, describeTarget, targetFor, targetSchema, targetsSchema, threshold } from './target.ts';

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

  test.each([
    [{ by: '2023-03-31' }, 'expected startingAt beside it: the figure that the line towards the target begins at'],
    [{ startingAt: 160 }, 'expected by beside it: the day that the line towards the target ends on'],
    [{ by: '2019-04-01', startingAt: 160 }, 'expected a day after from, which is 2019-04-01'],
    [{ by: '2019-04-31', startingAt: 160 }, 'expected a day that exists, written YYYY-MM-DD'],
    [
      { by: '2023-03-31', startingAt: 160, cumulative: true },
      'expected no cumulative beside by: a line leads to a level, not to a sum',
    ],
    [{ member: ' PACT' }, 'expected the name of a member, such as a team, without white space around it'],
  ])('is refused with %o', (more, message) => {
    expect(refusal({ atLeast: 200, from: '2019-04-01', ...more })).toBe(message);
  });

  test('has no other keys', () => {
    expect(refusal({ atLeast: 84, from: '2019-04-01', tolerence: 3 })).toContain('tolerence');
  });

  test('of one member may begin on the same day as that of another', () => {
    const each = (member?: string) => ({ atMost: 20, from: '2019-04-01', ...(member !== undefined && { member }) });
    expect(targetsSchema.safeParse([each(), each('PACT'), each('LAC')]).success).toBe(true);
    expect(targetsSchema.safeParse([each('LAC'), each('PACT'), each('LAC')]).error?.issues).toMatchObject([
      { path: [2, 'from'], message: 'expected one target from a day on; 2019-04-01 has two for LAC' },
    ]);
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

describe('a target of a member', () => {
  const whole = aTarget({ atMost: 18 });
  const team = aTarget({ atMost: 20, member: 'PACT' });

  test('is for that member alone, and that of the whole for the whole alone', () => {
    expect(targetFor([whole, team], '2020-12')).toBe(whole);
    expect(targetFor([whole, team], '2020-12', 'PACT')).toBe(team);
    expect(targetFor([whole, team], '2020-12', 'LAC')).toBeNull();
    expect(targetFor([team], '2020-12')).toBeNull();
  });
});

describe('a dated target', () => {
  const carers = aTarget({ atLeast: 200, from: '2020-04-01', by: '2023-03-31', startingAt: 160 });
  const asked = (period: string): number => threshold(targetFor([carers], period)!).value;

  test('asks of each month its point on the line', () => {
    expect(['2020-04', '2020-12', '2021-03', '2022-03', '2023-02'].map(asked)).toEqual([
      161.1, 170, 173.3, 186.7, 198.9,
    ]);
  });

  test('asks of the month it is due, and of those after it, the target itself', () => {
    expect(['2023-03', '2023-04', '2030-01'].map(asked)).toEqual([200, 200, 200]);
    expect(targetFor([carers], '2023-03')).toBe(carers);
  });

  test('asks nothing before it begins', () => {
    expect(targetFor([carers], '2020-03')).toBeNull();
  });

  test('may be due within its first month, and lead downwards', () => {
    const soon = aTarget({ atMost: 0.25, from: '2020-04-10', by: '2020-04-20', startingAt: 0.3 });
    expect(targetFor([soon], '2020-04')).toBe(soon);
    const down = aTarget({ atMost: 0.25, from: '2020-04-10', by: '2020-07-01', startingAt: 0.3 });
    expect(['2020-04', '2020-05', '2020-06'].map((period) => threshold(targetFor([down], period)!).value)).toEqual([
      0.288, 0.275, 0.263,
    ]);
  });

  test('moves by equal steps, never past its ends', () => {
    const months = Array.from({ length: 60 }, (_, month) => addMonths('2020-01', month));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 1, max: 59 }),
        fc.integer({ min: 0, max: 2 }),
        (start, end, length, decimals) => {
          const [startingAt, atLeast] = [start / 10 ** decimals, end / 10 ** decimals];
          const by = lastDay(months[length]!);
          const target = aTarget({ atLeast, startingAt, from: '2020-01-01', by });
          const points = months.map((period) => threshold(targetFor([target], period)!).value);
          const line = [startingAt, ...points.slice(0, length + 1)];
          const step = (atLeast - startingAt) / (length + 1);
          for (const [index, point] of line.entries()) {
            // Rounded to a decimal or more.
            expect(Math.abs(point - (startingAt + step * index))).toBeLessThanOrEqual(0.05 + 1e-9);
          }
          expect(line.at(-1)).toBe(atLeast);
          expect(points.slice(length).every((point) => point === atLeast)).toBe(true);
        },
      ),
    );
  });
});

test('only what happened adds up over months', () => {
  const adds = (differences: Partial<IndicatorDefinition>) => addsUp(anIndicator(differences));
  expect(adds({ unit: 'count', measure: 'flow' })).toBe(true);
  expect(adds({ unit: 'rate per 10,000', measure: 'flow' })).toBe(true);
  expect(adds({ unit: 'count', measure: 'stock' })).toBe(false);
  expect(adds({ unit: 'percent', measure: 'flow' })).toBe(false);
  expect(adds({ unit: 'days', measure: null })).toBe(false);
});

test('a target is described in words', () => {
  expect(describeTarget(aTarget({ atLeast: 84 }), 'percent')).toBe('at least 84\u00A0%');
  expect(describeTarget(aTarget({ atMost: 48 }), 'rate per 10,000')).toBe('at most 48 per 10,000');
  expect(describeTarget(aTarget({ above: 1090 }), 'count')).toBe('above 1,090');
  expect(describeTarget(aTarget({ below: 463 }), 'days')).toBe('below 463\u00A0days');
  expect(describeTarget(aTarget({ below: 0.3 }), 'rate')).toBe('below 0.3');
  const carers = aTarget({ atLeast: 200, from: '2020-04-01', by: '2023-03-31', startingAt: 160 });
  const inMonth = (period: string) => describeTarget(targetFor([carers], period)!, 'count');
  expect(inMonth('2020-12')).toBe('at least 170, on the way to 200 by 31 March 2023');
  expect(inMonth('2023-03')).toBe('at least 200');
  const adoptions = aTarget({ atLeast: 3, cumulative: true });
  expect(describeTarget(adoptions, 'count')).toBe('at least 3 a month');
  expect(describeTarget({ ...adoptions, months: 9 }, 'count')).toBe('at least 27 in the year to date, at 3 a month');
});
