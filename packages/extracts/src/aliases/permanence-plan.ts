import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `What is the permanence plan for this child?` Provenance: spellings.ts. */
export const permanencePlanAliases: Aliases = {
  'a) Return to family': spellings(`
    Eventual return to birth family (record number of months below) | Place with Parent(s) |
    Remain with Birth Parents | Remaining with birth family supported by shared care/short term breaks |
    Return to birth family within one month | Return to birth family within six months | Return to Birth Parents
  `),
  'b) Adoption': spellings(`Fostering for Adoption | Permanency through Adoption`),
  'c) SGO/CAO': spellings(`
    CAO | Child Arrangement Order | Child placed under Child Arrangement Order |
    Child placed under Special Guardianship Order | Long term fostering/SGO |
    Permanency through Special Guardianship/Residence Order | SGO | Special Guardianship |
    Special Guardianship Order
  `),
  'd) Supported living in the community': spellings(`Supported living in the community (with a view to independence)`),
  'e) Long-term residential placement': spellings(`
    e) Long term residential placement | Long Term Residential | Long term residential placement |
    Long term Residential Placement until independence | LT residential placement | Residential | Residential Care |
    Residential placement until independence
  `),
  'f) Long-term fostering': spellings(`
    f) Long term fostering | Fostering | Long term fostering | Long Term Fostering - Agency Foster Carer |
    Long Term Fostering - Connected Person | Long Term Fostering - Local Authority Foster Carer |
    Long term placement with foster carers (intended to last until 18, no return home envisaged) |
    Long term placement with relatives/friends | LT fostering | Permanency through long term fostering |
    Permanent Fostering
  `),
  'g) other': spellings(`
    Concurrent Planning | Other, please specify below | Parallel Plan |
    Permanency through long term placement with relatives/friends | Task Centred/Treatment Placement |
    Time Limited Assessment | Transition to Independent Living
  `),
};
