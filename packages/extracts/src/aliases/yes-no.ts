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
  'b) No': spellings(`
    0 - No | Child not seen | Child not seen alone | Not seen | Not seen alone | Unborn
  `),
};

/** `Was the Child Seen Alone?`. Provenance: spellings.ts. */
export const seenAloneAliases: Aliases = {
  'a) Yes': spellings(`
    1 - Yes | Child seen | Child seen alone | Seen | Seen alone | Yes-See care notes for details
  `),
  'b) No': spellings(`0 - No | Child not seen | Child not seen alone | Not seen | Not seen alone`),
  'c) Unknown': spellings(`No Visit - new in last month`),
};
