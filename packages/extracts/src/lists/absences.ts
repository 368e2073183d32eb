import { column, date, identifier } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const absences: ListContract = {
  list: 'absences',
  title: 'Absences',
  version: 1,
  key: ['worker', 'first_day'],
  dateField: 'first_day',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    identifier('Worker ID', 'worker'),
    date('First Day', 'first_day', { required: true, event: true, stored: true }),
    date('Last Day', 'last_day', { event: true, stored: true }),
    column('Working Days Lost', 'working_days_lost', 'number', { stored: true }),
  ],
};
