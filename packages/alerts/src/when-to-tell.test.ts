import { addDays, englandAndWales, instantOf, todayIn } from '@vigil/calendar';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TellingDecision, type TellingMoment, whenToTell } from './index.ts';

const timeZone = 'Europe/London';
const calendar = englandAndWales;

function at(day: string, time: string, others: Partial<TellingMoment> = {}): TellingDecision {
  const now = instantOf(timeZone, day, time);
  return whenToTell({ now, trigger: 'scheduled', calendar, timeZone, by: '07:00', awaited: [], told: [], ...others });
}

function inWords(decision: TellingDecision): string {
  return decision.tell ? `now, of ${decision.day}` : `at ${decision.until.toISOString()}: ${decision.because}`;
}

describe('a digest goes out', () => {
  test.each([
    ['on a working day, once all sources are done', at('2021-01-04', '03:00'), 'now, of 2021-01-04'],
    [
      'not while one is awaited',
      at('2021-01-04', '03:00', { awaited: ['casework', 'workforce'] }),
      'at 2021-01-04T07:00:00.000Z: waits for casework, workforce, until 07:00 at most',
    ],
    ['but at seven at the latest', at('2021-01-04', '07:00', { awaited: ['casework'] }), 'now, of 2021-01-04'],
    ['later in the day at once', at('2021-01-04', '15:00', { awaited: ['casework'] }), 'now, of 2021-01-04'],
    [
      'not on a Saturday',
      at('2021-01-02', '03:00'),
      'at 2021-01-04T00:00:00.000Z: 2 January 2021 is not a working day',
    ],
    [
      'not on a bank holiday before a weekend',
      at('2021-04-02', '09:00'),
      'at 2021-04-05T23:00:00.000Z: 2 April 2021 is not a working day',
    ],
    [
      'once a day',
      at('2021-01-04', '09:00', { told: ['2021-01-04'] }),
      'at 2021-01-05T00:00:00.000Z: the digest of 4 January 2021 has gone out: the rest waits for the next',
    ],
    [
      'by summer time too',
      at('2021-07-05', '06:59', { awaited: ['x'] }),
      'at 2021-07-05T06:00:00.000Z: waits for x, until 07:00 at most',
    ],
  ])('%s', (_what, decision, expected) => {
    expect(inWords(decision)).toBe(expected);
  });

  test.each([
    [
      'at once, whatever is awaited',
      at('2021-01-04', '03:00', { trigger: 'manual', awaited: ['x'] }),
      'now, of 2021-01-04',
    ],
    ['on a Saturday as Monday’s', at('2021-01-02', '03:00', { trigger: 'manual' }), 'now, of 2021-01-04'],
    [
      'not as Monday’s again',
      at('2021-01-02', '04:00', { trigger: 'manual', told: ['2021-01-04'] }),
      'at 2021-01-05T00:00:00.000Z: the digest of 4 January 2021 has gone out: the rest waits for the next',
    ],
  ])('to whom waits for it %s', (_what, decision, expected) => {
    expect(inWords(decision)).toBe(expected);
  });
});

describe('whenever it is', () => {
  const anyMoment = fc.record({
    // Two years with both changes of the clocks, Easter and Christmas.
    now: fc.date({ min: new Date('2020-03-01T00:00:00Z'), max: new Date('2022-03-01T00:00:00Z'), noInvalidDate: true }),
    trigger: fc.constantFrom<TellingMoment['trigger']>('manual', 'scheduled'),
    by: fc.constantFrom('07:00', '01:30', '23:59'),
    awaited: fc.constantFrom<readonly string[]>([], ['casework']),
    told: fc.nat({ max: 3 }),
  });
  const asked = anyMoment.map(({ now, told, ...rest }): TellingMoment => {
    const today = todayIn(timeZone, now);
    const days = Array.from({ length: 10 }, (_, index) => addDays(today, index)).filter((day) =>
      calendar.isWorkingDay(day),
    );
    return { ...rest, now, calendar, timeZone, told: days.slice(0, told) };
  });

  test('nobody is written to twice for one day, and the day is a working one, not past', () => {
    fc.assert(
      fc.property(asked, (moment) => {
        const decision = whenToTell(moment);
        if (!decision.tell) return;
        expect(moment.told).not.toContain(decision.day);
        expect(calendar.isWorkingDay(decision.day)).toBe(true);
        expect(decision.day >= todayIn(timeZone, moment.now)).toBe(true);
      }),
    );
  });

  test('what is scheduled goes out on its own day alone', () => {
    fc.assert(
      fc.property(asked, (moment) => {
        const decision = whenToTell({ ...moment, trigger: 'scheduled' });
        expect(!decision.tell || decision.day === todayIn(timeZone, moment.now)).toBe(true);
      }),
    );
  });

  test('who waits waits for a later moment, and is told after at most two more waits', () => {
    fc.assert(
      fc.property(asked, (moment) => {
        let { now } = moment;
        for (let waits = 0; waits <= 2; waits += 1) {
          const decision = whenToTell({ ...moment, now, trigger: 'scheduled' });
          if (decision.tell) return;
          expect(decision.until.getTime()).toBeGreaterThan(now.getTime());
          now = decision.until;
        }
        expect(whenToTell({ ...moment, now, trigger: 'scheduled' }).tell).toBe(true);
      }),
    );
  });
});
