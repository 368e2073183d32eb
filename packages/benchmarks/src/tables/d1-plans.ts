import type { BenchmarkTable } from '../table.ts';

export const plans: BenchmarkTable = {
  id: 'd1-plans',
  title: 'D1 Child protection plans',
  publication: 'Children in need',
  yearEnds: '31 March',
  measures: {
    open: { column: 'CPP_At31' },
    openRate: { column: 'CPP_At31_rate', rateOf: 'open' },
    started: { column: 'CPP_start' },
    startedRate: { column: 'CPP_start_rate', rateOf: 'started' },
  },
};
