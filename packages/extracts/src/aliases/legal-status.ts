import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Child's Legal Status`; nothing for V3 and V4. Provenance: spellings.ts. */
export const legalStatusAliases: Aliases = {
  'C1: ICO': spellings(`
    C1 - Interim care order | C1 - Interim Care Order S38 CA 1989 | C1 - Section 38.6 Interim Care Order |
    C1 -Interim Care Order | C1 [Interim Care Order] | C1 Interim Care Order | C1:Care Orders:- Interim care order |
    C1:Interim Care Order | CLA - C1 - Interim Care Order | CLA - Interim Care Order | Code 'C1' is not mapped |
    Interim Care Order | INTERIM CARE ORDER [C1] | INTERIM CARE ORDER S38 | Interim care order Sec. 38(1) |
    L30 Interim Care Order S38 CA 89
  `),
  'C2: FCO': spellings(`
    C2 - Care Order | C2 - Full care order | C2 [Full Care Order] | C2 Care order | C2 Full Care Order |
    C2:Care Orders:-Full care order | C2:Full Care Order | Care Order | CARE ORDER S31.1(A) |
    Care Order Sec. 31(a) | CLA - C2 - Care Order | CLA - C2 - Full Care Order | CLA - Full Care Order |
    Code 'C2' is not mapped | Full Care Order | FULL CARE ORDER [C2] | L31 Care Order S31.1(a) CA 89 |
    Section 31: care order | Ward of Court | Wardship granted in High Court and child in LA accommodation
  `),
  'D1: Freeing order': spellings(`
    CLA - D1 - Freed for adoption | CLA - Freed for Adoption (Freeing Order Granted) |
    D1 - Child Freed For Adoption | D1 - Freeing order granted | D1 Freeing order granted | Freeing order granted
  `),
  'E1: Placement order': spellings(`
    CLA - Concurrent Placement Order & Care Order | CLA - E1 - Placement order granted | CLA - Placement Order |
    Concurrent Care Order & Placement Order | E1 - Placement order granted | E1 [Placement Order Granted] |
    E1 Placement Order granted | E1 Placement Order Granted (Section 21 CYPA 2002) | E1: Placement order granted |
    E1: Placement Order or Full Care Order/ Placement Order granted simultaneously |
    Placement Order & Full Care Order granted on same day | Placement Order (Sec. 21) |
    Placement Order - S21 Adop Act 2002 | Placement Order and Care Order Concurrent | Placement Order Granted |
    Placement order granted [E1] | Placement Order or Full Care Order/ Placement Order granted simultaneously | PO
  `),
  'V2: Single period under S20': spellings(`
    ACCOM S.20 SINGLE PERIOD | Accomm. Under S20 - Asylum Seeker | ACCOMMODATED UNDER S20 ON SINGLE OCCASIONS |
    Accommodated under Section 20 (single) | CLA - Single Period of Accommodation Under Section 20 |
    CLA - V2 - Single period of accommodation under Section 20 | Code 'V2' is not mapped |
    Person over 18 accommodated under Section 20(5) | S20 - Accom - Single Period | S20 - Single Placement |
    s20 homeless | Section 20: voluntary accommodation agreements | Single period of accommodation - Section 20 |
    Single Period of Accommodation Under S20 | Single period of accommodation under section 20 |
    SINGLE PERIOD OF ACCOMMODATION UNDER SECTION 20 [V2] | Single Period of Accomodation Under Section 20 |
    Single placement acc. by LA S20(1) CA under 16 | Single placement acc. by LA S20(3) CA 16 & over |
    Under S.20 - single continuous period | V2 - Accomm under S20 (single period of accommodation) |
    V2 - Accommodated under S20 | V2 - Accommodated under Section 20 (single period) | V2 - S20 - Single Placement |
    V2 - section 20 accommodation | V2 - Single period of accommodation |
    V2 - Single period of accommodation under Sec 20 | V2 - Single period of accommodation under section 20 |
    V2 [Accomm under S20 (single period of accommodation)] | V2 ACCOMM UNDER SECTION 20 |
    V2 Single period of accommodation under Article 17 | V2 Single period of accommodation under S20 |
    V2 Single period of accommodation under section 20 | V2:Single Period of Accommodation Under Section 20 |
    V2:Single Period of Accomodation Under Seection 20 | V2:Single period of voluntary accom - Sec20
  `),
  'L1: Police protection LA accommodation': spellings(`
    CLA - L1 - Under police protection, in local authority accommodation | Code 'L1' is not mapped |
    L1 - Police protection | L1 - PPO | L1 - Under Police protection and in LA accommodation |
    L1 - Under police protection and in local authority accommodation |
    L1 - Under police protection in LA accommodation |
    L1 - Under Police Protection in Local Authority accommodation |
    L1 - Under police protection in Suffolk accommodation | L1 - Under Police Protection S46(3)F CA 1989 |
    L1 - Under police protection, in local authority accommodation |
    L1 [Under police protection in LA accommodation] | L1 Police Protection |
    L1 Under Police protection and in LA accommodation |
    L1 Under police protection and in local authority accommodation |
    L1:Under Police Protection And In La Accommodation | L1:Under police protection and in LA accomodation |
    UNDER POLICE PROTECTION AND IN LA ACCOMMODATION [L1]
  `),
  'L2: EPO': spellings(`
    CLA - L2 - Subject to emergency protection order | Emergency protection order (EPO) |
    L2 - Emergency Protection Order | L2 - Emergency protection order (EPO) |
    L2 - Subject to emergency protection order | L2 Emergency protection order |
    L2 Emergency protection order (EPO) | L2:Emergency protection order | L59 EPO - Transferred to LA
  `),
  'L3: Child assessment order LA accommodation': spellings(`
    CLA - L3 - Under child assessment order in local authority accommodation | L3 - Child assessment order |
    L3 Under child assessment order and in local authority accommodation
  `),
  'J1: Remanded to LA or youth detention': spellings(`
    CLA - J1 - In local authority on remand, or committed for trial or sentence | Code 'J1' is not mapped |
    J1 - In LA on remand or committed for trial /sentence |
    J1 - In LAA on remand or committed for trial or on COSR |
    J1 - In local authority on remand, or committed for trial or sentence |
    J1 - On Remand or committed for trial or sentence, accommodated by the Local Authority |
    J1 - On remand, or committed for trial or sentence, and accommodated by LA |
    J1 - Remand Or Committed For Trial Or Sentence | J1 - Remanded |
    J1 - Remanded to LA accom or youth detention accom | J1 [In LA on remand or committed for trial/sentence] |
    J1 On remand, or committed for trial or sentence, and accommodated by LA |
    J1 On remand, or committed for trial or sentence, and accommodated by SoJ |
    J1 Remanded to LA accommodation or to youth detention accommodation |
    J1 Remanded to local authority accommodation or to youth detention accommodation |
    J1 Remanded to Local Authority Accomodation |
    J1:On remand or committed for trial or sentence, accommodated by LA |
    ON REMAND, OR COMMITTED FOR TRIAL OR SENTENCE, AND ACCOMMODATED BY LA [J1]
  `),
  'J2: LA accommodation under PACE': spellings(`
    CLA - Detained in LA Accommodation under PACE | CLA - J2 - Detained in local authority accomodation under PACE |
    J2 - Detained in LA accommodation under PACE | J2 - Under PACE | J2 Detained in LA accommodation under PACE |
    J2 Detained in SoJ accommodation
  `),
  'J3: Youth rehabilitation order': spellings(`
    CLA - J3 - CYPA 1969 Supervision order with residence requirement |
    J3 - AYPA 1969 SO with residence requirement |
    J3 - Sentenced to CYPA 1969 supervision order with residence requirement |
    J3 - Sentenced to Youth Rehabilitation Order | J3 - Sentenced to youth rehabilitation order w LA accom |
    Sentenced to Youth Rehabilitation Order |
    Sentenced to Youth Rehabilitation Order (Criminal Justice and Immigration Act 2008 , as amended by LASPOA 2012, with residence or intensive fostering requirement)
  `),
};
