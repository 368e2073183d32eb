import { seenAloneAliases } from '../aliases/yes-no.ts';
import {
  age,
  allocatedTeam,
  allocatedWorker,
  childUniqueId,
  dateOfBirth,
  disability,
  ethnicity,
  gender,
  initialCategoryOfAbuse,
  latestCategoryOfAbuse,
} from '../annex-a.ts';
import { column, date, yesNo, yesNoUnknown } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const childProtectionPlans: ListContract = {
  list: 'child_protection_plans',
  title: 'Child protection plans',
  annexA: 7,
  version: 2,
  key: ['child', 'start_date'],
  // Ofsted's own window is every plan still open (no end) and every one that ended in the last six months.
  dateField: 'end_date',
  coverage: { kind: 'rolling', months: 6 },
  orderRules: [{ before: 'start_date', after: 'end_date' }],
  columns: [
    childUniqueId,
    gender,
    ethnicity,
    dateOfBirth,
    age,
    disability,
    date('Child Protection Plan Start Date', 'start_date', { required: true, event: true, stored: true }),
    initialCategoryOfAbuse,
    latestCategoryOfAbuse,
    date('Date of the Last Statutory Visit', 'last_visit_date'),
    yesNoUnknown('Was the Child Seen Alone?', 'seen_alone', { aliases: seenAloneAliases }),
    date('Date of latest review conference', 'last_review_date'),
    date('Child Protection Plan End Date', 'end_date', { event: true, stored: true }),
    yesNo(
      'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)',
      'emergency_protection',
      { headerPatterns: [/subject to emergency protection order/i] },
    ),
    column('Number of Previous Child Protection Plans', 'previous_plans', 'integer', { stored: true }),
    yesNo('Temporary Plan From Another LA (Y/N)', 'temporary_from_other_authority', {
      extension: true,
      decisive: true,
      stored: true,
    }),
    allocatedTeam,
    allocatedWorker,
  ],
};
