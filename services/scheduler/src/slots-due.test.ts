import { describe, expect, it } from 'vitest';
import { slotsDue, type Schedule } from './slots-due.ts';

const nightly: Schedule = {
  expression: '15 2 * * *',
  timeZone: 'Europe/London',
  expectedBy: '06:00',
  catchUp: 'latest',
};
const due = (schedule: Schedule, since: string, now: string) =>
  slotsDue(schedule, new Date(since), new Date(now)).open.map(({ dueAt }) => dueAt.toISOString());

describe('the slots of a schedule', () => {
  it('are due in the time zone of the source', () => {
    expect(due(nightly, '2021-01-03T12:00:00Z', '2021-01-04T02:15:20Z')).toEqual(['2021-01-04T02:15:00.000Z']);
    expect(due(nightly, '2021-07-03T12:00:00Z', '2021-07-04T01:15:20Z')).toEqual(['2021-07-04T01:15:00.000Z']);
  });

  it('are not due before their time, nor a second time', () => {
    expect(due(nightly, '2021-01-03T12:00:00Z', '2021-01-04T02:14:59Z')).toEqual([]);
    expect(due(nightly, '2021-01-04T02:15:00Z', '2021-01-04T02:16:00Z')).toEqual([]);
    expect(due(nightly, '2021-01-03T12:00:00Z', '2021-01-04T02:15:00Z')).toEqual(['2021-01-04T02:15:00.000Z']);
  });

  it('expect the delivery by the next time the clock shows the hour named', () => {
    const [slot] = slotsDue(nightly, new Date('2021-01-03T12:00:00Z'), new Date('2021-01-04T02:15:20Z')).open;
    expect(slot?.expectedBy?.toISOString()).toBe('2021-01-04T06:00:00.000Z');
    const evening = { ...nightly, expression: '0 22 * * *' };
    const [late] = slotsDue(evening, new Date('2021-01-03T12:00:00Z'), new Date('2021-01-03T22:00:20Z')).open;
    expect(late?.expectedBy?.toISOString()).toBe('2021-01-04T06:00:00.000Z');
  });

  it('are due once on the day the clocks go forward, though the hour is skipped', () => {
    const skipped = { ...nightly, expression: '30 1 * * *' };
    expect(due(skipped, '2021-03-27T12:00:00Z', '2021-03-28T12:00:00Z')).toHaveLength(1);
    expect(due({ ...skipped, catchUp: 'all' }, '2021-03-26T12:00:00Z', '2021-03-29T12:00:00Z')).toHaveLength(3);
  });

  it('are due once on the day the clocks go back, though the hour comes twice', () => {
    const twice = { ...nightly, expression: '30 1 * * *', catchUp: 'all' as const };
    expect(due(twice, '2021-10-30T12:00:00Z', '2021-10-31T12:00:00Z')).toHaveLength(1);
    expect(due(twice, '2021-10-31T00:30:00Z', '2021-10-31T12:00:00Z')).toHaveLength(0);
  });

  describe('missed while Vigil was off', () => {
    const since = '2021-01-01T12:00:00Z';
    const now = '2021-01-04T09:00:00Z';

    it('come as one with catchUp latest, marked late', () => {
      const { open } = slotsDue(nightly, new Date(since), new Date(now));
      expect(open).toMatchObject([{ dueAt: new Date('2021-01-04T02:15:00Z'), late: true }]);
    });

    it('come one by one with catchUp all', () => {
      expect(due({ ...nightly, catchUp: 'all' }, since, now)).toHaveLength(3);
    });

    it('are passed over with catchUp none, and never come up again', () => {
      const none = { ...nightly, catchUp: 'none' as const };
      expect(slotsDue(none, new Date(since), new Date(now))).toEqual({
        open: [],
        skipUntil: new Date('2021-01-04T02:15:00Z'),
      });
    });
  });
});
