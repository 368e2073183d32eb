import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Placement Provider`; nothing for PR0, PR2, PR3 and PR5. Provenance: spellings.ts. */
export const placementProviderAliases: Aliases = {
  'b) PR1: Own provision': spellings(`
    [PR1] Own provision (by local authority) | Local Authority | Own LA Provision | Own Provision (by the LA) |
    Own provision (by the local authority) | Own Provision by LA | PR1 - Own provision (by the Local Authority) |
    PR1 - Own provision by LA | PR1 - OWN PROVISION LOCAL AUTHORITY | PR1 - Provision by Calderdale |
    PR1 : Own provision [PR1] | PR1 Own provision (by the Local Authority) | PR1 Provision by Calderdale |
    PR1: Own Provision by LA
  `),
  'e) PR4: Private provision': spellings(`
    [PR4] Private provision | PR4 - Private Provision (organisation run for profit) |
    PR4 : Private provision [PR4] | PR4 Private Provision (organisation run for profit) |
    PR4: Private Provision (e.g. IFA) | Private
  `),
};

/** `Placement Location`: inside the authority or not. Provenance: spellings.ts. */
export const placementLocationAliases: Aliases = {
  'a) In': spellings(`In borough | In LA | Inside | Inside LA Boundary | Y | Yes`),
  'b) Out': spellings(`N | No | Out of borough | Out of LA | Outside | Outside LA Boundary`),
};
