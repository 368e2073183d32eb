import { describe, expect, test } from 'vitest';
import { factsOf } from '../test/facts.ts';
import { composeWeekly, type DigestService, type Response, type WeeklyAlert } from './index.ts';

const authority = { code: '852', name: 'Southampton' };
const director = { title: 'Director of Children’s Services', email: 'dcs@example.gov.uk' };
const week = { from: '2021-01-04', to: '2021-01-10' };

const services: DigestService[] = [
  ['visits', ['cpp-visits']],
  ['assessment', ['assessments', 'contacts']],
].map(([id, indicators]) => ({
  id: id as string,
  name: `Service of ${id as string}`,
  head: { title: 'Head of Service', email: `${id as string}@example.gov.uk` },
  deputies: [],
  indicators: indicators as string[],
}));

function anAlert(indicator: string, differences: Partial<WeeklyAlert> = {}): WeeklyAlert {
  const { definition, series } = factsOf({ '2020-12': 27 }, { definition: { id: indicator } });
  return {
    definition,
    member: null,
    rule: 'target-missed',
    state: 'open',
    openedPeriod: '2020-11',
    openedOn: '2020-12-15',
    recoveredOn: null,
    judged: series[0]!,
    response: null,
    ...differences,
  };
}

const summaryOf = (alerts: readonly WeeklyAlert[]) =>
  composeWeekly({ authority, director, week, asAt: '2021-01-10', services, alerts });

const response = (at: string): Response => ({ comment: at, owner: 'A. Owner', due: null, by: 'head', at });

describe('the week for the director', () => {
  test('has the standing figures of each service, the longest standing first', () => {
    const summary = summaryOf([
      anAlert('contacts'),
      anAlert('assessments', { openedPeriod: '2020-08' }),
      anAlert('cpp-visits'),
    ]);
    expect(summary?.services.map(({ name, items }) => [name, items.map(({ definition }) => definition.id)])).toEqual([
      ['Service of assessment', ['assessments', 'contacts']],
      ['Service of visits', ['cpp-visits']],
    ]);
  });

  test('names a figure once, with all its alerts, the one that most wants attention and the last response', () => {
    const summary = summaryOf([
      anAlert('contacts', { rule: 'moved', state: 'acknowledged', response: response('2021-01-05') }),
      anAlert('contacts', { state: 'escalated', openedPeriod: '2020-09', response: response('2021-01-04') }),
    ]);
    expect(summary?.services[0]?.items).toEqual([
      expect.objectContaining({
        rules: ['target-missed', 'moved'],
        state: 'escalated',
        since: '2020-09',
        response: response('2021-01-05'),
      }),
    ]);
  });

  test('counts the figures that alerts opened or ended on in the week, standing or not', () => {
    const summary = summaryOf([
      anAlert('contacts', { openedOn: '2021-01-10' }),
      anAlert('contacts', { rule: 'moved', openedOn: '2021-01-04' }),
      anAlert('assessments', { state: 'recovered', recoveredOn: '2021-01-04' }),
      anAlert('assessments', { state: 'recovered', recoveredOn: '2021-01-03', member: 'Team 1' }),
    ]);
    expect(summary?.services).toEqual([expect.objectContaining({ opened: 1, recovered: 1 })]);
    expect(summary?.services[0]?.items).toHaveLength(1);
  });

  test('has nothing to say of what is pending, long over, or nobody’s', () => {
    expect(
      summaryOf([
        anAlert('contacts', { state: 'pending' }),
        anAlert('contacts', { state: 'recovered', recoveredOn: '2020-12-20' }),
        anAlert('nobodys'),
      ]),
    ).toBeNull();
  });
});
