import type { BenchmarkTable } from '../table.ts';

export const plansByDuration: BenchmarkTable = {
  id: 'd5-plans-by-duration',
  title: 'D5 Child protection plans at 31 March by duration',
  publication: 'Children in need',
  yearEnds: '31 March',
  measures: {
    open: { column: 'CPP_At31' },
    twoYears: { column: '2_years_or_more', aliases: ['cpp_2_years_or_more'] },
    twoYearsPercent: { column: '2_years_or_more_percent', aliases: ['cpp_2_years_or_more_percent'] },
  },
};
