import type { BenchmarkTable } from '../table.ts';

export const lookedAfter: BenchmarkTable = {
  id: 'looked-after',
  title: 'Children looked after, number and rate',
  publication: 'Children looked after in England',
  yearEnds: '31 March',
  only: {
    population_type: ['Children looked after on 31 March each year', 'Children looked after at 31 March'],
  },
  measures: {
    population: { column: 'population_estimate' },
    children: { column: 'children_count', aliases: ['number'] },
    childrenRate: { column: 'rate_per_10000', aliases: ['children_rate_per_10000'] },
  },
};
