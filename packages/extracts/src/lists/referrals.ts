import { referralNfaAliases } from '../aliases/yes-no.ts';
import {
  age,
  allocatedTeam,
  allocatedWorker,
  childUniqueId,
  dateOfBirth,
  ethnicity,
  gender,
  referralSource,
} from '../annex-a.ts';
import { column, date, yesNo } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const referrals: ListContract = {
  list: 'referrals',
  title: 'Referrals',
  annexA: 3,
  version: 1,
  key: ['child', 'date_of_referral', 'referral_source'],
  dateField: 'date_of_referral',
  coverage: { kind: 'rolling', months: 6 },
  orderRules: [],
  columns: [
    childUniqueId,
    gender,
    ethnicity,
    dateOfBirth,
    age,
    date('Date of referral', 'date_of_referral', {
      required: true,
      event: true,
      stored: true,
      headerPatterns: [/date of.*referral/i],
    }),
    referralSource,
    yesNo('Referral NFA?', 'no_further_action', {
      required: true,
      decisive: true,
      stored: true,
      aliases: referralNfaAliases,
    }),
    column('Number of Referrals in Last 12 Months', 'referrals_in_last_12_months', 'integer'),
    allocatedTeam,
    allocatedWorker,
  ],
};
