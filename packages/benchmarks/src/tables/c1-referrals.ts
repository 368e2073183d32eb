import type { BenchmarkTable } from '../table.ts';

export const referrals: BenchmarkTable = {
  id: 'c1-referrals',
  title: 'C1 Referrals and re-referrals',
  publication: 'Children in need',
  yearEnds: '31 March',
  measures: {
    referrals: { column: 'Referrals' },
    referralsRate: { column: 'Referrals_rate', rateOf: 'referrals' },
    reReferrals: { column: 'Re_referrals', aliases: ['repeat_referrals'] },
    reReferralsPercent: { column: 'Re_referrals_percent', aliases: ['repeat_referrals_percent'] },
    nfa: { column: 'No_Further_Action', aliases: ['nfa', 'referrals_nfa'] },
    nfaPercent: { column: 'No_Further_Action_percent', aliases: ['nfa_percent', 'referrals_nfa_percent'] },
  },
};
