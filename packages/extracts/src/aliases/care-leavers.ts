import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Eligibility Category`. Provenance: spellings.ts. */
export const eligibilityAliases: Aliases = {
  'a) Relevant child': spellings(`R | Relevant | Relevant'`),
  'b) Former relevant child': spellings(`
    Care Leaver - Former Relevant | Care Leaver - PA to 25 | Former Relevant | former relevant 18-20 |
    former relevant 21-24 | Former Relevant' | FR
  `),
  'c) Qualifying care leaver': spellings(`Q | Qualifying | Qualifying (Former Relevant) | Qualifying'`),
};

/** `LA in Touch`; who refuses, needs nothing, died or went home is no plain no. Provenance: spellings.ts. */
export const inTouchAliases: Aliases = {
  'a) Yes': spellings(`
    01 - Yes, resident in the UK | 1 - Yes | 1 - Yes, resident in the UK | 1 Yes, resident in the UK |
    Yes, resident in the UK
  `),
  'b) No': spellings(`
    0 - No | 02 - No, resident in the UK | 2 - No | 2 - No, resident in the UK | 2 No, resident in the UK |
    No, resident in the UK
  `),
};

/** `Activity Status`. Provenance: spellings.ts. */
export const activityAliases: Aliases = {
  'F1: Full time in higher education': spellings(`full time higher`),
  'P1: Part time in higher education': spellings(`part time higher`),
  'F2: Full time in education other than higher': spellings(`full time not higher`),
  'P2: Part time in education other than higher': spellings(`part time not higher`),
  'G4: Not in education, employment or training - illness or disability': spellings(`illness or disability`),
  'G6: Not in education, employment or training - pregnancy or parenting': spellings(`pregnancy or parenting`),
  'F4: Young person engaged full time in an apprenticeship': spellings(`full time apprenticeship`),
  'P4: Young person engaged part time in an apprenticeship': spellings(`part time apprenticeship`),
};
