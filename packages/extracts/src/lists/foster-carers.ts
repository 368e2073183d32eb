import { code, date, identifier } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const fosterCarers: ListContract = {
  list: 'foster_carers',
  title: 'Foster carers',
  version: 1,
  key: ['household'],
  dateField: 'date_approved',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    identifier('Foster Household ID', 'household'),
    code('Household Type', 'household_type', ['Mainstream', 'Connected persons'], {
      required: true,
      decisive: true,
      stored: true,
    }),
    date('Date Approved', 'date_approved', { required: true, event: true, stored: true }),
    date('Date Ceased', 'date_ceased', { event: true, stored: true }),
  ],
};
