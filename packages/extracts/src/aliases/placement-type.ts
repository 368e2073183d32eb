import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Placement Type`; of foster, adoption and temporary placements only what names its code. Provenance: spellings.ts. */
export const placementTypeAliases: Aliases = {
  'a) U1: Foster placement - relatives - long term': spellings(`
    U1 - Family & Friends Foster Placement | U1 - Foster place with relative/friend - long term |
    U1 - Foster Place with Relative/Friend Long Term |
    U1 - Foster placement with relative or friend - long term fostering |
    U1 - Foster placement with relative or friend -Long term fostering |
    U1 - Foster placement with relative or friend, inside LA boundary |
    U1 - Foster placement with relative or friend, outside LA boundary |
    U1 - Foster placement with relative or friend- long term |
    U1 - Foster placement with relative or friend- long term fostering |
    U1 - Foster placement with relative or friend- long term fostering (U1) |
    U1 - Foster placement with relative or friend- matched fostering |
    U1 - Foster placement with relative or friend-long term fostering |
    U1 - Foster placement with relative/friend - long term | U1 - RELATIVE/FRIEND: LONG TERM |
    U1 : U1 Foster placement with relative or friend- long term fostering |
    U1 [Foster place rel/friend: long term] | U1 Foster placement with relative or friend |
    U1 Foster placement with relative or friend - long term |
    U1 Foster placement with relative or friend - long term fostering |
    U1 Foster placement with relative or friend long term fostering |
    U1 Foster placement with relative or friend- long term |
    U1 Foster placement with relative or friend- long term fostering | U1 Relative or friend - long term fostering |
    U1: Foster Placement with relative or friend - long term fostering |
    U1:Foster with relative or friend-long term fostering
  `),
  'b) U2: Foster placement - relative - FFA': spellings(`
    U2 - Foster place relative/friend - approved adopter | U2 - Foster placement - relative/friend -appr adopt FFA |
    U2 - Foster placement with relative or friend - who is also an approved adopter - FFA |
    U2 - Foster placement with relative or friend who is also an approved adopter - FFA |
    U2 - Foster placement with relative or friend who is also an approved adopter- FFA |
    U2 - Foster placement with relative or friend who is also an approved adopter- FFA or concurrent planning (U2) |
    U2 - Fostering placement with relative or friend who is also an approved adopter - FFA/concurrent planning |
    U2 - RELATIVE/FRIEND: FFA | U2 Foster placement with relative or friend who is also an approved adopter - FFA |
    U2 Foster placement with relative or friend who is also an approved adopter FFA |
    U2 Foster placement with relative or friend who is also an approved adopter- FFA
  `),
  'c) U3: Foster placement - relative - not FFA': spellings(`
    U3 - Family & Friends Foster Placement | U3 - Foster place relative/friend - not app adopt/LTerm |
    U3 - Foster Place Relative/Friend not Approved Adopter/Long Term |
    U3 - Foster placement with relative or friend - Not Long Term Fostering or FFA |
    U3 - Foster placement with relative or friend - not long term or FFA |
    U3 - Foster Placement with relative or friend - not long term or FFA/concurrent planning |
    U3 - Foster placement with relative or friend, inside LA boundary |
    U3 - Foster placement with relative or friend, outside LA boundary |
    U3 - Foster placement with relative or friend- not long term or FFA |
    U3 - Foster placement with relative or friend- not long term or FFA or concurrent planning (U3) |
    U3 - Foster placement with relative or friend-not long term or FFA |
    U3 - Fostering placement with relative or friend who is not long term or FFA/concurrent planning |
    U3 - Fostering placement with relative or friend who is not long-term or FFA/concurrent |
    U3 - Fostering placement with relative or friend who is not long-term or FFA/concurrent planning |
    U3 - Fostering placement with relative(s) or friend(s) who is/are not long-term or fostering for adoption /concurrent planning |
    U3 - Placement - relative/friend not appr adopt/LT |
    U3 - Placement with other foster carer, arranged through agency, outside LA boundary |
    U3 - RELATIVE/FRIEND: NOT LT/FFA | U3 : U3 Foster placement with relative or friend- not long term or FFA |
    U3 [Foster place rel/friend: not long term nor FFA] |
    U3 Foster placement with relative or friend - not long term or FFA |
    U3 Foster placement with relative or friend - Not long term or FFA/Concurrent planning |
    U3 Foster placement with relative or friend not long term or FFA |
    U3 Foster placement with relative or friend- not long term or FFA |
    U3 Relative or friend - not long term or FFA |
    U3: Foster Placement with relative or friend - not long term or FFA |
    U3:Foster with relative or friend-not long term or FFA
  `),
  'd) U4: Foster placement - long term': spellings(`
    U4 - Foster Placement | U4 - Foster placement (not with family / friend) that has been agreed as Long Term |
    U4 - Foster Placement with other foster carer - long term fostering |
    U4 - Foster placement with other foster carer- long term fostering |
    U4 - Foster placement with other foster carer- long term fostering (U4) |
    U4 - Other foster carer - long term fostering | U4 - OTHER FOSTER CARER: LONG TERM |
    U4 - OTHER FOSTER CARER: LT | U4 - Placement with other foster - long term fostering carer |
    U4 - Placement with other foster carer - long term |
    U4 - Placement with other foster carer - long term fostering |
    U4 - Placement with other Foster Carer Long Term |
    U4 - Placement with other foster carer, arranged through agency, inside LA boundary |
    U4 - Placement with other foster carer, arranged through agency, outside LA boundary |
    U4 - Placement with other foster carer, provided by LA, inside LA boundary |
    U4 - Placement with other foster carer, provided by LA, outside LA boundary |
    U4 - Placement with other foster carer- long term fostering |
    U4 - Placement with other foster carer- matched fostering |
    U4 - Staying Put, arranged through agency, inside LA boundary |
    U4 - Staying Put, arranged through agency, outside LA boundary |
    U4 - Staying Put, provided by LA, inside LA boundary | U4 - Staying Put, provided by LA, outside LA boundary |
    U4 -Placement with other foster carer-long term fostering |
    U4 : U4 Placement with other foster carer- long term fostering | U4 [Foster place other foster: long term] |
    U4 Foster Carer- long term fostering | U4 Foster placement with other foster carer - Long term fostering |
    U4 Placement with other foster carer - long term fostering |
    U4 Placement with other foster carer long term fostering |
    U4 Placement with other foster carer- long term fostering |
    U4: Foster Placement with other foster carer - long term fostering |
    U4:Placement with other foster carer-long term fostering
  `),
  'e) U5: Foster placement - FFA': spellings(`
    U5 - Foster Placement | U5 - Foster Placement with other foster carer who is also an approved adopter - FFA |
    U5 - Foster placement with other foster carer who is also an approved adopter- FFA or concurrent planning (U5) |
    U5 - Foster placement with other foster carer who is/are also an approved adopter (Foster to adopt placement) |
    U5 - OTHER FOSTER CARER: FFA |
    U5 - Placement with a foster carer (not with family / friend) who is also an approved adopter |
    U5 - Placement with other foster carer - appr adopt FFA |
    U5 - Placement with other Foster Carer Approved Adopter |
    U5 - Placement with other foster carer who is also an approved adopter - FFA |
    U5 - Placement with other foster carer who is also an approved adopter- FFA |
    U5 - Placement with other foster carer who is also an approved adopter-FFA |
    U5 - Placement with other foster carer who is also an approved adoptor - FFA/concurrent planning |
    U5 - Placement with other foster carer who is also approved adopter - FFA |
    U5 - Placement with other foster carer, provided by LA, inside LA boundary |
    U5 : U5 Placement with other foster carer who is also an approved adopter- FFA |
    U5 [Foster place other foster: approved adopter] | U5 Foster Carer who is also an approved adopter- FFA |
    U5 Foster placement with other foster carer who is also an approved adopter - FFA |
    U5 Placement with other foster carer - Foster for Adoption (FfA) |
    U5 Placement with other foster carer who is also an approved adopter - FFA |
    U5 Placement with other foster carer who is also an approved adopter FFA |
    U5 Placement with other foster carer who is also an approved adopter- FFA |
    U5: Foster Placement with other foster carer who is an approved adopter -FFA |
    U5:Placement with other foster carer who is also an approved adopter-FFA
  `),
  'f) U6: Foster placement - not FFA': spellings(`
    U6 - | U6 - Foster Placement | U6 - Foster placement with other foster carer - not long term or FFA |
    U6 - Foster placement with other foster carer - not long term or FFA or concurrent planning(U6) |
    U6 - Foster Placement with other foster carer - not long term or FFA/concurrent planning |
    U6 - Foster placement with other foster carer(s) – not long term or fostering for adoption /concurrent planning |
    U6 - Foster placement with other foster carer- not long term or FFA/concurrent planning |
    U6 - Other foster carer- not appr adopt/LTerm fostering | U6 - OTHER FOSTER CARER: NOT LT/FFA |
    U6 - Placement other foster carer -not appr adopt/LT |
    U6 - Placement other Foster Carer not Approved Adopter/Long Term |
    U6 - Placement with a foster carer (not with family / friend) and NOT agreed as long term |
    U6 - Placement with other foster carer - Not Long Term Fostering or FFA |
    U6 - Placement with other foster carer - not long term or FFA |
    U6 - Placement with other Foster Carer - not long term or FFA/concurrent planning |
    U6 - Placement with other foster carer, arranged through agency, inside LA boundary |
    U6 - Placement with other foster carer, arranged through agency, outside LA boundary |
    U6 - Placement with other foster carer, provided by LA, inside LA boundary |
    U6 - Placement with other foster carer, provided by LA, outside LA boundary |
    U6 - Placement with other foster carer-not long term or FFA |
    U6 - Staying Put, arranged through agency, inside LA boundary |
    U6 - Staying Put, arranged through agency, outside LA boundary |
    U6 - Staying Put, provided by LA, inside LA boundary | U6 - Staying Put, provided by LA, outside LA boundary |
    U6 : U6 Placement with other foster carer - not long term or FFA |
    U6 [Foster place other foster: not long term nor FFA] | U6 Foster Carer - not long term or FFA |
    U6 Foster placement with other foster carer - not long term or FFA |
    U6 Foster placement with other foster carer - Not long term or FFA/concurrent planning |
    U6 Placement with other foster carer - not long term or FFA |
    U6 Placement with other foster carer not long term or FFA |
    U6 Placement with other foster carer- not long term or FFA |
    U6: Foster Placement with other foster carer - not long term or FFA |
    U6:Placement with other foster carer-not long term or FFA
  `),
  'g) A3: Placed for adoption - consent - current foster': spellings(`
    A3 - Adoption with consent - with current foster carer | A3 - Adoptive Placement |
    A3 - Placed 4 adoption (S19 Consent) current FC | A3 - PLACED ADOPT CONSENT CUR FC'S |
    A3 - Placed for Adoption |
    A3 - Placed for adoption with consent (under section 19 of the 2002 Act) with current foster carer |
    A3 - Placed for adoption with consent (under section 19 of the 2002 Act) with currrent foster carer |
    A3 - Placed for adoption with current carer - with parental consent. with current foster carer |
    A3 - Placed for adoption with parental/guardian consent with current foster carer (under S:19 of the ACA 2002) |
    A3 - Placed for adoption with parental/guardian consent with current foster carer(s) (under section 19 of the 2002 Act) |
    A3 Adoption Sect. 19 with current foster carer - "Placed for adoption with consent (under section 19 of the 2002 Act) with curre |
    A3 IN - Placed for Adoption with consent with current Foster Carer (in LA) |
    A3 Placed for adoption with consent (Article 13(b) Adoption (Jersey) Law 1961 Act) with current foster carer |
    A3 Placed for adoption with consent (under section 19 of the 2002 Act) with cu |
    A3 Placed for adoption with consent (under section 19 of the 2002 Act) with current foster carer |
    A3 Placed for adoption with consent with current foster carer (under Section 19 of the 2002 Act) |
    A3: Placed for adoption:- with parental/guardian consent with current foster carer |
    Placed for adoption with consent (under section 19 of the 2002 Act) with current foster carer [A3]
  `),
  'h) A4: Placed for adoption - consent - not foster': spellings(`
    A4 - Adoption with consent - not with foster carer | A4 - Adoptive Placement |
    A4 - Placed 4 adoption (S19 Consent) not current FC | A4 - PLACED ADOPT CONSENT NOT FC'S |
    A4 - Placed for adoption S19 not cur foster carer (A4) |
    A4 - Placed for adoption with consent (under section 19 of the 2002 Act) not with current foster carer |
    A4 - Placed for adoption with consent (under section 19 of the 2002 Act) not with currrent foster carer |
    A4 - Placed for adoption with consent not with current foster carer (under section 19 of the Adoption Act 2002) |
    A4 - Placed for adoption with consent not with current foster carer(s) (under section 19 of the 2002 Act) |
    A4 - Placed for adoption with parental/guardian consent not with current foster carer |
    A4 - Placed for adoption with parents consent not with current foster carer |
    A4 - Placed with for adoption with new carers - with parental consent not with current foster |
    A4 : A4 Placed for adoption with consent (under section 19 of the 2002 Act) not with current foster carer |
    A4 Adoption Sect. 19 not with current foster carer - "Placed for adoption with consent (under section 19 of the 2002 Act) not wi |
    A4 IN - Placed for Adoption with consent not with current Foster Carer (in LA) |
    A4 Placed for Adoption with Consent (2002 Act S19) not with Current Foster Carer |
    A4 Placed for adoption with consent (under section 19 of the 2002 Act) not wit |
    A4 Placed for adoption with consent (under section 19 of the 2002 Act) not with current foster carer |
    A4 Placed for adoption with consent not with current foster carer (Under Section 19 of the 2002 Act) |
    A4 Placed for adoption with consent NOT with f/c
  `),
  'i) A5: Placed for adoption - order - foster': spellings(`
    A5 - Adoptive Placement | A5 - Placed 4 adoption (S21 Plcmt Order) current FC |
    A5 - PLACED ADOPT PLACE ORD CUR FC | A5 - Placed for Adoption |
    A5 - Placed for Adoption - placement order current FC | A5 - Placed for adoption S21 cur foster carer (A5) |
    A5 - Placed for adoption with current foster carer - with placement order - parental consent dispensed with |
    A5 - Placed for Adoption With Placement Order (current Foster Carer) |
    A5 - Placed for adoption with placement order (under sec 21 of the 2002 Act) with current foster carer |
    A5 - Placed for adoption with placement order (under section 21 of the 2002 Act) with current foster carer |
    A5 - Placed for adoption with placement order (under section 21 of the 2002 Act) with currrent foster carer |
    A5 - Placed for adoption with placement order with current foster carer |
    A5 - Placed for adoption with placement order with current foster carer(s) (under section 19 of the 2002 Act) |
    A5 : A5 Placed for adoption with placement order (under section 21 of the 2002 Act) with current foster carer |
    A5 Adoption Sect. 21 with placment order with current foster carer - "Placed for adoption with placement order (under section 21 |
    A5 IN - Placed for Adoption with Placement Order with current Foster Carer (in LA) | A5 Placed for adoption |
    A5 Placed for adoption w. plcmt ord w. current foster carer |
    A5 Placed for adoption with placement order (under section 21 of the 2002 Act) |
    A5 Placed for adoption with placement order (under section 21 of the 2002 Act) with current foster carer |
    A5 Placed for Adoption with Placement Order with current Foster Carer |
    A5 Placed for adoption with Placement Order with current foster carer (under Section 21 of the 2002 Act) |
    A5 Placed for adoption with placemt order with f/c |
    A5: Placed for adoption:- with placement order with current foster carer
  `),
  'j) A6: Placed for adoption - order - not foster': spellings(`
    A6 - Adoption Placement Order -not with current f.carer | A6 - Adoptive Placement |
    A6 - Placed 4 adoption (S21 Plcmt Order) not current FC | A6 - PLACED ADOPT PLACE ORD NOT FC |
    A6 - Placed for Adoption | A6 - Placed for adoption S21 not cur foster carer (A6) |
    A6 - Placed for adoption with new carers under a placement order - parental consent dispensed with |
    A6 - Placed for Adoption With Placement Order (not current Foster Carer) |
    A6 - Placed for adoption with placement order (under sec21 of the 2002 Act) not with current foster carer |
    A6 - Placed for adoption with placement order (under section 21 of the 2002 Act) |
    A6 - Placed for adoption with placement order (under section 21 of the 2002 Act) not with current foster carer |
    A6 - Placed for adoption with placement order (under section 21 of the 2002 Act) not with currrent foster carer |
    A6 - Placed for adoption with placement order not with current foster carer |
    A6 - Placed for adoption with placement order not with current foster carer (under Section 21 of the Adoption and Children Act 2002) or with a freeing order where parental/guardian consent was dispensed with under Section 18(1)(b) of the Adoption Act 1976 |
    A6 - Placed for adoption with placement order not with current foster carer(s) (under section 19 of the 2002 Act) |
    A6 - Placed for Adoption-placement order not current FC |
    A6 -Placed for adoption with placement order not with current foster carer |
    A6 : A6 Placed for adoption with placement order (under section 21 of the 2002 Act) not with current foster carer |
    A6 Adoption Sect. 21 with placement order not with current foster carer - "Placed for adoption with placement order (under secti |
    A6 IN - Placed for Adoption with Placement Order not with current Foster Carer (in LA) |
    A6 Placed for adoption | A6 Placed for adoption w. plcmt ord not w. current foster carer |
    A6 Placed for Adoption with Placement Order (2002 Act S21) not with Current Foster Carer |
    A6 Placed for adoption with placement order (Article 12 Adoption (Jersey) Law 1961 Act) not with current foster carer |
    A6 Placed for adoption with placement order (under section 21 of the 2002 Act) not with current foster carer |
    A6 Placed for adoption with Placement Order not with current foster carer (under Section 21 of the 2002 Act) |
    A6 Placed for adoption with placemt order NOT f/c |
    A6 Placed for Adoption withPlacement Order NOT with current Foster Carer |
    A6-Placed for adoption with placement order |
    A6: Placed for adoption:- with placement order not with current foster carer |
    Placed for adoption with placement order (under section 21 of the 2002 Act) not with current foster carer [A6]
  `),
  'k) P1: Placed with parents': spellings(`
    ICO or CO only Parents/person with parent resp |
    P1 - Placed with own parent(s) or other person(s) with parental responsibility | P1 - Placed with own Parents |
    P1 - Placed with own parents or other person with parental responsibility |
    P1 - Placed with own parents/others with PR | P1 - Placed with own parents/person with parental.resp. |
    P1 - Placed with parents / other person with parental responsibility - inc on a care order |
    P1 - Placed with parents / person with parental resp. | P1 - Placed with parents or other with Parental Resp. |
    P1 - PLACED WITH PARENTS/GUARDIAN |
    P1 : P1 Placed with own parents or other person with parental responsibility |
    P1 [Placed with own Parent/Person with Par Resp] |
    P1 IN - Placed with own parents or other persons with parental authority (in LA) |
    P1 Placed with own parents or other person with parental responsibility |
    P1 Placed with own parents or other person with PR | P1 Placed with own parents/pers with parental resp |
    P1 Placed With Parent Regulations | P1 Placed with parents / others with parental responsibility |
    P1 Placed with Parents or other person with parental responsibility |
    P1 Placed with Parents/Other with Parental Resp. | P1-Placed with own Parents |
    P1:Placed With Own Parents Or Person With Parental Responsibility |
    P1OUT - Placed with own parents or other persons with parental authority (outside LA) |
    PLACED (UNDER PLACEMENT OF CHILDREN REGS 1991) WITH PARENT/PERSON WITH PARENTAL RESP |
    Placed with own parents or other person with parental responsibility |
    Placed with own parents or other person with PR |
    Placed with own parents or person with parental responsibility |
    Placed with own parents/person with parental.resp. | Placed with parents or other with p/resp |
    Placement with parents
  `),
  'l) P2: Independent living': spellings(`
    IN LODGINGS/LIVING INDEPENDENTLY (NO FORMAL SUPPORT) |
    Independent living , e.g. in flat, lodgings, bedsit, B/B or with friends, with or without formal support |
    Independent living , e.g. in flat, lodgings, bedsit, B/B or with friends, with or without formal support [P2] |
    Independent living eg in flat, lodgings, bedsit, B&B or with friends, with or without formal support |
    Independent living for example, in a flat, lodgings, bedsit, bed and breakfast (B&B) or with friends''Independent living for example, in a flat, lodgings, bedsit, bed and breakfast (B&B) or with friends |
    Independent living like in a flat, lodgings, bedsit, B&B or with friends, with or without formal support |
    Independent living with or without support |
    Independent living, e.g. in flat or lodgings, bedsit, B&B or with friends, with or without formal support staff |
    Independent Living: in flat, with or without formal support |
    Independent Living: in lodgings, with or without formal support |
    Independent Living: with friends, with or without formal support | Living independently |
    P2 - Independent living (flat, lodgings etc without formal support) |
    P2 - Independent living (flat/lodgings/friends/B&B) | P2 - Independent Living (inc. visiting Support) |
    P2 - Independent living , e.g. in flat, lodgings, bedsit, B/B or with friends, with or without formal support |
    P2 - Independent living e.g. flat, lodgings, bedsit, B&B or with friends |
    P2 - Independent living eg in flat, lodgings, bedsit, B&B or with friends, with or without formal support |
    P2 - Independent living for example in a flat, lodgings, bedsit, bed and breakfast (B&B) or with friends, with or without formal |
    P2 - Independent Living with/without formal support |
    P2 - Independent living, e.g in flat, lodgings, bedsit, B&B or with friends,with or without formal support |
    P2 - Independent living, e.g. in flat or lodgings, bedsit, B&B or with friends, with or without formal support staff |
    P2 - INDEPENDENT LIVING, E.G. IN FLAT, LODGINGS, BED-SIT OR WITH FRIENDS, WITH OR WITHOUT FORMAL SUPPORT |
    P2 - Independent living, eg. in flat or lodgings without formal support staff, or in |
    P2 - Other - Independent Living |
    P2 : P2 Independent living, e.g. in flat or lodgings, bedsit, B&B or with friends, with or without formal support |
    P2 IN - Independent living (flat, lodgings, bedsit, friends) with or without formal support (in LA) |
    P2 Independent Living (Flat, Lodgings) |
    P2 Independent living , e.g. in flat, lodgings, bedsit, B/B or with friends, with or without formal support |
    P2 Independent living eg. flat, lodgings, bedsit | P2 Independent living with or without formal support staff |
    P2 Independent living, e.g. in flat or lodgings, bedsit, B&B or with friends, with or without formal support staff |
    P2: Independent living - no formal support | P2:Independant Living |
    P2:Independent living , e.g. in flat, lodgings,bedsit, B&B or with friends, with |
    P2OUT - Independent living (flat, lodgings, bedsit, friends) with or without formal support (outside LA) |
    Supported Accommodation
  `),
  'n) H5: Residential accommodation': spellings(`
    H5 - Hostels Support Res Settings (not child homes Regs | H5 - Other - Supported Residential eg hostel |
    H5 - Own tenancy council | H5 - RES NOT SUBJECT TO HOME REGS |
    H5 - Resid accom not subject to Children's Home regs | H5 - Residential Acc not subject to CHR |
    H5 - Residential accommodation (Hostels and other supported accomodation) |
    H5 - Residential Accommodation not subject to Children's Regulations. |
    H5 - Residential accommodation not subject to Childrens Homes Regulations / Supported |
    H5 - Residing with friends | H5 - Supported Accommodation |
    H5 - Supported Lodgings, arranged through agency, outside LA boundary |
    H5 [Hostels/accom-not subject to Children's Home Regs] | H5 Hostels & other supported res setting eg. YMCA |
    H5 Hostels and other Supportive Residential settings |
    H5 Placement in resid.accom. outside Children's Home Regs. | H5 Res. Accom. not Subject to Homes Reg. |
    H5 Residential accomm not subject to CH Regs |
    H5 Residential Accommodation not subject to Children's home regulations |
    H5:Hostels & Other Supportive Residential Settings Not Subject To Childrens Home |
    H5:Residential Accommodation Not Subject To Childrens Homes Reg | Pl in hostels & other supportive resids |
    Residential accommodation not Reg Children's Home | Residential settings not subject to Childrens Home Regs. |
    Secure units, homes and hostels | VOL HOSTEL/SEMI INDEPENDENCE WITH FORMAL SUPPORT
  `),
  'o) K1: Secure Children’s Homes': spellings(`
    H1 | H1 - SECURE UNIT IN LA | H1 - Secure Unit Inside LA Boundary | H2 | H2 - SECURE UNIT NOT LA |
    H2 - Secure Unit Outside LA Boundary | K1 - Residential Placement | K1 - Secure Accommodation (Unit) |
    K1 - SECURE UNIT | K1 - Secure Unit outside LA boundary | K1 : K1 Secure unit | K1 [Secure Unit] |
    K1 Secure Accommodation | K1 Secure Unit | K1:Secure Unit | K1OUT - Secure Unit (outside LA) | Secure unit |
    Secure Unit - Criminal (outside LA boundary)
  `),
  'p) K2: Children’s Homes': spellings(`
    Childrens Homes | H3 | H3 - Children's homes inside LA boundary | H3 - HOME / HOSTEL IN LA |
    H3 - Homes And Hostels Inside LA Boundary | H3 Homes and hostels inside LA boundary | H4 |
    H4 - HOME / HOSTEL NOT LA | H4 - Homes And Hostels Outside LA Boundary | Homes and Hostels |
    Homes and Hostels (inside LA boundary) | Homes and Hostels (inside LA boundary) [K2a] |
    Homes and Hostels (outside LA boundary) | Homes and Hostels (outside LA boundary) [K2b] |
    Homes and hostels [K2] | Homes and hostels in Northumberland subject to CH regs |
    Homes and hostels subject to Children's Homes Regulations |
    K2 - All Residental Schools, except where dual-registered as a school and children's |
    K2 - Any children's home (except secure) | K2 - Children's Home |
    K2 - Children's Home subject to Children's Homes regulations |
    K2 - Children's Homes (not subject to Children's Homes Regulations) |
    K2 - Children's Homes (Subject to Children's Homes Regulations) |
    K2 - Children's Homes subject to Children's Homes regulations | K2 - Children's Homes subject to CHR |
    K2 - Childrens Homes | K2 - HOME / HOSTEL | K2 - Home and Hostels | K2 - Homes and Hostels |
    K2 - Homes and Hostels inside LA boundary | K2 - Homes and Hostels outside LA boundary | K2 - Placed in Homes |
    K2 - Placed in Homes subject to Children's Homes Regulations | K2 - Residential Placement |
    K2 : K2 Children's Homes | K2 [Homes Subject to Children's Homes Regs] | K2 Childrens Homes (registered) |
    K2 Children’s Homes subject to Children’s Homes Regulations | K2 Home and Hostels | K2 Homes and Hostels |
    K2 IN - Homes and Hostels (in LA) | K2 Residential Home | K2-Homes and Hostels |
    K2:Children's Homes subject to Childrens homes regulations |
    K2:Homes & Hostels subject to Childrens homes regulations | K2OUT - Homes and Hostels (outside LA)
  `),
  'q) R1: Residential Care Home': spellings(`
    R1 - Residential Care Home (Reg Homes Act 1984) | R1 : R1 Residential care home |
    R1 IN - Residential Care Home (in LA) | R1 Residential Care Home (Reg. Homes Act) |
    R1 Residential Care/ Nursing Home | R1:Other Res Setting:- Residential Care Home |
    R1OUT - Residential Care Home (outside LA) | Residential Care Home (Reg Homes Act 1984) |
    Residential care home [R1] | RESIDENTIAL CARE HOME REGISTERED UNDER 1984 ACT | Residential care homes
  `),
  'r) R2: NHS/Health Trust': spellings(`
    NHS Trust providing medical/nursing care | NHS/Health Trust or other establishment |
    NHS/Health Trust or other establishment providing medical or nursing care |
    NHS/Health Trust or other establishment providing medical or nursing care [R2] |
    NHS/Health Trust or other providing medical/nursing care | NHS/Health Trust/medical or nursing care estab. |
    NHS/OTHER ESTAB PROVIDING MEDICAL/NURSING CARE | R2 - NHS / HEALTH TRUST |
    R2 - NHS / Health Trust / medical or nursing care estab |
    R2 - NHS/Health Trust or other Estab. Providing medical or nursing care |
    R2 - NHS/Health Trust or other establishment providing medical or nursing care |
    R2 - NHS/Health Trust or other establishment providing medical/nursing care |
    R2 - NHS/Health Trust/medical or nursing care estab. | R2 - Other - Hospital |
    R2 : R2 NHS/Health Trust or other establishment providing medical or nursing care |
    R2 [NHS/Health Trust/Medical Nursing Care Estab.] | R2 Establishment providing medical or nursing care |
    R2 IN - NHS/Health Trust or other establishment providing medical or nursing care (in LA) |
    R2 NHS/Health Trust or other Establishment Providing Medical or Nursing Care |
    R2 NHS/Health Trust or other Medical/Nursng | R2:Other Res Setting:-NHS/health Trust Estab Medical Or Nursing |
    R2OUT - NHS/Health Trust or other establishment providing medical or nursing care (outside LA)
  `),
  's) R3: Family Centre or Mother and Baby Unit': spellings(`
    Family centre / mother and baby unit | Family centre or mother and baby unit [R3] | MOTHER & BABY UNIT |
    R3 - Family Centre / Mother & Baby Unit | R3 - Family Centre/Mother and Baby Unit |
    R3 - FAMILY CENTRE/MOTHER&BABY UNIT | R3 - Other - Mother & Baby Unit |
    R3 -Family Centre or Mother & Baby Unit | R3 : R3 Family centre or Mother and Baby unit |
    R3 [Family Centre / Mother and Baby Unit] | R3 Family Centre / Mother and Baby Unit |
    R3 Family Centre/Mother and Baby Unit | R3 IN - Family Centre or Mother and Baby Unit (in LA) |
    R3:Famliy Centre Or Mother And Baby Unit | R3:Other Res Setting |
    R3:Other Res Setting:- Famliy Centre Or Mother And Baby Unit |
    R3OUT - Family Centre or Mother and Baby Unit (outside LA)
  `),
  't) R5: Young Offender Institution': spellings(`
    Other residential settings | R5 - Other - Custodial | R5 - YOI or Prison | R5 - YOUNG OFFENDER INST/PRISON |
    R5 - Young offender institue or prison | R5 - Young Offender Institute or Prison |
    R5 - Young Offender Institute or Secure Training Centre | R5 - Young Offender Institution (YOI) or prison |
    R5 - Young Offender Institution (YOI) or Secure Training Centre (STC) |
    R5 - Young Offender Institution or Prison | R5 [Young Offenders Institution or Prison] |
    R5 Young offender institution (YOI) | R5 Young Offender Institution or Prison |
    R5:Other Res Setting:- Young Offender Institution Or Prison |
    R5OUT - Young Offender Institution or Prison (outside LA) | YOI or Prison | YOUNG OFFENDER INST./PRISON |
    Young Offender Institution (YOI) or Secure Training Centre (STC) | Young Offender Institution or prison |
    Young Offender Institution or prison [R5] | Young offenders institution or prison | Youth Treatment Centres |
    YTC
  `),
  'u) S1: Residential school': spellings(`
    All residential schools (unless home) |
    All Residential schools, except where dual-registered as a school and Children's Home |
    All Residential schools, except where dual-registered as a school and children's home [S1] |
    All Residential schools, except where dual-registered as a school and Children’s Home. |
    Residential school (not dual registered) | Residential Schools |
    S1 - All Residental Schools, except where dual-registered as a school and children's |
    S1 - All Residential schools |
    S1 - All Residential schools (except where dual registered as a school and children's home) |
    S1 - All Residential schools, except where Dual Registered as a School and Childrens Home |
    S1 - All residential schools, except where dual-registered as a school and Children's home |
    S1 - All Residential Schools, except where Dual-Registered as a School and Childrens Home |
    S1 - All Residential schools, except where dual-registered. | S1 - RES SCHOOL EXCL DUAL REG |
    S1 - Residential Placement | S1 - Residential Schools | S1 - School (unless dual reg. as Children's Home) |
    S1 : S1 All Residential schools, except where dual-registered as a school and children's home |
    S1 All Residential schools, except where dual-registered as a school and children's home |
    S1 IN - All Residential Schools, except where dual-registered as a School and Children's Home (in LA) |
    S1 Residential Schools | S1 Residential Schools (not Dual Registered) |
    S1:Schools:-All Residential Schools, Except Where Dual Reg |
    S1OUT - All Residential Schools, except where dual-registered as a School and Children's Home (outside LA) |
    Schools except where dual-registered as childrens homes
  `),
  'v) Z1: Other placements': spellings(`
    F1 - Placement with relative or friend (in boundary) |
    F2 - Placement with other carer (by council - within boundary) |
    F3 - Placement with other carer (through agency - within boundary) |
    F5 - Placement with carer (by council - outside boundary) |
    F6 - Placement with carer (through agency - outside boundary) | M1 | M1 - IN REFUGE |
    M1 - In Refuge (S51 Of Children Act) | M2 | M2 - Whereabouts Known (Not In Refuge) |
    M2 - WHEREABOUTS KNOWN (NOT REFUGE) | M3 | M3 - WHEREABOUTS UNKNOWN | Other placement |
    Other Placement not listed above |
    Other placements (must be listed on a schedule sent to DfE with annual submission) |
    Other placements (must be listed on a schedule sent to DH with annual submission) |
    R4 - YOUTH TREATMENT CENTRE | Whereabouts known (not in Refuge) | X1 - Placed under Regulation 38.6 |
    Z1 - Other Placement | Z1 - Other Placement (must be listed on a Schedule sent to DH with annual submission) |
    Z1 - Other placements (must be listed on a schedule sent to DCSF with annual submission) |
    Z1 - Other placements (must be listed on a schedule sent to DfE with annual submission) |
    Z1 - Other placements (must be listed on a schedule sent to DH with annual submission) |
    Z1 - Other placements [Section 38/6] | Z1 - Whereabouts Unknown |
    Z1 : Z1 Other placements (must be listed on a schedule sent to DfE with annual submission) |
    Z1 [Other Placement] | Z1 Other placement |
    Z1 Other placements (must be listed on a schedule sent to DH with annual submission) |
    Z101 - PLACEMENT BY COURT (SEC 38/6) | Z102 - UNAUTHORISED PLACEMENTS | Z103 - TEMPORARY STAY IN HOTEL
  `),
  'w) T0: Temporary placement': spellings(`
    T0 - ALL TYPES OF TEMPORARY MOVE | T0 - Temporary placement (temp break from main placement) |
    T0 - Temporary Placements - All Placements excluded From PAFA1 | T0 : T0 All types of temporary move |
    T0 All types of temporary move | T0:Temporary placement - all types
  `),
  'x) T1: Temporary placement - hospital': spellings(`
    T1 - TEMP PERIODS IN HOSPITAL | T1 - Temporary periods in hospital | T1 Temporary Periods in Hospital
  `),
  'y) T2: Temporary placement - holiday': spellings(`
    T2 - TEMP ABS OF CHILD ON HOLIDAY | T2 - Temporary Absences Of Child On Holiday |
    T2 - Temporary absences of the child on holiday | T2 - Temporary absences on holiday |
    T2 Temporary absences of the child on holiday
  `),
  'z) T3: Temporary placement - carer holiday': spellings(`
    T3 - TEMP ACCOM WHILST FC ON HOLS | T3 - Temp accomm - foster carer is on holiday |
    T3 - Temporary accommodation (carer on holiday) |
    T3 - Temporary accommodation whilst normal foster carer is on holiday |
    T3 - Temporary Accomodation Whilst Normal Foster Carer Is On Holiday |
    T3 [Temp Accom - Normal Foster Carer on Holiday] |
    T3 Temporary accommodation whilst normal foster carer is on holiday
  `),
  'zz) T4: Temporary placement - seven days or less': spellings(`
    T4 - TEMP ACCOM 7 DAYS/LESS (OTHER) | T4 - Temporary accommodation of seven days or less |
    T4 Temporary accommodation for seven days or less, for any reason |
    T4 Temporary accommodation of seven days of less, for any other reason
  `),
};
