import { seenAloneAliases } from '../aliases/yes-no.ts';
import { childUniqueId } from '../annex-a.ts';
import { date, yesNo, yesNoUnknown } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const childProtectionVisits: ListContract = {
  list: 'child_protection_visits',
  title: 'Child protection visits',
  version: 2,
  key: ['child', 'visit_date'],
  dateField: 'visit_date',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    childUniqueId,
    date('Date of Visit', 'visit_date', { required: true, event: true, stored: true }),
    yesNo('Child Seen', 'child_seen', { required: true, decisive: true, stored: true }),
    yesNoUnknown('Child Seen Alone', 'child_seen_alone', {
      decisive: true,
      stored: true,
      aliases: seenAloneAliases,
    }),
  ],
};
