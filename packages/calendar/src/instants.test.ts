import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, todayIn } from './dates.ts';
import { instantOf } from './instants.ts';

const london = 'Europe/London';

test.each([
  ['in winter', '2021-01-04', '07:00', '2021-01-04T07:00:00.000Z'],
  ['in summer', '2021-07-05', '07:00', '2021-07-05T06:00:00.000Z'],
  ['on the morning the clocks went forward', '2021-03-28', '07:00', '2021-03-28T06:00:00.000Z'],
  ['before they did', '2021-03-28', '00:30', '2021-03-28T00:30:00.000Z'],
  ['a time that they skip is an hour later', '2021-03-28', '01:30', '2021-03-28T01:30:00.000Z'],
  ['a time that they repeat is the first', '2021-10-31', '01:30', '2021-10-31T00:30:00.000Z'],
  ['on the morning they went back', '2021-10-31', '07:00', '2021-10-31T07:00:00.000Z'],
])('the time of day %s', (_when, day, time, expected) => {
  expect(instantOf(london, day, time).toISOString()).toBe(expected);
});

test('lies on its day, in whichever time zone', () => {
  const anyZone = fc.constantFrom(london, 'UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
  fc.assert(
    fc.property(anyZone, fc.nat({ max: 5000 }), fc.nat({ max: 23 }), (zone, days, hour) => {
      const day = addDays('2015-01-01', days);
      expect(todayIn(zone, instantOf(zone, day, `${String(hour).padStart(2, '0')}:00`))).toBe(day);
    }),
  );
});
