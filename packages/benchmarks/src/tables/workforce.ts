import type { BenchmarkTable } from '../table.ts';

export const workforce: BenchmarkTable = {
  id: 'workforce',
  title: "Children's social work workforce, indicators",
  publication: "Children's social work workforce",
  yearEnds: '30 September',
  measures: {
    inPost: { column: 'inpost_fte', aliases: ['in_post_fte'] },
    turnoverRate: { column: 'turnover_rate_fte' },
    agencyStaff: { column: 'agency_headcount', aliases: ['agency_worker_headcount'] },
    agencyRate: { column: 'agency_rate_headcount', aliases: ['agency_worker_rate_headcount'] },
    caseload: { column: 'caseload_fte' },
    daysLost: { column: 'working_days_lost_fte' },
  },
};
