import { age, childUniqueId, contactSource, dateOfBirth, ethnicity, gender } from '../annex-a.ts';
import { code, date } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const contacts: ListContract = {
  list: 'contacts',
  title: 'Contacts',
  annexA: 1,
  version: 2,
  key: ['child', 'date_of_contact', 'contact_source'],
  dateField: 'date_of_contact',
  coverage: { kind: 'rolling', months: 6 },
  orderRules: [{ before: 'date_of_contact', after: 'date_of_decision' }],
  columns: [
    childUniqueId,
    gender,
    ethnicity,
    dateOfBirth,
    age,
    date('Date of Contact', 'date_of_contact', {
      required: true,
      event: true,
      stored: true,
      headerPatterns: [/date.*contact/i],
    }),
    contactSource,
    date('Date of Decision', 'date_of_decision', { extension: true, event: true, stored: true }),
    code(
      'Contact Outcome',
      'contact_outcome',
      ['Referral to social care', 'Early help', 'Information and advice', 'No further action'],
      { extension: true, decisive: true, stored: true },
    ),
  ],
};
