import { addMonths, type Period } from '@vigil/calendar';
import { describe, expect, test } from 'vitest';
import { aTarget, anIndicator } from '../../test/examples.ts';
import { type Given, seriesOf } from '../../test/series-of.ts';
import { suggestPlace } from './place.ts';

const share = anIndicator();
const demand = anIndicator({ unit: 'count', polarity: 'neutral' });
const target = aTarget({ atLeast: 84 });

const until = (given: readonly Given[]): Record<Period, Given> =>
  Object.fromEntries(given.map((one, index) => [addMonths('2020-12', index + 1 - given.length), one]));

function place(given: readonly Given[], definition = share, around?: Parameters<typeof suggestPlace>[3]) {
  const { judged } = seriesOf(definition, until(given), { targets: definition === share ? [target] : [] });
  return suggestPlace(definition, judged, '2020-12', around);
}

describe('a figure with a target', () => {
  test.each([
    [[90, 91], 'going-well', 'met', 'Meets its target.'],
    [
      [88, 90, 91, 89, 92, 86],
      'watch',
      'met, but turning',
      'Meets its target, but is the lowest of the 6 months computed.',
    ],
    [[90, 81], 'watch', 'just off', 'Misses its target, but within the tolerance.'],
    [[35, 57, 27], 'do-better', 'missed', 'Misses its target, for 3 months running.'],
    [[90, 27], 'do-better', 'missed', 'Misses its target.'],
    [
      [35, 37, 57],
      'watch',
      'missed, but better',
      'Misses its target, but is better than the month before and than its 12-month average.',
    ],
    [[57, 27, 29], 'do-better', 'missed', 'Misses its target, for 3 months running.'],
    [
      [
        [90, 100],
        [8, 12],
      ],
      'watch',
      'few cases, and the year is on target',
      'Misses its target in a month of few cases; 2 months together meet it.',
    ],
    [[90, 'data due Jan 2021'], 'watch', 'no figure this month', 'No figure for December 2020: data due Jan 2021.'],
  ] as const)('of %j belongs to %s: %s', (given, where, rule, reason) => {
    expect(place(given)).toEqual({ place: where, rule, reason });
  });

  test('is watched where its limits tell of a concern, though it meets its target', () => {
    const process = { verdict: 'worse', words: 'concern, low (limits 80 to 95)' } as const;
    expect(place([90, 91], share, { process, neighbours: null })).toMatchObject({
      place: 'watch',
      reason: 'Meets its target, but is moving for the worse (concern, low (limits 80 to 95)).',
    });
  });
});

test('a figure without a target is told by where it moves', () => {
  const rated = anIndicator({ unit: 'count', polarity: 'lower-is-better' });
  expect(place([9, 8, 7, 6, 5, 4], rated)).toMatchObject({ place: 'going-well', rule: 'moves the right way' });
  expect(place([4, 5, 6, 7, 8, 9], rated)).toMatchObject({ place: 'watch', rule: 'moves the wrong way' });
  expect(place([4, 5, 9, 7, 8, 7], rated)).toEqual({ place: null, rule: 'nothing to say', reason: '' });
});

describe('demand', () => {
  test('is watched where it is unusual: the unaccompanied asylum seekers of the pack', () => {
    expect(place([14, 15, 15, 13, 12, 12, 11, 11, 10, 11, 16, 18], demand)).toEqual({
      place: 'watch',
      rule: 'unusual demand',
      reason: 'Neither good nor bad, but worth a look: 18 is the highest of the 12 months computed.',
    });
  });

  test('is watched where it is an outlier', () => {
    const neighbours = { value: 78, months: 1, distance: 30, verdict: 'neutral', outlier: 'high', of: 10 } as const;
    expect(place([77, 78], demand, { process: null, neighbours }).reason).toBe(
      'Neither good nor bad, but worth a look: higher than all of its 10 statistical neighbours.',
    );
  });

  test('is otherwise nothing to say', () => {
    expect(place([77, 78], demand).place).toBeNull();
  });
});

test('there is nothing to say of what never had a figure', () => {
  expect(place(['tbd', 'tbd'])).toEqual({ place: null, rule: 'never had a figure', reason: '' });
});
