import type { PackPage } from '../src/index.ts';

const stamp =
  'casework as at 15 Jan 2021; workforce as at 8 Jan 2021; 41 snapshots 3f9a1c72d0e5b846; 41 definitions 90ab14cc';

export const overviewPage: PackPage = {
  id: 'overview',
  kicker: 'Overview',
  heading: 'How the indicators stand in December 2020',
  stamp,
  body: {
    kind: 'lists',
    introduction: [
      'Not every figure is complete: work with the Data Team goes on, and the report is to be final for the Board of March 2021.',
    ],
    lists: [
      {
        place: 'going-well',
        title: 'Going well or better',
        entries: [
          {
            text: 'Timeliness of MASH decision making maintained during the pandemic',
            reason: 'Contacts decided on within 1 working day: 99 %, target at least 100 %',
            note: null,
            links: [],
          },
          {
            text: 'Timeliness of single assessment completion is good',
            reason: 'Meets its target.',
            note: 'Draft, carried over from November 2020',
            links: [{ page: 'icpc-timeliness', text: 'Assessments completed within 45 working days' }],
          },
          { text: 'Children leaving care by adoption', reason: '', note: null, links: [] },
        ],
      },
      {
        place: 'watch',
        title: 'Ones to watch',
        entries: [
          {
            text: 'Number of unaccompanied asylum seekers has increased',
            reason: 'Neither good nor bad, but worth a look: the highest of the 14 months that are reported.',
            note: null,
            links: [{ page: 'caseloads', text: 'Caseloads' }],
          },
        ],
      },
      {
        place: 'do-better',
        title: 'Things to do better',
        entries: [
          {
            text: 'ICPC timeliness performance remains low',
            reason: 'Misses its target for 3 months running.',
            note: null,
            links: [{ page: 'icpc-timeliness', text: 'Conferences held within 15 working days' }],
          },
          {
            text: 'Caseloads remain too high in assessment, Protection and Court (PACT) and Looked after Children (LAC) teams',
            reason: 'Overall 17.6 cases a worker; PACT 20.4 against at most 20; LAC 17.6 against at most 15.',
            note: null,
            links: [
              { page: 'caseloads', text: 'Caseloads' },
              { page: 'tables-protection-and-court', text: 'Teams' },
            ],
          },
        ],
      },
    ],
  },
};

export const planPage: PackPage = {
  id: 'plan',
  kicker: 'Overview',
  heading: 'How the improvement plan stands',
  stamp: 'no figures of its own; 2 linked snapshots 51b1c90e77a2f310',
  body: {
    kind: 'lists',
    introduction: [],
    lists: [
      {
        place: 'going-well',
        title: 'Going well or better',
        entries: [
          {
            text: 'Good performance in respect of adoption timeliness, numbers of children adopted, completion of life story books and case exemplar',
            reason: 'Evidence: performance data and service reports',
            note: 'Draft, carried over from November 2020',
            links: [],
          },
        ],
      },
      {
        place: 'do-better',
        title: 'Things to do better',
        entries: [
          {
            text: 'Reducing the number of agency workers; the number of social workers per child and recruiting into vacant management posts',
            reason: 'Head of service, by 31 March 2021. Figures now: Caseloads 23.5 (red, no change)',
            note: null,
            links: [{ page: 'caseloads', text: 'Caseloads' }],
          },
        ],
      },
    ],
  },
};
