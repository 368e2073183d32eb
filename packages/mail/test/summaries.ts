import type { OperatorsDigest, WeeklySummary } from '@vigil/alerts';

import type { ChaserMail } from '../src/chaser-mail.ts';
import { conferences, visits } from './definitions.ts';
import { decemberConferences, newlyMissedVisits, novemberConferences, risingPlans } from './digests.ts';

export const weekly: WeeklySummary = {
  authority: { code: '852', name: 'Rivermouth' },
  recipient: { title: 'Director of Children’s Services', email: 'director@example.gov.uk' },
  week: { from: '2020-12-28', to: '2021-01-03' },
  asAt: '2021-01-04',
  services: [
    {
      name: 'Protection and Court',
      head: { title: 'Head of Protection and Court', email: 'head.pact@example.gov.uk' },
      items: [
        {
          definition: visits,
          member: null,
          judged: newlyMissedVisits.series.at(-1)!,
          rules: ['target-missed'],
          state: 'open',
          since: '2020-11',
          response: null,
        },
      ],
      opened: 1,
      recovered: 0,
    },
    {
      name: 'Quality Assurance',
      head: { title: 'Head of Quality Assurance', email: 'head.qa@example.gov.uk' },
      items: [
        {
          definition: conferences,
          member: null,
          judged: decemberConferences.series.at(-1)!,
          rules: ['target-missed', 'moved'],
          state: 'acknowledged',
          since: '2020-07',
          response: novemberConferences.response,
        },
        {
          definition: risingPlans.definition,
          member: null,
          judged: risingPlans.series.at(-1)!,
          rules: ['target-missed'],
          state: 'escalated',
          since: '2020-09',
          response: null,
        },
      ],
      opened: 0,
      recovered: 1,
    },
  ],
};

export const operators: OperatorsDigest = {
  authority: { code: '852', name: 'Rivermouth' },
  recipient: { email: 'operators@example.gov.uk' },
  at: '2021-01-04T07:00:00Z',
  matters: [
    {
      key: 'failed pull',
      kind: 'failed',
      subject: 'pull of casework',
      since: '2021-01-04T02:15:07Z',
      words: 'The folder /srv/extracts cannot be read: permission denied.',
      advice: 'Give Vigil the right to read it, then type vigil replay --stage pull --reason "…".',
      fresh: true,
    },
    {
      key: 'notice 1',
      kind: 'held',
      subject: 'contacts of casework',
      since: '2021-01-03T02:19:00Z',
      words: 'contacts has 60 % fewer rows than last time.',
      advice: 'Look at it with vigil status, then type vigil accept or vigil reject.',
      fresh: false,
    },
  ],
};

/** To somebody who reports for two: December is overdue for one, who owes November as well, and due soon for the other. */
export const chaser: ChaserMail = {
  authority: { code: '852', name: 'Rivermouth' },
  recipient: { email: 'hr@example.gov.uk' },
  today: '2021-01-13',
  contributors: [
    {
      name: 'Human Resources',
      form: 'hr December 2020 as at 2021-01-01.xlsx',
      folder: '/srv/vigil/forms/hr',
      months: [
        { period: '2020-11', due: '2020-12-07', reason: 'overdue', late: 24, figures: ['Staff turnover'] },
        {
          period: '2020-12',
          due: '2021-01-08',
          reason: 'overdue',
          late: 3,
          figures: ['Staff turnover', 'Agency social workers'],
        },
      ],
    },
    {
      name: 'SEND team',
      form: 'send December 2020 as at 2021-01-01.xlsx',
      folder: '//fileserver.rivermouth.gov.uk/childrens-services/performance/vigil/forms/send',
      months: [
        {
          period: '2020-12',
          due: '2021-01-15',
          reason: 'reminder',
          late: 0,
          figures: ['Education, health and care assessments finished in 20 weeks'],
        },
      ],
    },
  ],
  rhythm: { remind: 2, every: 5 },
};
