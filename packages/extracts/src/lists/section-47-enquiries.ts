import {
  age,
  allocatedTeam,
  allocatedWorker,
  childUniqueId,
  dateOfBirth,
  disability,
  ethnicity,
  gender,
} from '../annex-a.ts';
import { column, date, yesNo } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const section47Enquiries: ListContract = {
  list: 'section_47_enquiries',
  title: 'Section 47 enquiries and initial child protection conferences',
  annexA: 5,
  version: 2,
  key: ['child', 'strategy_discussion_date'],
  dateField: 'strategy_discussion_date',
  coverage: { kind: 'rolling', months: 6 },
  orderRules: [{ before: 'strategy_discussion_date', after: 'conference_date' }],
  columns: [
    childUniqueId,
    gender,
    ethnicity,
    dateOfBirth,
    age,
    disability,
    date('Strategy discussion initiating Section 47 Enquiry Start Date', 'strategy_discussion_date', {
      required: true,
      event: true,
      stored: true,
    }),
    yesNo('Was an Initial Child Protection Conference deemed unnecessary?', 'conference_unnecessary', {
      decisive: true,
      stored: true,
    }),
    date('Date of Initial Child Protection Conference', 'conference_date', { event: true, stored: true }),
    yesNo('Did the Initial Child Protection Conference Result in a Child Protection Plan', 'conference_led_to_plan'),
    column('Number of Section 47 Enquiries in the last 12 months', 'enquiries_in_last_12_months', 'integer'),
    column('Number of ICPCs in the last 12 months', 'conferences_in_last_12_months', 'integer'),
    yesNo('Transfer In (Y/N)', 'transfer_in', { extension: true, decisive: true, stored: true }),
    allocatedTeam,
    allocatedWorker,
  ],
};
