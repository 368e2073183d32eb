import { describe, expect, it } from 'vitest';
import { adoptions, atLeast84, chartOf, conferences, enquiries, pack } from '../test/examples.ts';

describe('the months of a chart', () => {
  it('are thirteen up to the last figure, a provisional one that is later than the judged month included', () => {
    const { points } = chartOf([50, ...pack], { period: '2020-11', provisional: '2020-12' });
    expect(points).toHaveLength(13);
    expect(points[0]).toMatchObject({ period: '2019-12', value: 69, label: '69\u00A0%' });
    expect(points.at(-1)).toMatchObject({ period: '2020-12', value: 27, provisional: true });
    expect(points.at(-2)).toMatchObject({ period: '2020-11', provisional: false });
  });

  it('keep the place of one that has no figure, and say what stands in the place of a value', () => {
    const { points } = chartOf([50, null, 'no cases', 60]);
    expect(points.slice(-3)).toMatchObject([
      { value: null, label: '' },
      { value: null, label: 'no cases' },
      { value: 60 },
    ]);
    expect(points).toHaveLength(13);
  });

  it('end with the judged one where it has no figure at all', () => {
    expect(chartOf([50, 60, null]).points.at(-1)).toMatchObject({ period: '2020-12', value: null });
  });

  it('are not comparable across a change of origin', () => {
    const { points } = chartOf(pack, { computedSince: '2020-07' });
    expect(points.filter(({ begins }) => begins !== undefined)).toMatchObject([
      { period: '2020-07', begins: 'computed from records since Jul 2020' },
    ]);
  });

  it('say that they are withheld, where they are', () => {
    expect(chartOf([50, 'withheld']).points.at(-1)).toMatchObject({ value: null, label: 'withheld' });
  });

  it('show as many decimals as their colour asks for', () => {
    expect(chartOf([83.96]).points.at(-1)?.label).toBe('83.96\u00A0%');
  });
});

describe('the target', () => {
  it('is that of each month’s time', () => {
    const targets = [
      { ...atLeast84, atLeast: 75 },
      { ...atLeast84, from: '2020-06-01' },
    ];
    const { target } = chartOf(pack, { targets });
    expect(target.slice(5, 7)).toEqual([
      { period: '2020-05', value: 75, name: 'Target', shown: '75\u00A0%' },
      { period: '2020-06', value: 84, name: 'Target', shown: '84\u00A0%' },
    ]);
    expect(target).toHaveLength(13);
  });

  it('on the way to a dated one is the step of the month', () => {
    const on = { atLeast: 30, startingAt: 10, from: '2020-01-01', by: '2021-12-31', judge: 'settled' } as const;
    const { target } = chartOf([1, 2, 3], { definition: adoptions, targets: [on] });
    expect(target.map(({ value }) => value)).toEqual([18.3, 19.2, 20]);
  });

  it('of a sum since April asks nothing of a month', () => {
    const cumulative = { atLeast: 3, from: '2020-04-01', judge: 'settled', cumulative: true } as const;
    expect(chartOf([1, 2, 3], { definition: adoptions, targets: [cumulative] }).target).toEqual([]);
  });
});

describe('limits', () => {
  const calm = [60, 61, 60, 62, 61, 60, 61, 60, 62, 61, 60, 61, 90];

  it('are those that hold now, never beyond what a figure can be, with the average', () => {
    const { limits } = chartOf([69, 40, ...pack.slice(2)], { withLimits: true });
    expect(limits).toMatchObject({ from: '2019-12', to: '2020-12', upper: 100 });
    expect(limits?.label).toMatch(/^expected range \d+\u00A0% to 100\u00A0%$/u);
    expect(limits?.mean).toMatchObject({ name: 'Average', shown: expect.stringMatching(/^\d+\u00A0%$/u) });
  });

  it('begin after the last month without a value, and are on trial while they rest on few', () => {
    const { limits } = chartOf(pack, { withLimits: true });
    expect(limits).toMatchObject({ from: '2020-02', to: '2020-12' });
    expect(limits?.label).toMatch(/^trial range/u);
  });

  it('are those since the last break alone, and so are the months they mark', () => {
    const chart = chartOf([...calm, ...calm.slice(0, -1)].slice(-13), { withLimits: true, computedSince: '2020-05' });
    expect(chart.limits).toMatchObject({ from: '2020-05' });
    expect(chart.points.slice(0, 5).map(({ marked }) => marked)).toEqual(Array(5).fill(undefined));
  });

  it('mark a month beyond them, by whether that is good', () => {
    const markOf = (definition: typeof conferences) =>
      chartOf(calm, { definition, withLimits: true, targets: [] }).points.at(-1)?.marked;
    expect(markOf(conferences)).toBe('better');
    expect(markOf(enquiries)).toBe('worse');
    expect(markOf({ ...conferences, polarity: 'neutral' })).toBe('neutral');
  });
});

it('a benchmark has a decimal, as published tables do', () => {
  const { benchmarks } = chartOf(pack, { benchmarks: [{ name: 'England', value: 77.66 }] });
  expect(benchmarks).toEqual([{ value: 77.66, name: 'England', shown: '77.7\u00A0%' }]);
});

it('the title names the member', () => {
  expect(chartOf(pack).title).toBe('Conferences held within 15 working days');
  expect(chartOf(pack, { member: 'PACT' }).title).toBe('Conferences held within 15 working days: PACT');
});
