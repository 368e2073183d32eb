import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Gender`, as authorities send it. Provenance: spellings.ts. */
export const genderAliases: Aliases = {
  'a) Male': spellings(`1 | 1 - Male | M`),
  'b) Female': spellings(`2 | 2 - Female | F`),
  'c) Not stated/recorded': spellings(`
    0 | 0 - Not known | 0 - Not Recorded | 0 - Not stated | 9 | c) Not stated / recorded (or unborn) |
    c) Not stated/recorded (or unborn) | Gender Unspecified | I | Not known | Not recorded | Not recorded/Unborn |
    Not specified | Not specified / Indeterminate Gender | Not Stated / Recorded | Not stated/recorded (or unborn) |
    U | Unborn | Unborn/Unknown | Unknown | Unknown / Not Recorded / Unborn | Unspecified | Withheld
  `),
  'd) Neither': spellings(`
    Gender Dysphoria | Indeterminate Gender | Non Binary | Non-Binary | Transgender | Unable to classify
  `),
};
