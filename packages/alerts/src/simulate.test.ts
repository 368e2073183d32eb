import { englandAndWales } from '@vigil/calendar';
import { describe, expect, test } from 'vitest';
import { factsOf, until } from '../test/facts.ts';
import { alertsSchema, type DigestService, type Facts, type Moment, momentsBefore, simulate } from './index.ts';

const service: DigestService = {
  id: 'a',
  name: 'A',
  head: { title: 'Head', email: 'head@example.gov.uk' },
  deputies: [],
  indicators: ['conferences-in-time'],
};

function simulated(moments: readonly Moment[], { alerts = {}, services = [service] } = {}) {
  return simulate({
    authority: { code: '852', name: 'Southampton' },
    moments,
    alerts: alertsSchema.parse(alerts),
    services,
    calendar: englandAndWales,
  });
}

const told = ({ mails }: ReturnType<typeof simulated>) =>
  mails.map(({ day, digest }) => [
    day,
    ...digest.items.flatMap(({ news }) => news.map(({ rule, kind }) => `${rule} ${kind}`)),
  ]);

const moment = (asAt: string, facts: Facts): Moment => ({ asAt, facts: [{ ...facts, asAt }] });

describe('a simulation', () => {
  const red = factsOf({ '2020-11': 90, '2020-12': 60 });

  test('tells once, on the working day that the date comes before', () => {
    // A Saturday, and the Sunday and Monday after.
    const days = ['2021-01-16', '2021-01-17', '2021-01-18', '2021-01-19'].map((day) => moment(day, red));
    expect(told(simulated(days))).toEqual([['2021-01-18', 'target-missed opened', 'moved opened']]);
  });

  test('says nothing of what was put right before the mail', () => {
    const green = factsOf({ '2020-11': 90, '2020-12': 84 });
    const simulation = simulated([moment('2021-01-16', red), moment('2021-01-17', green)]);
    expect(told(simulation)).toEqual([]);
    expect(simulation.rules).toEqual([]);
  });

  test('names what nobody would have been told', () => {
    const { mails, unaddressed } = simulated([moment('2021-01-18', red)], { services: [] });
    expect(mails).toEqual([]);
    expect(unaddressed).toHaveLength(1);
  });

  test('counts as noise what is over within a period, and a warning of a month that was well', () => {
    const running = { period: '2020-12', numerator: 0, denominator: 12 };
    const open = { overdue: 12, due: 0, dueBy: '2020-12-14' };
    const warned = factsOf({ '2020-11': [60, 100] }, { open, running });
    const well = factsOf({ '2020-11': [60, 100], '2020-12': [90, 100] });
    const { rules } = simulated([moment('2020-12-18', warned), moment('2021-01-18', well)]);
    expect(rules).toEqual([
      { rule: 'target-missed', opened: 1, ended: 1, noise: 1, share: 1 },
      { rule: 'about-to-miss', opened: 1, ended: 0, noise: 1, share: 1 },
    ]);
  });
});

describe('the weeks before a standing state', () => {
  const facts = factsOf(until(Array.from({ length: 13 }, (_, index) => [40 + index, 60] as const)), {
    asAt: '2021-01-20',
    neighbours: { value: 70, months: 12, distance: -10, verdict: 'worse', outlier: null, of: 10 },
  });
  const moments = momentsBefore([facts], { months: 2, calendar: englandAndWales });
  const monthsAt = (asAt: string) =>
    moments
      .find((one) => one.asAt === asAt)
      ?.facts[0]?.series.slice(-2)
      .map(({ figure }) => [figure.period, figure.status]);

  test('reach back so many months, and end with it', () => {
    expect([moments[0]?.asAt, moments.at(-1)?.asAt]).toEqual(['2020-11-01', '2021-01-20']);
    expect(moments.at(-1)?.facts[0]).toBe(facts);
  });

  test('know the months that were complete, and which had settled', () => {
    expect(monthsAt('2020-11-29')).toEqual([
      ['2020-09', 'final'],
      ['2020-10', 'final'],
    ]);
    expect(monthsAt('2020-12-06')).toEqual([
      ['2020-10', 'final'],
      ['2020-11', 'provisional'],
    ]);
  });

  test('know limits and neighbours by those months alone', () => {
    const [then] = moments[0]!.facts;
    expect(then?.limits?.points.at(-1)?.period).toBe('2020-10');
    expect(then?.neighbours).toMatchObject({ months: 10, verdict: 'worse' });
    expect(then?.neighbours?.distance).toBeCloseTo(-5.83, 2);
  });

  test('are none where there is nothing', () => {
    expect(momentsBefore([], { months: 13, calendar: englandAndWales })).toEqual([]);
  });
});
