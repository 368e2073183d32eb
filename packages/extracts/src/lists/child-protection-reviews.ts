import { childUniqueId } from '../annex-a.ts';
import { date } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const childProtectionReviews: ListContract = {
  list: 'child_protection_reviews',
  title: 'Child protection reviews',
  version: 1,
  key: ['child', 'review_date'],
  dateField: 'review_date',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    childUniqueId,
    date('Date of Review Conference', 'review_date', { required: true, event: true, stored: true }),
    date('Date Review Due', 'due_date', { required: true, stored: true }),
  ],
};
