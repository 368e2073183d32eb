import { interviewOfferedAliases } from '../aliases/yes-no.ts';
import { childUniqueId } from '../annex-a.ts';
import { date, yesNoUnknown } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const missingEpisodes: ListContract = {
  list: 'missing_episodes',
  title: 'Missing episodes',
  version: 1,
  key: ['child', 'missing_start'],
  dateField: 'missing_start',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    childUniqueId,
    date('Missing Start', 'missing_start', { required: true, event: true, stored: true }),
    date('Missing End', 'missing_end', { event: true, stored: true }),
    yesNoUnknown('Return Interview Offered', 'return_interview_offered', {
      decisive: true,
      stored: true,
      aliases: interviewOfferedAliases,
    }),
    date('Date of Return Interview', 'return_interview_date', { event: true, stored: true }),
  ],
};
