import { describe, expect, it } from 'vitest';
import { instantMeant } from './instant-meant.ts';

const meant = (typed: string, option: '--since' | '--until' = '--since') =>
  instantMeant(typed, option, 'Europe/London').toISOString();

describe('a moment that is typed', () => {
  it.each([
    ['2021-01-04', '2021-01-04T00:00:00.000Z', '2021-01-04T23:59:59.999Z'],
    ['2021-07-04', '2021-07-03T23:00:00.000Z', '2021-07-04T22:59:59.999Z'],
    ['2021-07-04 02:17', '2021-07-04T01:17:00.000Z', '2021-07-04T01:17:59.999Z'],
    ['2021-07-04T02:17:30', '2021-07-04T01:17:30.000Z', '2021-07-04T01:17:30.999Z'],
    ['2021-07-04T02:17:00Z', '2021-07-04T02:17:00.000Z', '2021-07-04T02:17:00.000Z'],
    ['2021-07-04T02:17:00+02:00', '2021-07-04T00:17:00.000Z', '2021-07-04T00:17:00.000Z'],
    // The days on which clocks change, as whole days.
    ['2021-03-28', '2021-03-28T00:00:00.000Z', '2021-03-28T22:59:59.999Z'],
    ['2021-10-31', '2021-10-30T23:00:00.000Z', '2021-10-31T23:59:59.999Z'],
  ])('%s begins and ends by the clock on the wall', (typed, since, until) => {
    expect([meant(typed), meant(typed, '--until')]).toEqual([since, until]);
  });

  it('is the first of two hours, and after the change where there is no such hour', () => {
    expect(meant('2021-10-31 01:30')).toBe('2021-10-31T00:30:00.000Z');
    expect(meant('2021-03-28 01:30')).toBe('2021-03-28T01:30:00.000Z');
  });

  it.each(['yesterday', '2021-02-30', '2021-01-04 25:00', '04/01/2021', ''])('is nothing else: %s', (typed) => {
    expect(() => meant(typed)).toThrow('expected a day such as');
  });
});
