import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Case Status`; of several at once Ofsted asks for the first of its codes. Provenance: spellings.ts. */
export const caseStatusAliases: Aliases = {
  'a) Looked after child': spellings(`CLA | CLA&CP | CLA&CPP | CP/CLA | LAC`),
  'b) Child Protection plan': spellings(`Child Protection | CP | CP Ext | CPP`),
  'c) Child in need plan': spellings(`Child in Need | CIN | CiN Plan`),
  'd) Open assessment': spellings(`Assessment | CF Assessment in progress | Open asmt`),
  'e) Closed episode': spellings(`Closed | Closed - stepdown | Closed Assessment | Closed case | Closed Referral`),
};
