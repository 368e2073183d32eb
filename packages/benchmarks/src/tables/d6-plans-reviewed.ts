import type { BenchmarkTable } from '../table.ts';

export const plansReviewed: BenchmarkTable = {
  id: 'd6-plans-reviewed',
  title: 'D6 Child protection plans reviewed in time',
  publication: 'Children in need',
  yearEnds: '31 March',
  measures: {
    openThreeMonths: { column: 'CPP_At31_3Months' },
    reviewed: { column: 'Reviewed_within_timescales', aliases: ['cpp_reviewed_within_timescales'] },
    reviewedPercent: {
      column: 'Reviewed_within_timescales_percent',
      aliases: ['cpp_reviewed_within_timescales_percent'],
    },
  },
};
