import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** Initial and latest `Category of Abuse`. Provenance: spellings.ts. */
export const categoryOfAbuseAliases: Aliases = {
  'a) Neglect': spellings(`Likelihood of Neglect | NEG | Neglect Abuse | Neglect Only | YNNN`),
  'b) Physical abuse': spellings(`
    Likelihood of Physical | NYNN | PA | PHY | PHYSAB | Physical | Physical abuse only | Physical injury
  `),
  'c) Sexual abuse': spellings(`Likelihood of Sexual | NNYN | SAB | Sexual | Sexual Only`),
  'd) Emotional abuse': spellings(`EMO | Emotion | Emotional | Emotional abuse only | Likelihood of Emotional | NNNY`),
  'e) Multiple/not recommended': spellings(`
    Emotional Physical | Emotional Physical Sexual | Emotional Sexual | Emotional Sexual Physical |
    Emotional, Physical | Emotional, Sexual | Emotional; Physical | MUL | Muliple | Multiple | Multiple Categories |
    NYNY | NYYN | Physical and Emotional | Physical Sexual | Physical, Emotional | Physical, Sexual |
    Physical, Sexual, Emotional | Physical; Emotional | Physical; Sexual | Sexual and Emotional |
    Sexual, Emotional | SEXUAL/PHYSICAL/EMOTIONAL/NEGL | Sexual; Emotional | YNNY | YYNN | YYYN
  `),
};
