import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Type of Accommodation` of care leavers. Provenance: spellings.ts. */
export const accommodationAliases: Aliases = {
  'B: Parents/relatives': spellings(`
    (B) 16+ With Parents or Relatives | (B) With Parents or Relatives | 3 - LAC Parents / Relatives |
    B - With parents or relatives | B - With parents or relatives/ Connected Person | B With parents or relatives |
    B – With parents | B- With parents or relatives | B1 | B2 | B: With parents or relatives |
    Care Leaver-'Accommodation' / With parents or relatives | Friends & Family | PARENTS OR RELATIVES |
    Placed with own parents or other person with parental responsibility | With parent(s) or relative(s) |
    With parents of relatives | With Parents Or Relatives | With parents or relatives [B] | With Parents/Relatives
  `),
  'C: Community home / residential care': spellings(`
    (C) 16+ Community Home or other Form of Residential Care |
    (C) Community Home or Other Form of Residential Care |
    (C) Community home or other form of residential care such as an NHS estabishment |
    2 - LAC Residential Placement | C - Community home or other form of residential care |
    C - Community home or other form of residential care (NHS establishment) |
    C - Community home or other form of residential care / C - Community home or other form of residential care |
    C - Community home or other form of residential care such as an NHS establishment |
    C - Community home or other form of residential care such as an NHS establishment. |
    C - Community Home/Residential Care | C community home | C Community Home or other form of residential care |
    C Community home or residential care | C NHS establishment |
    C- Community Home or other form of residential care | C1 | C: Community Home or other form of residential care |
    Care Leaver-'Accommodation' / Community home or other residential care | Code 'C2' is not mapped |
    Community home | Community home [C] | Community Home or other form of residential care |
    Community home or other form of residential care such as an NHS establishment |
    Community home or other form of Residential care such as NHS establishment |
    COMMUNITY HOME OR OTHER FROM OF RESIDENTIAL CARE | Community Home Or Other Residential Care |
    Community home/residential care | Homes and Hostels inside LA boundary | Homes and Hostels outside LA boundary |
    NHS/Health Trust or other establishment providing medical/nursing care | Residential Care/Community Home
  `),
  'D: Semi-independent, transitional accommodation and self-contained accommodation': spellings(`
    (D) 16+ Semi-independent Transitional Accommodation | (D) Semi-Independent, Transitional Accommodation |
    Care Leaver-'Accommodation' / Semi-independent, transitional accommodation |
    D - Semi Independent, Transitional Accommodation, Self-Contained Accommodation |
    D - Semi-independent, transitional accom | D - Semi-independent, transitional accommodation |
    D - Semi-independent, transitional accommodation (eg supported hostel, trainer flats); self-contained accommodation with specialist personal assistance support (eg for young people with disabilities, pregnant young women and single parents); and self contained accommodation with floating support. |
    D Semi-independent | D Semi-independent, transitional accommodation |
    D- Semi-independent, transitional accommodation | D1 | D3 - Semi-independent, transitional accommodation |
    D: Semi-independent, transitional accommodation | Family Centre or Mother and Baby Unit |
    Residential Accommodation not subject to children's homes regulations |
    Semi Independent/Transitional Accommodation | Semi-independent | Semi-independent accommodation [D] |
    Semi-Independent Transitional Accommodation | Semi-independent, transitional |
    Semi-independent, transitional accommodation |
    Semi-independent, transitional accommodation (like a supported hostel, trainer flats); self-contained accommodation with specialist personal assistance support (for example, for young people with disabilities, pregnant young women and single parents); and self-contained accommodation with floating support. |
    Semi-independent, transitional accommodation; self-contained accommodation |
    SEMI-INDEPENDENT; SELF CONTAINED ACCOMMODATION
  `),
  'E: Supported lodgings': spellings(`
    (E) 16+ In-house Supported Lodgings | (E) Supported Lodgings |
    Care Leaver-'Accommodation' / Supported lodgings |
    E - Supported lodgings (accommodation, usually in a family home, where adults in the "host family" provide formal advice and support). |
    E - Supported lodgings (Adults Shared lives scheme) | E - Supported Lodgings (Not Former Foster Carer) |
    E- Supported lodgings | E1 |
    Supported lodgings (accommodation where adults in the host family provide support) |
    Supported lodgings (accommodation, usually in a family home, where adults in the “host family” provide formal advice and support). |
    Supported lodgings [E]
  `),
  'G: Abroad': spellings(`(G) Gone abroad | G - Gone abroad | Gone Abroad | Gone abroad [G]`),
  'H: Deported': spellings(`(H) Deported`),
  'K: Ordinary lodgings, without formal support': spellings(`
    (K) 16+ Ordinary Lodgings, without Formal Support | (K) Ordinary lodgings |
    (K) Ordinary Lodgings Without Formal Support | Care Leaver-'Accommodation' / Ordinary lodgings |
    Code 'K2' is not mapped | K - Ordinary lodgings | K - Ordinary lodgings (without formal support) |
    K - Ordinary Lodgings without formal support | K Ordinary lodgings | K- Ordinary lodgings | K1 |
    Lodgings - No Formal Support | Ordinary lodgings | Ordinary Lodgings (without formal support) |
    Ordinary lodgings without formal support | Ordinary lodgings, without formal support.
  `),
  'R: Residence not known': spellings(`
    (R) 16+ Residence not known | (R) Residence Not Known | Code 'R' is not mapped | No Information | Not Recorded |
    Not Stated | R2 | Residence not know | Residenece not known | Whereabouts Unknown
  `),
  'S: No fixed abode / homeless': spellings(`
    (S) 16+ No fixed abode or homeless | (S) No fixed abode or homeless | (S) No fixed abode/homeless |
    (S) No Fixed Above/Homeless | Care Leaver-'Accommodation' / No Fixed Abode/ Homeless | Code 'S' is not mapped |
    Homeless | NFA/HOMELESS | No fixed abode | No fixed abode or homeless | No Fixed abode/Homeless |
    No fixed abode/homeless [S] | S - | S - No Fixed Abode/ Homeless
  `),
  'T: Foyers and similar supported accommodation': spellings(`
    (T) 16+ Foyers and Similar Supported Accommodation | (T) Foyers and Similar Supported Accommodation |
    All Residential Schools, except where dual-registered as a school and children's |
    Care Leaver-'Accommodation' / Foyers | Foyer | Foyer and similar supported accomodation | Foyers | Foyers + |
    Foyers [T] | FOYERS AND SIMILAR |
    Foyers and similar supported accommodation (with education, training or employment) |
    Foyers and similar supported accommodation which combines the accommodation with opportunities for education, training or employment. |
    Foyers And Similar Supported Lodging | T - Foyers |
    T - Foyers and similar supported accommodation which combines the accommodation with opportunities for education, training or employment. |
    T Foyers | T- Foyers and similar supported accommodation | T1 | The Foyer and similar supported accommodation
  `),
  'U: Independent living': spellings(`
    (U) 16+ Independent Living | (U) Independent Living | Accommodation Provided by College/University |
    Care Leaver-'Accommodation' / Independent living | Independant living | Independent living [U] |
    Independent living, eg. in flat or lodgings without formal support staff, or in |
    Independent living, for example independent tenancy of flat, house or bedsit, including local authority or housing association tenancy, or accommodation provided by a college or university. Includes flat sharing. |
    Own tenancy council | Own tenancy private |
    U - Independent living, e.g. independent tenancy of flat, house or bedsit |
    U - Independent living, eg independent tenancy of flat, house or bedsit, including LA or housing association tenancy, or accommodation provided by a college or university. Includes flat sharing. |
    U - Independent Living, Eg Tenancy Of Flat Or House | U- Independent living | U1 |
    U1 - Independent living (NOT a House of Multiple Occupancy) | U2 | U3 - Independent living |
    University accommodation
  `),
  'V: Emergency accommodation': spellings(`
    (V) 16+ Emergency Accommodation | (V) Emergency accommodation |
    Emergency Accommodation (eg night shelter, direct access, emergency hostel) |
    Emergency accommodation (like a night shelter, direct access or emergency hostel) | V1
  `),
  'W: Bed and breakfast': spellings(`(W) 16+ Bed and Breakfast | (W) Bed and breakfast | W- Bed and breakfast | W2`),
  'X: In custody': spellings(`
    (X) 16+ Custody | (X) In Custody | 4 - LAC Custody | Care Leaver-'Accommodation' / In custody | Custody |
    In custody [X] | X Custody | X- In custody | X1 | X2 | Young Offender Institution or Prison
  `),
  'Y: Other accommodation': spellings(`
    (Y) 16+ Other Accommodation - unsuitable | (Y) Other Accommodation |
    Care Leaver-'Accommodation' / Other accommodation | CLA | Other accommodation [Y] | Residing with friends |
    With Friends | Y - Not suitable | Y - Other Accommodation (state in notes) | Y - Suitable |
    Y Other accomodation | Y residing with friends | Y- Other accommodation | Y1 | Y2
  `),
  'Z: With former foster carers': spellings(`
    (Z) 16+ Staying Put | (Z) With former foster carers |
    (Z) With Former Foster Carers (ie. same placement as at 18 yrs) | 1 - LAC Foster Placement |
    Care Leaver-'Accommodation' / With former Foster Carers |
    Foster placement with relative or friend, inside LA boundary |
    Foster placement with relative or friend, outside LA boundary | Living with former foster carer |
    Placement with other foster carer, arranged through agency, inside LA boundary |
    Placement with other foster carer, arranged through agency, outside LA boundary |
    Placement with other foster carer, provided by LA, inside LA boundary |
    Placement with other foster carer, provided by LA, outside LA boundary |
    Staying Put, arranged through agency, inside LA boundary |
    Staying Put, arranged through agency, outside LA boundary | Staying Put, provided by LA, inside LA boundary |
    With Former Fost Carer under Staying Put Arrangmts | With former foster carer |
    With former foster carers (plan involves remaining with this former foster family) |
    With Former Foster Carers - continuing turning 18 |
    With former foster carers - where the young person has been fostered and on turning 18 continues to remain with the same carer who had fostered them immediately prior to their reaching legal adulthood, and where the plan for their care involves their remaining with this former foster family for the future. This code should not be used for 17 year old care leavers. If the foster carer is also a relative this code should be used rather than ‘B - with parents or relatives’. |
    With former foster carers [Z] | Z - | Z - Staying Put | Z - Staying Put (With former foster carers) |
    Z - With former foster carer(s) | Z - With former foster carers (post 18) |
    Z - With Former foster carers / Z1 - With Foster Carers | Z Living with former foster carer 18+ |
    Z With former foster carer | Z1 | Z1 - With former foster carers (NOT a Staying put arrangement) |
    Z1 - With Foster Carers | Z2 - With former foster carers (Staying put arrangement) |
    Z: With former foster carers dependent living
  `),
};

/** `Suitability of Accommodation`. Provenance: spellings.ts. */
export const suitabilityAliases: Aliases = {
  'a) Suitable': spellings(`
    1 | 1 - Accommodation is considered Suitable | 1 - SUITABLE | Accommodation is considered suitable |
    Accommodation is considered suitable [1] | Accommodation is considered to be suitable | True | Y | Yes
  `),
  'b) Unsuitable': spellings(`
    0 - accommodation is considered unsuitable | 0 - UNSUITABLE | 2 | 2 - Accommodation is considered Unsuitable |
    2 - UNSUITABLE | Accommodation is considered to be unsuitable | Accommodation is considered unsuitable |
    Accommodation is considered unsuitable [2] | False | N | No
  `),
};
