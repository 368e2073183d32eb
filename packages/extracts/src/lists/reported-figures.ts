import { column, text } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const reportedList = 'reported_figures';

/** Figures that no extract can give, and history from before the first extract, each with where it comes from. */
export const reportedFigures: ListContract = {
  list: reportedList,
  title: 'Reported figures',
  version: 1,
  key: ['indicator', 'period', 'member'],
  // A month; it lies in a window when its first day does.
  dateField: 'period',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    column('Indicator', 'indicator', 'indicator', { required: true, decisive: true, stored: true }),
    column('Period', 'period', 'period', { required: true, stored: true }),
    column('Value', 'value', 'figure', { stored: true }),
    column('Numerator', 'numerator', 'number', { stored: true }),
    column('Denominator', 'denominator', 'number', { stored: true }),
    text('Member', 'member', { stored: true, blankMeans: 'the whole authority' }),
    text('Source', 'source', { stored: true }),
    text('Note', 'note', { stored: true }),
  ],
};
