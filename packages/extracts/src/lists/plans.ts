import { childUniqueId } from '../annex-a.ts';
import { code, date } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const plans: ListContract = {
  list: 'plans',
  title: 'Care and pathway plans',
  version: 1,
  key: ['child', 'plan_type', 'date_authorised'],
  dateField: 'date_authorised',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    childUniqueId,
    code('Plan Type', 'plan_type', ['Care plan', 'Pathway plan'], { required: true, decisive: true, stored: true }),
    // Blank: not authorised.
    date('Date Authorised', 'date_authorised', { event: true, stored: true }),
    date('Date Ended', 'date_ended', { stored: true }),
  ],
};
