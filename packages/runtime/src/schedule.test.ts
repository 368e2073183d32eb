import { describe, expect, it } from 'vitest';
import { nextTime, nextTimeOfDay, timesBetween } from './schedule.ts';

const timeZone = 'Europe/London';
const nightly = { expression: '15 2 * * *', timeZone };

describe('a schedule', () => {
  it('is due in its time zone, after the first moment and up to the second', () => {
    const times = timesBetween(nightly, new Date('2021-03-26T02:15:00Z'), new Date('2021-03-29T01:15:00Z'));
    // On the 28th the clocks skip the hour.
    expect(times.map((time) => time.toISOString())).toEqual([
      '2021-03-27T02:15:00.000Z',
      '2021-03-28T01:15:00.000Z',
      '2021-03-29T01:15:00.000Z',
    ]);
  });

  it('tells when it is due next', () => {
    expect(nextTime(nightly, new Date('2021-01-04T03:00:00Z')).toISOString()).toBe('2021-01-05T02:15:00.000Z');
  });
});

describe('a time of day', () => {
  it('comes next as the clocks show it, the day after where it has passed', () => {
    const at = (after: string) => nextTimeOfDay('07:00', timeZone, new Date(after)).toISOString();
    expect(at('2021-01-04T03:00:00Z')).toBe('2021-01-04T07:00:00.000Z');
    expect(at('2021-07-05T03:00:00Z')).toBe('2021-07-05T06:00:00.000Z');
    expect(at('2021-01-04T07:00:00Z')).toBe('2021-01-05T07:00:00.000Z');
  });
});
