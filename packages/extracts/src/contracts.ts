import type { ListContract } from './contract.ts';
import { assessments } from './lists/assessments.ts';
import { childProtectionPlans } from './lists/child-protection-plans.ts';
import { childProtectionVisits } from './lists/child-protection-visits.ts';
import { contacts } from './lists/contacts.ts';
import { reportedFigures } from './lists/reported-figures.ts';
import { section47Enquiries } from './lists/section-47-enquiries.ts';

/** The lists Vigil reads, by name. */
export const contracts: ReadonlyMap<string, ListContract> = new Map(
  [contacts, assessments, section47Enquiries, childProtectionPlans, childProtectionVisits, reportedFigures].map(
    (contract) => [contract.list, contract],
  ),
);

/** Every list an authority may deliver, by name, with its title: also those that are not read yet. */
export const knownLists: ReadonlyMap<string, string> = new Map([
  ['contacts', 'Contacts'],
  ['early_help_assessments', 'Early help assessments'],
  ['referrals', 'Referrals'],
  ['assessments', 'Assessments'],
  ['section_47_enquiries', 'Section 47 enquiries and initial child protection conferences'],
  ['children_in_need', 'Children in need'],
  ['child_protection_plans', 'Child protection plans'],
  ['children_looked_after', 'Children looked after'],
  ['care_leavers', 'Care leavers'],
  ['adoptions', 'Adoptions'],
  ['adopters', 'Adopters'],
  ['child_protection_visits', 'Child protection visits'],
  ['child_protection_reviews', 'Child protection reviews'],
  ['looked_after_visits', 'Looked-after visits'],
  ['looked_after_reviews', 'Looked-after reviews'],
  ['placements', 'Placements'],
  ['plans', 'Care and pathway plans'],
  ['foster_carers', 'Foster carers'],
  ['missing_episodes', 'Missing episodes'],
  ['staff', 'Staff'],
  ['absences', 'Absences'],
  ['audits', 'Audits'],
  ['reported_figures', 'Reported figures'],
]);
