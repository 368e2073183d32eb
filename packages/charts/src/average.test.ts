import { describe, expect, it } from 'vitest';
import { adoptions, chartOf, pack } from '../test/examples.ts';

/** A year before the thirteen months that are drawn, and these. */
const twoYears = [...Array<number>(12).fill(12), ...pack];

describe('the 12-month average', () => {
  it('is that of each month, the current one included, and of the months before those that are drawn', () => {
    const { average } = chartOf([...Array<number>(12).fill(12), 24, 0, ...Array<number>(11).fill(12)], {
      definition: adoptions,
      average: true,
    });
    expect(average).toHaveLength(13);
    expect(average[0]).toEqual({ period: '2019-12', value: 13, name: '12-month average', shown: '13.0' });
    expect(average[1]).toMatchObject({ period: '2020-01', value: 12 });
    expect(average.at(-1)).toMatchObject({ period: '2020-12', value: 11 });
  });

  it('says of how many months it is where one has no value, and has none in that month', () => {
    const { average } = chartOf(twoYears, { average: true });
    expect(average.map(({ period }) => period)).not.toContain('2020-01');
    expect(average.at(-1)).toMatchObject({ name: 'Average of 11 months', shown: '64.7\u00A0%' });
  });

  it('begins when it is of six months, after a break as at the beginning', () => {
    expect(chartOf(pack, { average: true }).average[0]).toMatchObject({
      period: '2020-06',
      name: 'Average of 6 months',
    });
    const { average } = chartOf(twoYears, { average: true, computedSince: '2020-07' });
    expect(average.map(({ period }) => period).slice(-2)).toEqual(['2020-06', '2020-12']);
  });

  it('is taken only where it is asked for', () => {
    expect(chartOf(twoYears).average).toEqual([]);
  });
});
