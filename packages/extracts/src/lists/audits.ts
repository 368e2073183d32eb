import { code, date, identifier, text } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const audits: ListContract = {
  list: 'audits',
  title: 'Audits',
  version: 1,
  key: ['audit'],
  dateField: 'due_date',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    identifier('Audit ID', 'audit'),
    text('Team', 'team', { stored: true }),
    date('Date Due', 'due_date', { required: true, stored: true }),
    date('Date Completed', 'completed_date', { event: true, stored: true }),
    code('Grade', 'grade', ['Outstanding', 'Good', 'Requires improvement', 'Inadequate'], {
      decisive: true,
      stored: true,
    }),
  ],
};
