import type { BenchmarkTable } from '../table.ts';

export const section47: BenchmarkTable = {
  id: 'c4-section-47',
  title: 'C4 Section 47 enquiries and initial child protection conferences',
  publication: 'Children in need',
  yearEnds: '31 March',
  measures: {
    enquiries: { column: 'Section47' },
    enquiriesRate: { column: 'Section47_rate', rateOf: 'enquiries' },
    conferences: { column: 'ICPC' },
    conferencesRate: { column: 'ICPC_rate', rateOf: 'conferences' },
    conferenceChildren: { column: 'ICPC_child' },
    conferenceChildrenRate: { column: 'ICPC_child_rate', rateOf: 'conferenceChildren' },
    to10: { column: 'Duration_0-10_days', aliases: ['icpc_0-10_days'] },
    to15: { column: 'Duration_11-15_days', aliases: ['icpc_11-15_days'] },
  },
};
