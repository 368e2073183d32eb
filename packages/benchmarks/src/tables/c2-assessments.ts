import type { BenchmarkTable } from '../table.ts';

export const assessments: BenchmarkTable = {
  id: 'c2-assessments',
  title: 'C2 Duration of assessments',
  publication: 'Children in need',
  yearEnds: '31 March',
  measures: {
    completed: { column: 'Assessments_completed' },
    completedRate: { column: 'Assessments_completed_rate', rateOf: 'completed' },
    sameDay: { column: 'Same_day' },
    to10: { column: '1-10_days' },
    to20: { column: '11-20_days' },
    to30: { column: '21-30_days' },
    to40: { column: '31-40_days' },
    to45: { column: '41-45_days' },
  },
};
