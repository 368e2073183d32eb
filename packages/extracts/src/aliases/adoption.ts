import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Reason Why Child No Longer Placed for Adoption`. Provenance: spellings.ts. */
export const adoptionReversedAliases: Aliases = {
  'RD1 - The child’s needs changed subsequent to the decision': spellings(`
    (RD1) The child’s needs changed subsequent to the decision | care order made change of plan returned to Dad |
    Child's needs Changed Subsequent to Decision | Child's needs changed subsequent to the decision |
    Court overturned the original decision | The child’s needs changed subsequent to the decision (RD1)
  `),
  'RD2 - The Court did not make a placement order': spellings(`
    (RD2) The Court did not make a placement order | Court did not grant Freeing Order |
    Court did not make placement order |
    placement order not granted..child made subject to care order and plan of long term fsotering dated |
    RD2 - Court did not make a placement order | RD2: Court did not make a placement order |
    The Court did not make a placement order (RD2)
  `),
  'RD3 - Prospective adopters could not be found': spellings(`
    (RD3) Prospective adopters could not be found | No adopters found | Propsective adopters cannot be found |
    Prospective adopters cannot be found | Prospective adopters could not be found (RD3)
  `),
  'RD4 - Any other reason': spellings(`
    (RD4) Any other reason | Any other reason (RD4) | Other reason | Placement Disruption
  `),
};

/** `Reason for leaving adoption process`. Provenance: spellings.ts. */
export const leavingAdoptionAliases: Aliases = {
  '1 - Adopter withdrew from process': spellings(`Withdrew`),
  '2 - Process put on hold': spellings(`On hold`),
  '3 - Application refused': spellings(`Possible Application refused - Check Notes | Refused`),
};
