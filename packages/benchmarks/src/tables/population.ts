import type { BenchmarkTable } from '../table.ts';

export const population: BenchmarkTable = {
  id: 'population',
  title: 'ONS mid-year population estimates, 0 to 17',
  publication: 'Children in need',
  yearEnds: '30 June',
  only: { age_group: ['Children aged 0 to 17 years', '0 to 17'] },
  measures: { children: { column: 'population_estimate' } },
};
