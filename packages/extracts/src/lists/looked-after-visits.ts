import { childUniqueId } from '../annex-a.ts';
import { date } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const lookedAfterVisits: ListContract = {
  list: 'looked_after_visits',
  title: 'Looked-after visits',
  version: 1,
  key: ['child', 'visit_date'],
  dateField: 'visit_date',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [childUniqueId, date('Date of Visit', 'visit_date', { required: true, event: true, stored: true })],
};
