import type { ListContract } from './contract.ts';
import { absences } from './lists/absences.ts';
import { adopters } from './lists/adopters.ts';
import { adoptions } from './lists/adoptions.ts';
import { assessments } from './lists/assessments.ts';
import { audits } from './lists/audits.ts';
import { careLeavers } from './lists/care-leavers.ts';
import { childProtectionPlans } from './lists/child-protection-plans.ts';
import { childProtectionReviews } from './lists/child-protection-reviews.ts';
import { childProtectionVisits } from './lists/child-protection-visits.ts';
import { childrenInNeed } from './lists/children-in-need.ts';
import { childrenLookedAfter } from './lists/children-looked-after.ts';
import { contacts } from './lists/contacts.ts';
import { earlyHelpAssessments } from './lists/early-help-assessments.ts';
import { fosterCarers } from './lists/foster-carers.ts';
import { lookedAfterReviews } from './lists/looked-after-reviews.ts';
import { lookedAfterVisits } from './lists/looked-after-visits.ts';
import { missingEpisodes } from './lists/missing-episodes.ts';
import { placements } from './lists/placements.ts';
import { plans } from './lists/plans.ts';
import { referrals } from './lists/referrals.ts';
import { reportedFigures } from './lists/reported-figures.ts';
import { section47Enquiries } from './lists/section-47-enquiries.ts';
import { staff } from './lists/staff.ts';

/** Every list an authority may deliver, by name: Ofsted's Annex A in its order, then Vigil's own. */
export const contracts: ReadonlyMap<string, ListContract> = new Map(
  [
    contacts,
    earlyHelpAssessments,
    referrals,
    assessments,
    section47Enquiries,
    childrenInNeed,
    childProtectionPlans,
    childrenLookedAfter,
    careLeavers,
    adoptions,
    adopters,
    childProtectionVisits,
    childProtectionReviews,
    lookedAfterVisits,
    lookedAfterReviews,
    placements,
    plans,
    fosterCarers,
    missingEpisodes,
    staff,
    absences,
    audits,
    reportedFigures,
  ].map((contract) => [contract.list, contract]),
);

/** The name of every list → its title. */
export const knownLists: ReadonlyMap<string, string> = new Map(
  [...contracts.values()].map(({ list, title }) => [list, title]),
);
