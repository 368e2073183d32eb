import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Reason Ceased to be Looked After`; of adoption, return home, guardianship and independence only what tells the codes apart. Provenance: spellings.ts. */
export const reasonCeasedAliases: Aliases = {
  'a) E11: Adopted - application unopposed': spellings(`
    Adopted - application unopposed (E11) | Adopted - application unopposed [E11] | E11 - Adopted (app unapposed) |
    E11 - Adopted - application for an adoption order unopposed |
    E11 - Adopted - application unopposed (adoption order granted by court on date episode ceased) |
    E11 - Adopted - IWC application, unopposed | E11 - Adopted, application unopposed |
    E11 - Adoption - application - unopposed | E11 : Adopted - application for an adoption order unopposed |
    E11 Adopted - application for an adoption order unopposed | E11 Adopted application unopposed |
    E11-Adoption, application unopposed | SE11 - Adopted - application unopposed
  `),
  'b) E12: Adopted - consent dispensed': spellings(`
    Adopted - Consent dispensed with | Adopted - consent dispensed with (E12) |
    Adopted - consent dispensed with by court | Adopted, consent dispensed with [E12] |
    E12 - Adopted (consent dispensed) | E12 - Adopted - Consent dispensed with |
    E12 - Adopted - Consent dispensed with by court | E12 - Adopted - IWC application, with placement order |
    E12 - Adopted consent dispensed with by court | E12 - Adopted, consent dispensed with |
    E12 - Adoption consent dispensed with | E12 : Adopted, consent dispensed with by court |
    E12 Adopted - consent dispensed with | E12 Adopted consent dispensed with |
    E12 Adopted consent dispensed with by court | E12 Adopted – consent dispensed with by court |
    E12 Adopted, consent dispensed with | E12-Adoption, consent dispensed with |
    E12: Adopted - consent dispensed with
  `),
  'c) E2: Died': spellings(`Child died | E2 Care Ends - Died | E2-Death`),
  'd) E3: Care taken by another LA': spellings(`
    CARE TAKEN OVER BY ANOTHER LA | Care taken over by another LA in the UK |
    Care taken over by another LA in the UK [E3] | Care taken over by another LA in UK |
    Care taken over by another local authority in the UK | Care taken over by other LA |
    E3 - Care taken over by another LA | E3 - Care taken over by another LA in the UK |
    E3 - Care taken over by other LA in UK | E3 - Case Taken Over By Another LA in the UK |
    E3-Accommodation ceased - care taken over by anoth | E3:Care Taken Over By Another LA In UK |
    SE3 - Care taken over by another LA in the UK | Transferred to services of another LA
  `),
  'e) E4A: Returned home to live with parents or relatives - part of planning': spellings(`
    E4A - Planned return home to live with parents (no order) |
    E4A - Planned return home to parents/other parent resp |
    E4a - Planned returned home to live with parents (no order) |
    E4A - Return home to live with parents, relatives , or other person with parental responsibility as part of the care planning process (not under a RO or SGO) |
    E4A - Return Home to Live with Parents, Relatives or Other Person with PR - Part of Care Planning (Not Under RO or SGO) |
    E4A - Return home to live with parents, relatives, or other person with parental responsibility as part of the care planning pro |
    E4A - Return home to live with parents, relatives, or other person with parental responsibility as part of the care planning process |
    E4A - Return home to live with parents, relatives, or other person with parental responsibility as part of the care planning process (not under a Residence Order or Special Guardianship Order) |
    E4A - Return home to live with parents, relatives, or other person with parental responsibility as part of the care planning process (not under a special guardianship order or residence order or (from 22 April 2014) a child arrangements order) |
    E4A - Return home to live with parents, relatives, or other person with parental responsibility as part of the care planning process (not under a special guardianship order or residence order or (from 22 April 2014) a child arrangements order). |
    E4A - Return home to live with parents, relatives, or other person with PR as part of the care planning process (not under a Res |
    E4A - Return home to live with parents/relatives (part of care planning process) |
    E4A - Return home to live with parents/relatives/other person with PR - part of care planning process (not under SGO/residence order/child arrangements order) |
    E4A - Return home. Part of Care Planning Process - not RO or SGO |
    E4A - Returned home (Planned Move) to live with parents, relatives, or other person with PR (not under a residence order or special guardianship order) |
    E4a - Returned home to live with parents, relatives or person with PR part of Care Planning Process(not under a Residence Order |
    E4A - Returned home to live with parents, relativesor other person with parental responsibility as part of the care planning process (not under a Special Guardianship order Residence order or (from 22/04/14) a child arrangements order |
    E4A - Returned to live with person with PR (as part of Care Planning process-not Residence Order or SGO) |
    E4A - With parent, relative or other person with PR, planned |
    E4A : Return home to live with parents, relatives, or other person with parental responsibility as part of the care planning process (not under a Residence Order or Special Guardianship Order) |
    E4A Return home to live with parents, relatives, or other person with parental |
    E4a Return home to live with parents, relatives, or other person with parental responsibility as part of the care planning process (not under a Residence Order or Special Guardianship Order) |
    E4A:Return home to live with parents, relatives, or other person with parental responsibility as part of the care planning process (not under a RO or SGO) |
    E4A:Return home. Part of Care Planning Process - not RO or SGO |
    E4A:Returned to parents (AS PART OF CARE PLAN),relatives or other person with PR |
    Return home to live with parents,relatives,or other person with parental responsibility as part of the care planning process (not under a Residence Order or SGO) [E4A]
  `),
  'f) E4B: Returned home to live with parents or relatives - not part of planning': spellings(`
    E4B - Return home to live with parents, relatives or other person with parental responsibility which was not part of the current care planning process (not under a RO or SGO) |
    E4B - Return home to live with parents, relatives, or other person with parental responsibility which was not part of the care planning process (not under a special guardianship order or residence order or (from 22 April 2014) a child arrangements order). |
    E4B - Return home to live with parents, relatives, or other person with parental responsibility which was not part of the care planning process (not under special guardianship order or residence order or (from 22 April 2014) a child arrangements order) |
    E4B - Return home to live with parents, relatives, or other person with parental responsibility which was not part of the curren |
    E4B - Return home to live with parents, relatives, or other person with parental responsibility which was not part of the current care planning process |
    E4B - Return home to live with parents, relatives, or other person with parental responsibility which was not part of the current care planning process (not under a Residence Order or Special Guardianship Order) |
    E4B - Return home to live with parents, relatives, or other person with parental responsibility which was not part of the current care planning process (not under a special guardianship order or residence order or (from 22 April 2014) a child arrangements |
    E4B - Return home to live with parents, relatives, or other person with parental responsibility which was not part of the current care planning process (not under a special guardianship order or residence order or (from 22 April 2014) a child arrangements order). |
    E4B - Return home to live with parents, relatives, or other person with PR which was not part of the current care planning proce |
    E4B - Return home to live with parents, relatives, or other person with PR which was not part of the current care planning process (not under a SGO or RO or (from 22 April 2014) a child arrangements order). |
    E4B - Return home to live with parents/relatives (not part of care planning process) |
    E4B - Return home to live with parents/relatives/other person with PR - not part of current care planning process (not under SGO/residence order/child arrangements order) |
    E4B - Return Home to Parents, Relatives or Other Person with PR - NOT Part of Care Planning (Not Under RO/SGO) |
    E4B - Returned home (Unplanned Move) to live with parents, relatives, or other person with PR (not under a residence order or special guardianship order) |
    E4b - Returned home to live with parents, relatives or person with PR NOT part of Care Planning Process(not under a Residence Or |
    E4B - Returned home to live with parents, relativesor other person with parental responsibility which was not part of the care planning process (not under a Special Guardianship order Residence order or (from 22/04/14) a child arrangements order |
    E4B - Returned to live with person with PR (not part of Care Planning process or Residence Order or SGO) |
    E4B - Unplanned return home to live with parents (no order) |
    E4B - Unplanned return home to parent/ other parent resp |
    E4b - Unplanned returned home to live with parents (no order) |
    E4B - With parent, relative or other person with PR, unplanned |
    E4B : Return home to live with parents, relatives, or other person with parental responsibility which was not part of the current care planning process (not under a Residence Order or Special Guardianship Order) |
    E4b Return home to live with parents, relatives, or other person with parental responsibility which was not part of the current care planning process (not under a Residence Order or Special Guardianship Order) |
    E4B Return home to live with parents, relatives, or other person with parental responsibility which was not part of the current care planning process (not under a special guardianship order or residence order or (from 22 April 2014) a child arrangements order). |
    E4B Return home with parents/rels/other with PR - NOT part of care planning process |
    E4B:Return home to live with parents, relatives, or other person with parental responsibility which was not part of the current care planning process (not under a RO or SGO) |
    E4B:Return home. Not Part of Care Planning Process - not RO or SGO |
    E4B:Returned to parents (NOT PART OF CARE PLAN), relatives or other person with |
    Return home to live with parents,relatives or other person with parental responsibility which was not part of the current care planning process (not under Residence Order or SGC) [E4B]
  `),
  'g) E13: Parents, relatives or other with no parental responsibility': spellings(`
    Aged 18 (or over) and remained with current carers (inc Staying Put Arrangements) |
    Aged 18 or over who stayed with their former foster carers (Staying Put) |
    E13 - Left Care to live with parent / relatives or person with no Parental Responsibility |
    E13 - Left care to live with parent(s), relative(s) or other person(s) with NO parental responsibility |
    E13 - Left Care to Live with Parents, Relatives or Other Person with No PR |
    E13 - Left care to live with parents, relatives or other persons with NO parental responsilibities |
    E13 - Left Care to live with parents, relatives with NO PR |
    E13 - Left care to live with parents, relatives, or other person with no parental responsibility |
    E13 - Left care to live with parents, relatives, or other person with no parental responsibility – this code should be used if the child left care to live with parents, relatives or another person, but this person did not have parental responsibility |
    E13 - Left care to live with parents, relatives, or other person with no parental responsibility – this code should be used if the child left care to live with parents, relatives or another person, but this person did not have parental responsibility. |
    E13 - Left care to live with parents, relatives, or other person with no parental responsibility-this code should be used if the |
    E13 - Left care to live with parents, relatives, or other person with no parental responsibility. |
    E13 - Left care to live with parents/relatives (no parental resp) |
    E13 - Left care to live with person with no parent resp |
    E13 - left care to live with person with no parental resposibility (e.g parents,relatives or other) |
    E13 - With parent, relative or other person with no PR |
    E13 Left care to live with parents, relatives, or other person with no parental responsibility |
    E13 Left care to live with parents, relatives, or other person with no parental responsibility. |
    E13 Left care to live with parents, relatives, or other person with no PR |
    E13: Left care to live with parent, relatives or other person with NO parental responsibility |
    E13:Left care to live with parents, relatives, or other person with no parental responsibility – this code should be used if the child left care to live with parents, relatives or another person, but this person did not have parental responsibility. |
    E17 | E17 - | E17 - Aged 18 (or over) and remained with current carers (inc under staying put arrangements) |
    E17 - Aged 18 (or over) and remained with current carers (inc under staying put arrangements)) |
    E17 Aged 18 (or over) and remained with current carers (inc under staying put arrangements) |
    E17: Aged 18 (or over) and remained with current carers (inc under staying put arrangements) |
    E20 - Staying put – Young person remains living with former carers at age 18 |
    Left care to live with parents, relatives or other person with no parental responsibility |
    Left care to live with parents, relatives or other person with no perental responsibility |
    Left care to live with parents, relatives, or other person with no parental responsibility |
    Left care to live with parents, relatives, or other person with no parental responsibility – this code should be used if the child left care to live with parents, relatives or another person, but this person did not have parental responsibility |
    Left care to live with parents, relatives, or other person with no parental responsibility – this code should be used if the child left care to live with parents, relatives or another person, but this person did not have parental responsibility. parents, relatives or other person with no parental responsibility |
    Left care to live with parents, relatives, or other person with no parental responsibility. |
    Left care to live with parents, relatives, or other person with NO parental responsibillity |
    Left care to live with parents, relatives, or other person with no PR |
    Left care to live with parents,relatives or other person with no parental responsibility. |
    Left care to live with parents,relatives or other person with no parental responsibility. [E13] |
    LIVING WITH PERSON WITHOUT PR | UnPlanned to parent/other parent resp |
    v) E17: Aged 18 (or over) and remained with current carers (inc under staying put arrangements) |
    v) E17: Aged 18 and remained with current carers | v) E17: Aged 18+ and remained with current carers
  `),
  'h) E41: Residence order granted': spellings(`
    Child arrangement order | Child Arrangement Order (granted on day episode ceased) |
    CHILD ARRANGEMENTS/RES ORDER | E41 - Child Arrangements Order (previously residence order) |
    E41 - Child Arrangements Order S8 |
    E41 - Residence Order (or from 22 April 2014, a child arrangements order which sets out with whom the child is to live) granted |
    E41 - Residence order (or, from 22 April 2014, a child arrangements order which sets out with whom the child is to live) granted. |
    E41 - Residence order granted (or Child Arrangement Order) | E41 - Residence/ child arrangements order granted |
    E41 - Returned home - Child Arrangement | E41 - Returned home - child arrangements order |
    E41 - Returned home - Residence order |
    E41 Residence order (or, from 22 April 2014, a child arrangements order which sets out with whom the child is to live) granted. |
    E41- Residence order (or, from 22 April 2014, a child arrangements order which sets out with whom the child is to live) granted. |
    E41-Residence Order | E41A - Child Arrangements Order granted | Residence or Child Arrangement Order granted |
    Residence Order (from 22/04/2014, a Child Arrangements Order which sets out with whom the child is to live) granted |
    Residence Order (or, from 22 April 2014 a child arrangements order which sets out with whom the child is to live) granted |
    Residence order (or, from 22 April 2014, a child arrangements order which sets out with whom the child is to live) granted. 77 |
    Residence/Care Arrangement order | SE41 - Residence Order granted
  `),
  'i) E45: Special Guardianship Orders - former carer relative/friend': spellings(`
    E45 - | E45 - SG former foster carer(s) who were relative/friend |
    E45 - Spec. Guardnship order made to former Family & Friends carer |
    E45 - Special guardianship made to former foster carer(s), who were a relative or friend |
    E45 - Special Guardianship made to former foster carers(s), who were a relative or friend |
    E45 - Special Guardianship order made to former foster carer who was/are a relative or friend |
    E45 - Special Guardianship Order made to former foster carer(s), who was/are a relative(s) or friend |
    E45 - Special guardianship order made to former foster carer, who was a relative or friend |
    E45 - Special Guardianship Order made to former foster carers, who were a relative or friend |
    E45 Special guardianship made to former foster carer(s), who were a relative or friend |
    special guardianship made to former foster carer(s), who were a relative or friend (E45) |
    Special guardianship made to former foster carer(s), who were a relative or friend [E45]
  `),
  'j) E46: Special Guardianship Orders - former carer other': spellings(`
    E46 - | E46 - SG former foster carer(s) not relative/friend |
    E46 - Special guardianship made to former foster carer(s), other than relatives or friends |
    E46 - Special guardianship order made to former foster carer(s), other than relatives or friends |
    E46 - Special Guardianship Order made to former foster carers, other than relatives or friends |
    E46 Special guardianship made to former foster carer(s), other than relatives or friends |
    special guardianship made to former foster carer(s), other than relatives or friends (E46)
  `),
  'k) E47: Special Guardianship Orders - relative/friend': spellings(`
    E47 - | E47 - SG relative/friend not former foster carer(s) |
    E47 - Special guardianship made to carer(s) other than former foster carer(s), who were a relative or friend |
    E47 - Special Guardianship order made to carer(s) other than former foster carer(s), who was/are a relative or friend |
    E47 - Special guardianship order made to carer(s) other than former foster carer(s), who were a relative or friend |
    E47 - Special guardianship order made to carer, other than former foster carer, who was a relative or friend |
    E47 - Special Guardianship Order made to carers, other than former foster carers, who were a relative or a friend |
    E47 - Special Guardianship Order made to carers, other than former foster carers, who were a relative or friend |
    E47 Special guardianship made to carer(s) other than former foster carer(s), who were a relative or friend |
    E47 Special Guardianship Order made to carers, other than former foster carers, who were a relative or friend |
    special guardianship made to carer(s) other than former foster carer(s), who were a relative or friend (E47)
  `),
  'l) E48: Special Guardianship Orders - other': spellings(`
    E48 - Special guardianship order made to carers, other than former foster carers and relatives or friends |
    special guardianship made to carer(s) other than former foster carer(s), other than relatives or friends (E48)
  `),
  'm) E5: Moved into independent living - supported': spellings(`
    E5 - Indep Living, with Support Staff |
    E5 - Independent arrangement providing formalised support (eg. most hostels, foyers and care leavers projects) |
    E5 - Independent arrangement with formalised support |
    E5 - Moved into independant living arrangement and no longer looked after : supportive accommodation providing formalised advice/support arrangements (e.g. most hostels, YMCAs, foyers, and care leaver projects) |
    E5 - Moved Into Independent Living & No Longer In Care With Support |
    E5 - Moved into independent living (formalised) | E5 - Moved into independent living - supported accommodation |
    E5 - Moved into independent living arrangement and no longer looked after - supportive accommodation providing formalised advice/support arrangements. |
    E5 - Moved into independent living arrangement and no longer looked after : supported lodgings |
    E5 - Moved into independent living arrangement and no longer looked after : supportive accommodation providing formalised advice |
    E5 - Moved Into Independent Living Arrangement and No Longer Looked After : Supportive Accommodation Providing Formalised Advice/Support Arrangements (e.g. Most Hostels, YMCAs, Foyers and Care Leaver Projects) |
    E5 - Moved into independent living arrangement and no longer looked after: supportive accommodation providing formalised advice/support arrangements (e.g. most hostels, YMCAs, foyers, and care leavers projects) |
    E5 - Moved into independent living arrangement and no longer looked after: supportive accommodation providing formalised advice/support arrangements (such as most hostels, YMCAs, foyers, and care leavers projects) |
    E5 - Moved Into Supp Living Arrangement | E5 - Moved to indep living - formal advice / support |
    E5 - Moved to independent living arrangement, and no longer looked after : Supportive accommodation providing formalised advice/support arrangements(e.g. most hostels, YMCA,foyers, care leavers project) |
    E5 - Supported Independent Living |
    E5 : Moved into independant living arrangement and no longer looked after : supportive accommodation providing formalised advice/support arrangements (e.g. most hostels, YMCAs, foyers, and care leaver projects) |
    E5 Care Ends - Into independent and supportive accommodation |
    E5 Care Ends Into independent and supportive accommodation |
    E5 Moved into independent living arrangement and no longer looked after : supportive accommodation providing formalised advice/support arrangements (e.g. most hostels, YMCAs, foyers, and care leaver projects) |
    E5 Moved into independent living arrangement and no longer looked after. | E5-Independent living with support |
    E5:Moved Into Independent Living & No Longer In Care With Suppo |
    E5:Moved Into Independent Living & No Longer In Care With Support |
    Moved into independent living arrangement and no longer looked after : supportive accommodation providing formalised advice/support arrangements (e.g. most hostels, YMCAs, foyers, and care leaver projects) [E5]
  `),
  'n) E6: Moved into independent living - no support': spellings(`
    E6 - Independent arrangement (no formalised support eg. bedsit, own flat, living with friends) |
    E6 - Independent arrangement (no formalised support) | E6 - Independent Living |
    E6 - Moved into independant living arrangement and no longer looked after : accommodation providing no formalised advice/support arrangements (e.g. B&B, bedsit, own flat, living with friends) |
    E6 - Moved Into Independent Living & No Longer In Care No Support |
    E6 - Moved into independent living (not formalised) |
    E6 - Moved into independent living - no formalised advice |
    E6 - Moved Into Independent Living Arrangement and No Longer Looked After : Accommodation Providing No Formalised Advice/Support Arrangements (e.g. B&B, Bedsit, Own Flat, Living With Friends) |
    E6 - Moved into indepenent living arrangements (e.g. Bedsit, own flat, living with friends) |
    E6 - Moved Into Non Supp Independent Living Arrangement |
    E6 - Moved to indep living - no formal advice / support |
    E6 Care Ends - Into independent and non-supportive accom |
    E6 Care Ends Into independent and nonsupportive accom |
    E6 Moved into independent living arrangement and no longer looked after : accommodation providing no formalised advice/support arrangements (e.g. B&B, bedsit, own flat, living with friends) |
    E6-Independent living with no support | E6:Moved Into Independent Living & No Longer In Care No Support
  `),
  'o) E7: Transferred to residential care funded by adult social services': spellings(`
    E7 - Transfer Residential-Fund by Adult Serv | E7 - Transferr to Care of Adult SSD |
    E7 - Transferred to Adult Services | E7 - Transferred to adult social services |
    E7 - Transferred to adult social services care | E7 - Transferred to care of adult social services |
    E7 - Transferred to Leaving Care/Adult Services | E7 - Transferred to residential care |
    E7 Care Ends - Transferred to Care of Adult Social Services |
    SE7 - Transferred to care of adult social services | Transfer to adult Social Services |
    Transferred to adult social services | TRANSFERRED TO ADULT SS | Transferred to care of adult social services |
    Transferred to care of Adults Division | Transferred to residential care funded by Adult Services |
    Transferred to residential care funded by Adult Social Services [E7]
  `),
  'p) E9: Sentenced to custody': spellings(`
    E9 - Sentanced to custody | E9 - Sentenced | Sentenced to custody (E9) | Sentenced to custody [E9]
  `),
  'q) E14: Accommodation on remand ended': spellings(`
    Accommodation in remand ended | Accommodation on remand end | Accommodation on remand ended [E14] |
    Accommodation on remand ended- this code should be used if a child was remanded to youth detention accommodation and has stopped their episode of care because they are no longer remanded |
    ACCOMODATION ON REMAND ENDED |
    E14 - Accommodation on remand ended- this code should be used if a child was remanded to youth detention accommodation and has stopped their episode of care because they are no longer remanded. |
    E14 - Accommodation on remand ended-this code should be used if a child was remanded to youth detention accommodation and has st |
    E14 - Child was remanded to youth detention accomm, but is no longer remanded - episode of care stopped |
    Remand status ended
  `),
  'r) E15: Age assessment determined child was 18 or over': spellings(`
    Age assessed over 18 & E5, E6 & E7 do not apply | Age assessement determined child was 18 or over |
    Age assessment determined child is aged 18 or over (and E5, E6 and E7 do not apply eg a UASC seeking child whose age has been disputed) |
    Age assessment determined child is aged 18 or over and E5 E6 and E7 do not apply e.g an unaccompanied asylum seeking child whose age has been disputed. |
    Age assessment determined child is aged 18 or over and E5 E6 and E7 do not apply e.g an unaccompanied asylum seeking child whose age has been disputed. [E15] |
    Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply |
    Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply e.g. an unaccompanied asylum seeking child whose age has been disputed- this code should be used if the episode of care ended because the age was disputed, an assessment rev |
    Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply, for example an unaccompanied asylum seeking child whose age has been disputed |
    Age assessment determined child is aged 18 or over and E5, E6, and E7 do not apply e.g. an unaccompanied asylum seeking child whose age has been disputed |
    Age disputed, age assessment determined child under 18 or over |
    E15 - Age assessment determined child 18+ eg UASC |
    E15 - Age assessment determined child is 18 over and E5, E6 & E7 do not apply |
    E15 - Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply and young person not transferred to residential care or independent living. |
    E15 - Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply e.g. an unaccompanied asylum seeking child whose age has been disputed |
    E15 - Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply e.g. an unaccompanied asylum seeking child whose age has been disputed- this code should be used if the episode of care ended because the age was disputed |
    E15 - Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply eg an unaccompanied asylum seeking child whose age has been disputed |
    E15 - Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply eg UASC whose age has been disputed |
    E15 - Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply, for example an unaccompanied asylum seeking child whose age has been disputed |
    E15 - Age assessment determined child is aged 18 or over and E5, E6, and E7 do not apply |
    E15 - Age assessment determined child is aged 18+ |
    E15 - Age disputed, age assessment child is aged 18 or over |
    E15 - Age disputed, age assessment determined child is aged 18 or over |
    E15 : Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply e.g. an unaccompanied asylum seeking child whose age has been disputed |
    E15 Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply |
    E15 – Unaccompanied Asylum Seeker assessed as 18 years or more |
    E15:Age assessment determined child aged 18 or over (UASC) | SE15 - Assessed as over 18 - age disputed |
    UASC AGE ASSESSED AS OVER 18
  `),
  's) E16: Child moved abroad': spellings(`
    Child moved abroad [E16] |
    E16 - Child left care because they moved to another country, including being deported | E16 - Moved abroad |
    E16 - Moved abroad - use this code if the child left care because they moved to another country, including when a child is deported |
    E16 - Moved abroad - use this code if the child left care because they moved to another country, including when a child is deported. |
    E16 - Moved abroad-use this code if the child left care because they moved to another country, including when a child is deporte |
    MOVED ABROAD |
    Moved abroad - use this code if the child left care because they moved to another country, including when a child is deported |
    SE16 - Child moved abroad
  `),
  't) E8: Care ceased for any other reason': spellings(`
    Age assessment determined child is aged 18 or over and E5, E6 and E7 do not apply e.g. an unaccompanied asylum seeking child who |
    Aged 18 (or over) and remained with current carers (inc under staying put arrangements) | ANY OTHER REASON |
    Case closed after assessment, no further action | E17 - Staying Put | E8 - Any other reason |
    E8 - Care ceased for other reasons | E8 - Ceased for any other reason | E8 - CLA ceased for any other reason |
    E8 - Left care due to being sectioned under Mental Health Act | E8 - Missing |
    E8 - Period of being looked after - ceased for any other reason |
    E8 - Period of being looked after ceased for any other reason | E8 - Period Of LA Ceased For Any Other Reason |
    E8 - Staying Put | E8 : Period of being looked after ceased for any other reason |
    E8 Care Ends - Looked After ceases for any other reason |
    E8 Care Ends Looked After ceases for any other reason |
    E8 Period of being looked after ceased for any other reason | E8-Ceased for any other reason |
    E8-Reached age of 18,19 or 21 | E8-Supervision Order | E81 - Reached age 18 years of age |
    E82 Any other reason | E8:Period Of Being Looked After Ceased For Any Other Reason | E90 |
    Period of being looked after ceased for any other reason |
    Period of being looked after ceased for any other reason [E8] | post 21 case closure |
    SE8 - Care ceased for any other reason | SE8A - Discharged - changed to Supervision Order |
    SE90 - Child Turned 18, living with former foster Carer |
    Services ceased for any other reason, including child no longer in need
  `),
  'u) X1:CodeError': spellings(`
    Episode ceases and new epiosde begins on the same day for any reason |
    Episode ceases, and new episode begins on same day, for any reason |
    X1 - Episode ceases, and new episode begins on same day, for any reason | X1 - New Episode
  `),
};
