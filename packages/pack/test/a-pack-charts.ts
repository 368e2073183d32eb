import { chartOf } from '../../charts/test/examples.ts';
import type { PackPage } from '../src/index.ts';

const teams = ['Assessment', 'PACT', 'LAC', 'Care Leavers', 'Children with Disabilities', 'Edge of Care'];

export const smallMultiplesPage: PackPage = {
  id: 'icpc-timeliness-members',
  kicker: 'Protection and Court',
  heading: 'Conferences held within 15 working days: team by team',
  stamp: 'casework as at 15 Jan 2021; 78 snapshots 5a5b5c5d6061626f; definition 2',
  body: {
    kind: 'charts',
    introduction: ['Each chart has the same axis, from 0 to 100 %. Hollow points are provisional.'],
    charts: teams.map((member, team) =>
      chartOf(
        Array.from({ length: 13 }, (_, month) =>
          team === 4 && month < 6 ? null : (37 * (team + 2) * (month + 3)) % 101,
        ),
        { member, provisional: '2020-12' },
      ),
    ),
  },
};
