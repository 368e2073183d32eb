import { childUniqueId } from '../annex-a.ts';
import { column, date, yesNo } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const lookedAfterReviews: ListContract = {
  list: 'looked_after_reviews',
  title: 'Looked-after reviews',
  version: 1,
  key: ['child', 'review_date'],
  dateField: 'review_date',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    childUniqueId,
    date('Date of Review', 'review_date', { required: true, event: true, stored: true }),
    date('Date Review Due', 'due_date', { required: true, stored: true }),
    column('Review Number', 'review_number', 'integer', { stored: true }),
    yesNo('Permanence Plan Recorded (Y/N)', 'permanence_plan_recorded', { decisive: true, stored: true }),
  ],
};
