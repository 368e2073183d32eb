import { describe, expect, test } from 'vitest';
import { anIndicator } from '../../test/examples.ts';
import { seriesOf } from '../../test/series-of.ts';
import { besideNeighbours } from './neighbours.ts';

const share = anIndicator();
const stock = anIndicator({ unit: 'rate per 10,000', measure: 'stock', polarity: 'neutral', decimals: 1 });
const neighbours = { statisticalNeighbourMean: 48, neighbours: [35, 40, 48, 55, 62] };

describe('the distance from the statistical neighbours', () => {
  test('is of the month itself for what is counted at its end', () => {
    const { judged } = seriesOf(stock, { '2020-11': 60, '2020-12': 78 });
    expect(besideNeighbours(stock, judged, '2020-12', neighbours)).toEqual({
      value: 78,
      months: 1,
      distance: 30,
      verdict: 'neutral',
      outlier: 'high',
      of: 5,
    });
  });

  test('is of a year for what happens, each case counting alike where the cases are known', () => {
    const counted = seriesOf(share, { '2020-11': [10, 40], '2020-12': [8, 10] });
    expect(besideNeighbours(share, counted.judged, '2020-12', neighbours)).toMatchObject({
      value: 36,
      months: 2,
      distance: -12,
      verdict: 'worse',
      outlier: null,
    });
    const valued = seriesOf(share, { '2020-11': 50, '2020-12': 80 });
    expect(besideNeighbours(share, valued.judged, '2020-12', neighbours)).toMatchObject({
      value: 65,
      verdict: 'better',
    });
  });

  test('is neither better nor worse where no more of it would be seen than nothing', () => {
    const { judged } = seriesOf(share, { '2020-11': 48, '2020-12': 48.08 });
    const beside = besideNeighbours(share, judged, '2020-12', neighbours);
    expect(beside).toMatchObject({ verdict: 'neutral' });
    expect(beside!.distance).toBeCloseTo(0.04);
  });

  test('is none without a value on either side', () => {
    const { judged } = seriesOf(stock, { '2020-11': 60, '2020-12': 'tbd' });
    expect(besideNeighbours(stock, judged, '2020-12', neighbours)).toBeNull();
    expect(besideNeighbours(stock, judged, '2020-11', { statisticalNeighbourMean: null, neighbours: [] })).toBeNull();
  });
});

test('an outlier lies outside the range of its neighbours, of which there must be five', () => {
  const outlier = (value: number, others: readonly number[]) => {
    const { judged } = seriesOf(stock, { '2020-12': value });
    return besideNeighbours(stock, judged, '2020-12', { statisticalNeighbourMean: 48, neighbours: others })?.outlier;
  };
  expect(outlier(62, neighbours.neighbours)).toBeNull();
  expect(outlier(62.1, neighbours.neighbours)).toBe('high');
  expect(outlier(34, neighbours.neighbours)).toBe('low');
  expect(outlier(34, [35, 40, 48, 55])).toBeNull();
});
