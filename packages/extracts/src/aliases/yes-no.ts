import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** Answers seen in any yes/no column. Provenance: spellings.ts. */
export const yesNoAliases: Aliases = {
  'a) Yes': spellings(`1 - Yes`),
  'b) No': spellings(`0 - No`),
};

/** `Does the Child have a Disability`: many authorities send which one. Provenance: spellings.ts. */
export const disabilityAliases: Aliases = {
  'a) Yes': spellings(`
    1 - Yes | ASPERGER SYNDROME | AUT | AUTISM | Autism or Asperger Syndrome | BEH | BEHAVIOUR | COMM |
    COMMUNICATION | CON | CONCIOUSNESS | Consciousness | DDA | DIAGNOSED WITH AUTISM OR ASPERGER SYNDROME |
    Disability | Disabled under DDA - No other | HAND | HAND FUNCTION | HEAR | HEARING | INC | Incontience |
    INCONTINENCE | LD | LEARNING | MOB | MOBILITY | OTHER DDA | PC | PERSONAL CARE | VIS | VISION
  `),
  'b) No': spellings(`0 - No | NO DISABILITY | NONE`),
  'c) Unknown': spellings(`NOBT | NOBT - Information not yet obtained | Not obtained | REFU | Refused`),
};

/** `Child Seen During Continuous Assessment`. Provenance: spellings.ts. */
export const childSeenAliases: Aliases = {
  'a) Yes': spellings(`1 - Yes | Child seen | Child seen alone | Seen | Seen alone`),
  'b) No': spellings(`0 - No | Child not seen | Not seen | Unborn`),
};

/** `Was the Child Seen Alone?` Provenance: spellings.ts. */
export const seenAloneAliases: Aliases = {
  'a) Yes': spellings(`1 - Yes | Child seen alone | Seen alone | Yes-See care notes for details`),
  'b) No': spellings(`0 - No | Child not seen | Child not seen alone | Not seen | Not seen alone`),
  'c) Unknown': spellings(`No Visit - new in last month`),
};

/** `Referral NFA?`, where "no further action" means yes. Provenance: spellings.ts. */
export const referralNfaAliases: Aliases = {
  'a) Yes': spellings(`1 - Yes | a. Yes | NFA | No further action`),
  'b) No': spellings(`0 - No | b. No | FA | Further action`),
};

/** `Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)`. Provenance: spellings.ts. */
export const uascAliases: Aliases = {
  'a) Yes': spellings(`1 - Yes | UASC`),
  'b) No': spellings(`0 - No | Non-UASC`),
};

/** The same of care leavers, whose official answers have no letter. Provenance: spellings.ts. */
export const formerUascAliases: Aliases = {
  No: spellings(`0 - No | b) No | Non-UASC`),
  Yes: spellings(`1 - Yes | a) Yes | UASC`),
};

/** `Was the child offered a Return Interview after their last missing episode (Y/N)?` Provenance: spellings.ts. */
export const interviewOfferedAliases: Aliases = {
  'a) Yes': spellings(`
    Offered and Accepted | Offered and Accepted (CYP not present/refused on arrival) | Offered and Declined (by YP)
  `),
  'b) No': spellings(`Not Offered (Missing Again) | Not Offered (Other) | Not Offered (Unable to make contact)`),
};

/** `Did the child accept a Return Interview after their last missing episode (Y/N)?` Provenance: spellings.ts. */
export const interviewAcceptedAliases: Aliases = {
  'a) Yes': spellings(`Offered and Accepted | Offered and Accepted (CYP not present/refused on arrival)`),
  'b) No': spellings(`Not Offered (Missing Again) | Not Offered (Other) | Not Offered (Unable to make contact)`),
};

/** `Is the (prospective) adopter fostering for adoption?` Provenance: spellings.ts. */
export const fosteringForAdoptionAliases: Aliases = {
  'a) Yes': spellings(`1 - Yes | 1 = Yes | 1 Yes`),
  'b) No': spellings(`0 - No | 0 = No | 0 No`),
};
