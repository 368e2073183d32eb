import { age, childUniqueId, dateOfBirth, ethnicity, gender } from '../annex-a.ts';
import { date, text } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const earlyHelpAssessments: ListContract = {
  list: 'early_help_assessments',
  title: 'Early help assessments',
  annexA: 2,
  version: 1,
  key: ['child', 'start_date'],
  dateField: 'start_date',
  coverage: { kind: 'rolling', months: 6 },
  orderRules: [],
  columns: [
    childUniqueId,
    gender,
    ethnicity,
    dateOfBirth,
    age,
    date('Assessment start date', 'start_date', { required: true, event: true, stored: true }),
    date('Assessment completion date', 'completion_date', { event: true, stored: true }),
    text('Organisation completing assessment', 'organisation'),
  ],
};
