import { adoptionReversedAliases } from '../aliases/adoption.ts';
import { age, childUniqueId, dateOfBirth, disability, ethnicity, gender } from '../annex-a.ts';
import { code, date, text } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const adoptions: ListContract = {
  list: 'adoptions',
  title: 'Adoptions',
  annexA: 10,
  version: 1,
  key: ['child', 'decision_date'],
  // Ofsted's own window is every child not yet adopted and every order of the last twelve months. A decision that was
  // reversed has no order: it goes when Ofsted's list drops it, and no figure counts it.
  dateField: 'order_date',
  coverage: { kind: 'rolling', months: 12 },
  orderRules: [],
  columns: [
    childUniqueId,
    text('Family identifier', 'family'),
    gender,
    ethnicity,
    dateOfBirth,
    age,
    disability,
    date('Date the Child Entered Care', 'entered_care_date', { required: true, event: true, stored: true }),
    date('Date of Decision that Child Should be Placed for Adoption', 'decision_date', { stored: true }),
    date('Date of Placement Order', 'placement_order_date'),
    date('Date of Matching Child and Prospective Adopters', 'matching_date'),
    date('Date Placed for Adoption', 'placed_date', { event: true, stored: true }),
    date('Date of Adoption Order', 'order_date', { event: true, stored: true }),
    date('Date of Decision that Child Should No Longer be Placed for Adoption', 'reversal_date'),
    code(
      'Reason Why Child No Longer Placed for Adoption',
      'reversal_reason',
      [
        'RD1 - The child’s needs changed subsequent to the decision',
        'RD2 - The Court did not make a placement order',
        'RD3 - Prospective adopters could not be found',
        'RD4 - Any other reason',
      ],
      { aliases: adoptionReversedAliases },
    ),
    date(
      'Date the child was placed for fostering in FFA or concurrent planning placement',
      'fostering_for_adoption_date',
    ),
  ],
};
