import { column, date, identifier, text, yesNo } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const staff: ListContract = {
  list: 'staff',
  title: 'Staff',
  version: 1,
  key: ['worker'],
  dateField: 'start_date',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    identifier('Worker ID', 'worker'),
    text('Team', 'team', { required: true, stored: true }),
    column('FTE', 'fte', 'number', { stored: true }),
    yesNo('Agency (Y/N)', 'agency', { decisive: true, stored: true }),
    date('Start Date', 'start_date', { required: true, stored: true }),
    date('End Date', 'end_date', { stored: true }),
  ],
};
