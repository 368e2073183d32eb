import { childSeenAliases } from '../aliases/yes-no.ts';
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
import { date, yesNo, yesNoUnknown } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const assessments: ListContract = {
  list: 'assessments',
  title: 'Assessments',
  annexA: 4,
  version: 2,
  key: ['child', 'start_date'],
  dateField: 'start_date',
  coverage: { kind: 'rolling', months: 6 },
  orderRules: [{ before: 'start_date', after: 'authorisation_date' }],
  columns: [
    childUniqueId,
    gender,
    ethnicity,
    dateOfBirth,
    age,
    disability,
    date('Continuous Assessment Start Date', 'start_date', { required: true, event: true, stored: true }),
    yesNoUnknown('Child Seen During Continuous Assessment', 'child_seen', { aliases: childSeenAliases }),
    date('Continuous Assessment Date of Authorisation', 'authorisation_date', { event: true, stored: true }),
    yesNo("Was the child assessed as requiring LA children's social care support?", 'support_required', {
      decisive: true,
      stored: true,
      headerPatterns: [/was the child assessed.*social care support/i],
    }),
    allocatedTeam,
    allocatedWorker,
  ],
};
