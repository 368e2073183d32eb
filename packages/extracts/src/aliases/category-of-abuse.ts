import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Initial` and `Latest Category of Abuse`, as authorities send them. Provenance: spellings.ts. */
export const categoryOfAbuseAliases: Aliases = {
  'a) Neglect': spellings(`Likelihood of Neglect | NEG | Neglect Abuse | Neglect Only | YNNN`),
  'b) Physical abuse': spellings(`
    Likelihood of Physical | NYNN | PA | PHY | PHYSAB | Physical | Physical abuse only | Physical injury
  `),
  'c) Sexual abuse': spellings(`Likelihood of Sexual | NNYN | SAB | Sexual | Sexual Only`),
  'd) Emotional abuse': spellings(`
    EMO | Emotion | Emotional | Emotional abuse only | Likelihood of Emotional | NNNY
  `),
};
