import type { Comparison } from './comparison.ts';

const counted = 'Authorities differ in size: read it beside the rate.';
const workforceOfSocialWorkers =
  "Nationally children and family social workers of the whole authority are counted, on 30 September or in the year to it; ours is the service's own staff";

/** Every indicator that a table can give something to compare with. */
export const comparisons: readonly Comparison[] = [
  {
    indicator: 'cin-referral-rate',
    table: 'c1-referrals',
    derivation: { is: 'printed', measure: 'referralsRate' },
    overTheYear: true,
    neighboursOnly: false,
    difference:
      "Nationally every referral of the year counts; ours counts a child's referrals of one day once. The national rate rests on the population of the year before.",
  },
  {
    indicator: 're-referrals-percent',
    table: 'c1-referrals',
    derivation: { is: 'printed', measure: 'reReferralsPercent' },
    overTheYear: false,
    neighboursOnly: false,
    difference:
      "Nationally, and as Vigil computes it, the 12 months run from the child's previous referral; figures reported by the pack run them from the closure after an assessment. Ours counts a child's referrals of one day once.",
  },
  {
    indicator: 're-referrals-number',
    table: 'c1-referrals',
    derivation: { is: 'printed', measure: 'reReferrals' },
    overTheYear: true,
    neighboursOnly: true,
    difference: `As for the percentage of re-referrals. ${counted}`,
  },
  {
    indicator: 'referrals-nfa-percent',
    table: 'c1-referrals',
    derivation: { is: 'printed', measure: 'nfaPercent' },
    overTheYear: false,
    neighboursOnly: false,
    difference: 'Nationally every referral of the year counts; ours counts a child and day once.',
  },
  {
    indicator: 'single-assessment-timeliness',
    table: 'c2-assessments',
    derivation: { is: 'share', of: ['sameDay', 'to10', 'to20', 'to30', 'to40', 'to45'], in: 'completed' },
    overTheYear: false,
    neighboursOnly: false,
    difference:
      "Nationally the 45 working days run from the referral; ours run from the assessment's own start, which flatters where assessments begin late.",
  },
  {
    indicator: 'completed-assessments-rate',
    table: 'c2-assessments',
    derivation: { is: 'printed', measure: 'completedRate' },
    overTheYear: true,
    neighboursOnly: false,
    difference: 'The national rate rests on the population of the year before.',
  },
  {
    indicator: 's47-rate',
    table: 'c4-section-47',
    derivation: { is: 'printed', measure: 'enquiriesRate' },
    overTheYear: true,
    neighboursOnly: false,
    difference: 'The national rate rests on the population of the year before.',
  },
  {
    indicator: 's47-number',
    table: 'c4-section-47',
    derivation: { is: 'printed', measure: 'enquiries' },
    overTheYear: true,
    neighboursOnly: true,
    difference: counted,
  },
  {
    indicator: 'icpc-rate',
    table: 'c4-section-47',
    derivation: { is: 'printed', measure: 'conferenceChildrenRate' },
    overTheYear: true,
    neighboursOnly: false,
    difference:
      'Nationally a child counts once in the year; ours counts a child once in each month it has a conference in, so that twelve of ours may be more than a national year.',
  },
  {
    indicator: 'icpc-timeliness',
    table: 'c4-section-47',
    derivation: { is: 'share', of: ['to10', 'to15'], in: 'conferences' },
    overTheYear: false,
    neighboursOnly: false,
    difference:
      'Nationally every conference of the year is in the denominator, those after a transfer in included; ours leaves transfers in out.',
  },
  {
    indicator: 'cpp-rate',
    table: 'd1-plans',
    derivation: { is: 'printed', measure: 'openRate' },
    overTheYear: false,
    neighboursOnly: false,
    difference: 'The national figure is of 31 March, and rests on the population of the year before.',
  },
  {
    indicator: 'cp-plan-2-years-plus',
    table: 'd5-plans-by-duration',
    derivation: { is: 'printed', measure: 'twoYears' },
    overTheYear: false,
    neighboursOnly: true,
    difference: `The national figure is of 31 March, and counts from 730 days on. ${counted}`,
  },
  {
    indicator: 'rcpc-timeliness',
    table: 'd6-plans-reviewed',
    derivation: { is: 'printed', measure: 'reviewedPercent' },
    overTheYear: false,
    neighboursOnly: false,
    difference:
      'Nationally: of the children on a plan for three months or more on 31 March, those all of whose reviews were in time; ours: of the review conferences held in the month, those held by the date due.',
  },
  {
    indicator: 'lac-rate',
    table: 'looked-after',
    derivation: { is: 'printed', measure: 'childrenRate' },
    overTheYear: false,
    neighboursOnly: false,
    difference:
      'The national figure is of 31 March, and rests on the population of the year before; unaccompanied asylum-seeking children are in both.',
  },
  {
    indicator: 'lac-total',
    table: 'looked-after',
    derivation: { is: 'printed', measure: 'children' },
    overTheYear: false,
    neighboursOnly: true,
    difference: `The national figure is of 31 March; unaccompanied asylum-seeking children are in both. ${counted}`,
  },
  {
    indicator: 'care-leavers-contact-accommodation',
    table: 'care-leavers-accommodation',
    derivation: { is: 'printed', measure: 'suitablePercent' },
    overTheYear: false,
    neighboursOnly: false,
    difference:
      'Nationally accommodation is as on or around the 19th, 20th or 21st birthday in the year, and only those looked after for 13 weeks after their 14th birthday count; ours is the latest position known, of those in touch.',
  },
  {
    indicator: 'staff-turnover',
    table: 'workforce',
    derivation: { is: 'printed', measure: 'turnoverRate' },
    overTheYear: false,
    neighboursOnly: false,
    difference: `${workforceOfSocialWorkers}, of the teams that the pack names.`,
  },
  {
    indicator: 'agency-percent-headcount',
    table: 'workforce',
    derivation: { is: 'printed', measure: 'agencyRate' },
    overTheYear: false,
    neighboursOnly: false,
    difference: `${workforceOfSocialWorkers}.`,
  },
  {
    indicator: 'agency-staff-number',
    table: 'workforce',
    derivation: { is: 'printed', measure: 'agencyStaff' },
    overTheYear: false,
    neighboursOnly: true,
    difference: `${workforceOfSocialWorkers}. ${counted}`,
  },
  {
    indicator: 'caseload-per-fte-overall',
    table: 'workforce',
    derivation: { is: 'printed', measure: 'caseload' },
    overTheYear: false,
    neighboursOnly: false,
    difference: `${workforceOfSocialWorkers}.`,
  },
  {
    indicator: 'sickness-days-per-employee',
    table: 'workforce',
    derivation: { is: 'ratio', of: 'daysLost', to: 'inPost' },
    overTheYear: false,
    neighboursOnly: false,
    difference: `${workforceOfSocialWorkers}. Derived here: days lost in the year over full-time equivalents in post at its end.`,
  },
];
