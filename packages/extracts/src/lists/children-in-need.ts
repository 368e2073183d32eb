import { caseStatusAliases } from '../aliases/case-status.ts';
import { primaryNeedAliases } from '../aliases/need.ts';
import { reasonForClosureAliases } from '../aliases/reason-for-closure.ts';
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
import { code, date } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const childrenInNeed: ListContract = {
  list: 'children_in_need',
  title: 'Children in need',
  annexA: 6,
  version: 1,
  key: ['child', 'start_date'],
  // Ofsted's own window is everybody still in need (no closure) and every episode closed in the last six months.
  dateField: 'closure_date',
  coverage: { kind: 'rolling', months: 6 },
  orderRules: [],
  columns: [
    childUniqueId,
    gender,
    ethnicity,
    dateOfBirth,
    age,
    disability,
    date('CIN Start Date', 'start_date', { event: true, stored: true }),
    code(
      'Primary Need Code',
      'primary_need',
      [
        'N1 - Abuse or neglect',
        'N2 - Child’s disability',
        'N3 - Parental disability or illness',
        'N4 - Family in acute stress',
        'N5 - Family dysfunction',
        'N6 - Socially unacceptable behaviour',
        'N7 - Low income',
        'N8 - Absent parenting',
        'N9 - Cases other than children in need',
        'N0 - Not stated',
      ],
      { aliases: primaryNeedAliases },
    ),
    date('Date Child Was Last Seen', 'last_seen_date'),
    date('CIN Closure Date', 'closure_date', { event: true, stored: true }),
    code(
      'Reason for Closure',
      'reason_for_closure',
      [
        'RC1 - Adopted',
        'RC2 - Died',
        'RC3 - Child arrangements order',
        'RC4 - Special guardianship order',
        'RC5 - Transferred to services of another local authority',
        'RC6 - Transferred to adult social care services',
        'RC7 - Services ceased for any other reason, including child no longer in need',
        'RC8 - Case closed after assessment, no further action',
      ],
      { aliases: reasonForClosureAliases },
    ),
    code(
      'Case Status',
      'case_status',
      [
        'a) Looked after child',
        'b) Child Protection plan',
        'c) Child in need plan',
        'd) Open assessment',
        'e) Closed episode',
      ],
      { decisive: true, stored: true, aliases: caseStatusAliases },
    ),
    allocatedTeam,
    allocatedWorker,
  ],
};
