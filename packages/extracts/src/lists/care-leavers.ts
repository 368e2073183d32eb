import { accommodationAliases, suitabilityAliases } from '../aliases/accommodation.ts';
import { activityAliases, eligibilityAliases, inTouchAliases } from '../aliases/care-leavers.ts';
import { formerUascAliases } from '../aliases/yes-no.ts';
import {
  age,
  allocatedTeam,
  allocatedWorker,
  childUniqueId,
  dateOfBirth,
  disability,
  ethnicity,
  gender,
} from '../annex-a.ts';
import { code, date, text, yesNo } from '../columns.ts';
import type { ListContract } from '../contract.ts';

export const careLeavers: ListContract = {
  list: 'care_leavers',
  title: 'Care leavers',
  annexA: 9,
  version: 1,
  key: ['child'],
  // The list holds who is a care leaver at present, in full. No window fits it: under one, nobody's absence deletes.
  dateField: 'date_of_birth',
  coverage: { kind: 'full' },
  orderRules: [],
  columns: [
    childUniqueId,
    gender,
    ethnicity,
    { ...dateOfBirth, required: true },
    age,
    {
      ...yesNo('Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)', 'uasc', {
        newer: true,
        headerPatterns: [/unaccompanied asylum seeking child/i],
        aliases: formerUascAliases,
      }),
      codes: ['No', 'Yes'],
    },
    disability,
    allocatedTeam,
    allocatedWorker,
    text('Allocated Personal Advisor', 'allocated_personal_adviser', { newer: true }),
    code(
      'Eligibility Category',
      'eligibility_category',
      ['a) Relevant child', 'b) Former relevant child', 'c) Qualifying care leaver'],
      { aliases: eligibilityAliases },
    ),
    date('Latest Pathway Plan Review Date', 'last_pathway_plan_review_date', { newer: true }),
    code('LA in Touch', 'in_touch', ['a) Yes', 'b) No', 'c) Died', 'd) Refu', 'e) NREQ', 'f) Rhom'], {
      required: true,
      decisive: true,
      stored: true,
      aliases: inTouchAliases,
    }),
    date('Latest Date of Contact', 'last_contact_date', { newer: true }),
    code(
      'Type of Accommodation',
      'accommodation_type',
      [
        'B: Parents/relatives',
        'C: Community home / residential care',
        'D: Semi-independent, transitional accommodation and self-contained accommodation',
        'E: Supported lodgings',
        'G: Abroad',
        'H: Deported',
        'K: Ordinary lodgings, without formal support',
        'R: Residence not known',
        'S: No fixed abode / homeless',
        'T: Foyers and similar supported accommodation',
        'U: Independent living',
        'V: Emergency accommodation',
        'W: Bed and breakfast',
        'X: In custody',
        'Y: Other accommodation',
        'Z: With former foster carers',
      ],
      { decisive: true, stored: true, aliases: accommodationAliases },
    ),
    code('Suitability of Accommodation', 'accommodation_suitability', ['a) Suitable', 'b) Unsuitable'], {
      decisive: true,
      stored: true,
      aliases: suitabilityAliases,
    }),
    code(
      'Activity Status',
      'activity_status',
      [
        'F1: Full time in higher education',
        'P1: Part time in higher education',
        'F2: Full time in education other than higher',
        'P2: Part time in education other than higher',
        'F3: Full time in training or employment',
        'P3: Part time in training or employment',
        'G4: Not in education, employment or training - illness or disability',
        'G5: Not in education, employment or training - other',
        'G6: Not in education, employment or training - pregnancy or parenting',
        // Annex A still has F3 and P3; the national return has these in their place.
        'F4: Young person engaged full time in an apprenticeship',
        'P4: Young person engaged part time in an apprenticeship',
        'F5: Young person engaged full time in training or employment (not apprenticeship)',
        'P5: Young person engaged part time in training or employment (not apprenticeship)',
      ],
      { decisive: true, stored: true, aliases: activityAliases },
    ),
  ],
};
