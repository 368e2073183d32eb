import type { Benchmark, BenchmarkValue } from '@vigil/benchmarks';
import { describe, expect, it } from 'vitest';
import { comparedFigures } from './benchmarks.ts';

const england: BenchmarkValue = {
  name: 'England',
  value: 78.7,
  symbol: null,
  year: 2019,
  yearName: '2018-19',
  table: 'c4-section-47-enquiries',
  release: '2020',
  file: 'c4.csv',
};

const benchmark: Benchmark = {
  indicator: 'icpc-timeliness',
  table: 'c4-section-47-enquiries',
  title: 'Section 47 enquiries',
  monthly: false,
  england,
  region: { ...england, name: 'South East', value: null, symbol: 'c' },
  neighbours: { ...england, name: 'Statistical neighbours', value: 77, n: 9, of: 10, edition: '2019', values: [] },
  own: null,
  note: '',
  older: true,
  mixedYears: false,
  marks: [],
};

describe('the benchmarks of the views', () => {
  it('have a row for each that an indicator is compared with, with its vintage', () => {
    expect(comparedFigures(benchmark)).toMatchObject([
      { comparedWith: 'England', value: 78.7, yearName: '2018-19', release: '2020', edition: null, older: true },
      { comparedWith: 'region', name: 'South East' },
      { comparedWith: 'statistical neighbours', edition: '2019', neighboursCounted: 9, neighboursAll: 10 },
    ]);
  });

  it('keep what is suppressed suppressed, and say so in words', () => {
    expect(comparedFigures(benchmark)[1]).toMatchObject({ value: null, withheld: 'suppressed to protect people' });
  });
});
