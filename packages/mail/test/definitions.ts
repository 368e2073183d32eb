import { anIndicator } from '../../indicators/test/examples.ts';

export const conferences = anIndicator({
  counts: 'children',
  id: 'icpc-timeliness',
  title: 'Percentage of Initial Child Protection Conferences (ICPCs) held within timescales',
  heading: 'Initial child protection conferences held within 15 working days',
  meaning:
    'Of the children whose initial child protection conference was held in the month, transfers in left out, the share ' +
    'whose conference was held within 15 working days of the strategy discussion, bank holidays not counted.',
  open: {
    cases: 'section 47 enquiries still without a conference',
    limit: '15 working days after the strategy discussion',
  },
});

export const visits = anIndicator({
  counts: 'children',
  id: 'cpp-visits-15-working-days',
  title: 'Percentage of children subject to a Child Protection Plan seen in the last 15 working days',
  heading: 'Children on a child protection plan seen in the last 15 working days',
  meaning:
    'Of the child protection plans open at the end of the month, the share whose child was seen on a visit in the 15 ' +
    'working days before, bank holidays not counted.',
  measure: 'stock',
  lists: ['child_protection_plans', 'child_protection_visits'],
});

export const longPlans = anIndicator({
  counts: 'children',
  id: 'cp-plan-2-years-plus',
  title: 'Number of children subject to CP planning for 2+ years',
  heading: 'Children on a child protection plan for two years or more',
  meaning: 'The child protection plans open at the end of the month that began two years or more before.',
  unit: 'count',
  polarity: 'lower-is-better',
  measure: 'stock',
  lists: ['child_protection_plans'],
});

export const enquiryRate = anIndicator({
  id: 's47-rate',
  title: 'Rate of Section 47 (S47) enquiries started per 10,000 children aged 0-17',
  heading: 'Section 47 enquiries started, per 10,000 children',
  meaning:
    'The section 47 enquiries whose strategy discussion was held in the month, per 10,000 children aged 0 to 17.',
  counts: 'enquiries',
  unit: 'rate per 10,000',
  decimals: 1,
  polarity: 'lower-is-better',
});
