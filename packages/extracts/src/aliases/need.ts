import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** Needs as authorities send them, by code; both columns of need have them. Provenance: spellings.ts. */
const needs = {
  N1: spellings(`
    1a Physical Abuse | 1ABUSNEG - Abuse or Neglect | 1b Sexual Abuse | 1c Emotional Abuse | 1d Neglect |
    1f Domestic Violence resulting in significant harm | 1g Abandonment in dangerous circumstances |
    1h Child Sexual Exploitation | 1i Female Genital Mutilation | 1j Modern Slavery | ABS_EMOT | ABS_NEG |
    ABS_PHYS | ABS_SEXA | Abuse | Abuse or Neglect - | Abuse or Neglect - Emotional Abuse |
    Abuse or Neglect - Neglect | Abuse or Neglect - Neglect & Emotional Abuse |
    Abuse or Neglect - Neglect & Physical Abuse | Abuse or Neglect - Neglect & Sexual Abuse |
    Abuse or Neglect - Neglect, Physical & Emotional Abuse | Abuse or Neglect - Physical & Emotional Abuse |
    Abuse or Neglect - Physical Injury | Abuse or Neglect - Sexual & Emotional Abuse |
    Abuse or Neglect - Sexual Abuse | Abuse or neglect [N1] | Abuse or Neglect: Abandoned (including home alone) |
    Abuse or Neglect: Alcohol Misuse | Abuse or Neglect: Child or young person as abuser |
    Abuse or Neglect: Child Sexual Exploitation | Abuse or Neglect: Deliberate Self Harm |
    Abuse or Neglect: Domestic Violence | Abuse or Neglect: Drug Misuse | Abuse or Neglect: Emotional Abuse |
    Abuse or Neglect: Neglect | Abuse or Neglect: Physical Abuse | Abuse or Neglect: Sexual Abuse |
    C/F ABUSE OR NEGLECT | Child N1 Abuse neglect | Child Sexual Abuse | Child Sexual Exploitation |
    Children in need as a result of, or at risk of, abuse or neglect | CIN - N1 Abuse Neglect | CIN - N1a Neglect |
    CIN - N1b Abuse | CIN - N1c Domestic Abuse | CIN - N1d Injuries to non-mobile children | CIN-ABUSE OR NEGLECT |
    Domestic Violence | Due To Abuse Or Neglect | Emotional abuse | Emotional Harm | Multiple |
    N1 (Abuse or Neglect) | N1 - Abuse / Neglect | N1 - Abuse Neglect - Children |
    N1 - Abuse or Neglect: Abandoned (including home alone) | N1 - Abuse or Neglect: Child Prostitution |
    N1 - Abuse or Neglect: Deliberate Self Harm | N1 - Abuse or Neglect: Domestic Violence |
    N1 - Abuse or Neglect: Emotional Abuse | N1 - Abuse or Neglect: Neglect |
    N1 - Abuse or Neglect: Physical Abuse | N1 - Abuse or Neglect: Sexual Abuse | N1 : Abuse or Neglect |
    N1 [Abuse or neglect] | N1 ABUSE NEGLECT | N1 Child Abuse / Neglect | N1.01 | N1.02 | N1.03 | N1.04 | N1.NE |
    N1.NP | N1.NPE | N1.NS | N1.PE | N1.SE | N1; N1 | N1a | N1a - Domestic Violence | N1b |
    N1b - Parental Mental Health | N1c | N1c - Parental Substance Misuse | N1d | N1d - Parental Alcohol Misuse |
    N1e - Physical Abuse | N1f - Emotional Abuse | N1g - Sexual Abuse | N1h - Parent Is A Prolific Offender |
    N1j - Neglect | N1SA : Physical Abuse | N1SB : Sexual Abuse | N1SC : Emotional Abuse | N1SD : Neglect |
    N1SF : Domestic Violence | N1SG : Child Exploitation | N1SH : Child or young person as abuser |
    N1SI : Deliberate Self Harm | N1t - Abuse/Neglect - Trafficked | Neglect | Physical abuse | Physical Harm |
    Risk of Child Sexual Exploitation | Section 47 | Sexual Abuse | Significant Harm | Substance Misue |
    Substance Misuse | Substance Misuse: Alcohol problems | Substance Misuse: Drug and alcohol problems |
    Substance Misuse: Drug problems | Suspected abuse/neglect | Trilogy of Risk
  `),
  N2: spellings(`
    2a Physical Disability | 2b Sensory Disability | 2c Learning Disability | 2CHLDDIS - Child's Disability |
    2d Multiple Disability | 2e Emotional & Behavioural Difficulties | 2f Serious/Long term Physical Illness |
    B5.B5A | C/F CHILD'S DISABILITY | Child N2 Disability | Child with Disability | Child's Disability [N2] |
    Child's disability or illness | Child's Disablilty/Illness |
    Child's Disablilty/Illness: Children suffering from physical illness |
    Child's Disablilty/Illness: Children with learning disabilities (special educational needs) |
    Child's Disablilty/Illness: Children with multiple disabilities |
    Children and their families whose main need for services arises out of the child's disabilities, illness or intrinsic condition |
    CIN - N2 Disability | CIN-DISABILITY | COGNITIVE IMPAIR:DIAGNOSED | CYADS Tier 1 | CYADS Tier 3 | DIS_EBHV |
    DIS_LRN | DIS_PHYS | DIS_SENS | Disability | Disability - | Disability - Emotional/Behavioural Difficulties |
    Disability - Learning Disability | Disability - Mental Health conditions | Disability - Physical Disability |
    Disability - Sensory Disability | Disability - Serious Illness |
    Disability: Children suffering from physical illness |
    Disability: Children with chronic health conditions (life threatening/limiting) |
    Disability: Children with diagnosed emotional or behavioural difficulties |
    Disability: Children with learning difficulties (special educational needs) |
    Disability: Children with learning disabilities | Disability: Children with multiple disabilities |
    Disability: Children with physical disabilities | Disability: Children with sensory disabilities |
    Disability: Speech communications disorder | Disabled child | Disabled Children | Due To Own Disability |
    Frailty (main) | LDS Learning Disability Support | Learning Disability |
    Learning Disability (Transition Case Only) | Learning Disability Support 18-64 |
    Learning Disability Support 18-64: Learning Disability support |
    Learning Disability Support 18-64: Learning Disability Support - Transition | Mental Health |
    Mental Health Support - Mental Health Support | Mental Health Support 18-64 |
    Mental Health Support 18-64: Mental Health support | N2 (Disability) | N2 - Child disability |
    N2 - Child's Disability/Illness | N2 - Childs Disability | N2 - Disability | N2 - Disability - Children |
    N2 - Disablilty | N2 - Disablilty : Children with learning disabilities (special educational needs) |
    N2 - Disablilty : Children with physical disabilities |
    N2 - Disablilty: Children suffering from physical illness |
    N2 - Disablilty: Children with diagnosed emotional or behavioural difficulties |
    N2 - Disablilty: Children with learning disabilities (special educational needs) |
    N2 - Disablilty: Children with multiple disabilities | N2 - Disablilty: Children with physical disabilities |
    N2 - Disablilty: Children with sensory disabilities | N2 - Disablilty: Speech communications disorder |
    N2 : Disability | N2 [Child’s disability] | N2 Child Health / Disability | N2 Disability | N2 Disablility |
    N2 Disablilty | N2-Disability | N2.CHIL13 | N2.CHIL14 | N2.CHIL15 | N2.CHIL16 | N2.CHIL17 | N2.SERILL |
    N2:Disability | N2c - Child'S Mental Health | N2SB : Children with sensory disabilities |
    N2SC : Children with learning disabilities (special educational needs) |
    N2SD : Children with diagnosed emotional or behavioural difficulties |
    N2SE : Children with multiple disabilities | Occupational Therapy | Physical / Sensory disability (main) |
    Physical and Sensory Disability and Frailty | Physical disability | Physical Disability Permanent |
    Physical Support 18-64: Access and mobility only | Physical Support 18-64: Personal care and support |
    Physical Support 18-64: Personal Care and Support - Transition | PSR_LD1 : Learning Disability Support |
    Sensory support 18-64: Support for hearing impairment
  `),
  N3: spellings(`
    3a Alcoholic Parents | 3b Drug Dependant Parents | 3c Acutely Ill Parents |
    3d Parents with Learning Difficulties | 3e Parents with Chronic Mental Illness |
    3f Parents with Chronic Disability | 3g Young Carers | 3PARNTIL - Parental Illness/Disability |
    C/F PARENTAL ILLNESS/DISABLED | C1 - Carer | Child N3 Parent illness or disability |
    Children whose main need for services arises because the capacity of their parents or carers to care for them is impaired by disability, illness, mental illness, or addictions |
    CIN - N3 Parent illness or disability | CIN-PARENT ILLNESS/DISABILITY | Due To Parental Illness/Disability |
    Mental Health - Parent/Carer | N3 (Parent/Carer Illness/Disability) | N3 - Parent Illness / Disability |
    N3 - Parent illness / disability - Children |
    N3 - Parental illness or disability: Children whose parents abuse alcohol |
    N3 - Parental illness or disability: Children whose parents abuse drugs |
    N3 - Parental illness or disability: Children whose parents have learning disabilities |
    N3 - Parental illness or disability: Children with chronically disabled parent(s) where parenting capacity is limited |
    N3 - Parental illness or disability: Children with mentally ill parent(s) where parenting capacity is limited |
    N3 - Parental illness or disability: Children with physically ill parents | N3 - Parental Illness/Disability |
    N3 : Parental illness or disability | N3 [Parental disability or illness] | N3 Family Health / Disability |
    N3 PARENT ILLNESS OR DISABILITY | N3 Parent Illness/Disability | N3.CHIL18 | N3.CHIL19 | N3.CHIL20 | N3.CHIL21 |
    N3.CHIL23 | N3.CHIL24 | N3a - Parental Learning Difficulties | N3a - Substance Misuse by Parent / Carer |
    N3SA : Children whose parents abuse alcohol | N3SB : Children whose parents abuse drugs |
    N3SD : Children whose parents have learning disabilities | N3SF : Children with mentally ill parents | PAR_ALC |
    PAR_DRG | PAR_MEN | Parental Alcohol/Drug abuse | Parental Illness / Disability |
    Parental Illness or Disability - | Parental Illness or Disability - Acutely ill parents |
    Parental Illness or Disability - Alcoholic parents |
    Parental Illness or Disability - Being cared for by mentally ill parents not taking responsibility |
    Parental Illness or Disability - Being cared for by parents with Learning Disabilities |
    Parental Illness or Disability - Child caring for chronically ill or disabled parents |
    Parental Illness or Disability - Drug taking parents | Parental illness or disability [N3] |
    Parental illness or disability: Children whose parents abuse alcohol |
    Parental illness or disability: Children whose parents abuse drugs |
    Parental illness or disability: Children whose parents have learning disabilities |
    Parental illness or disability: Children with chronically disabled parent(s) where parenting capacity is limited |
    Parental illness or disability: Children with mentally ill parent(s) where parenting capacity is limited |
    Parental illness or disability: Children with parents who are ill (short Term) |
    Parental illness or disability: Children with physically ill parents | Parental Illness/Disability |
    PARENTAL ILLNESS/DISABLED
  `),
  N4: spellings(`
    4a Homelessness | 4b Single Parent | 4c Death of Parent / Family Member |
    4d Environmental / Neighbourhood factors | 4e Sudden Change in Circumstances | 4f Conflict in Adolescence |
    4FAMSTRS - Family in Acute Stress | 4g No Recourse to Public Funds | C/F FAMILY IN ACUTE STRESS |
    Child N4 Family in acute stress |
    Children whose needs arise from living in a family going through a temporary crisis such that parenting capacity is diminished and some of the children's needs are not being adequately met |
    CIN - N4 Family in Acute stress | CIN-FAMILY IN ACUTE DISTRESS | Code 'NWAS' is not mapped |
    Due To Family In Acute Stress | Family in Acute Stress - |
    Family in Acute Stress - Health Development Concerns (inc Temporary Disability |
    Family in Acute Stress - Problems Relating to Homelessness | Family in Acute Stress - Single Parent |
    Family in acute stress [N4] | Family in acute stress: Child exhibiting difficult behaviour |
    Family in acute stress: Conditions of Accommodation | Family in acute stress: Death of other family member |
    Family in acute stress: Death of parent or carer | Family in acute stress: Disability harassment |
    Family in acute stress: Families Affected by Mental Health difficulties |
    Family in acute stress: Multiple children who are disabled |
    Family in acute stress: Other environmental factors | Family in acute stress: Problems related to homelessness |
    Family in acute stress: Racial harassment | Family in acute stress: Rent Arrears / Eviction Notice |
    Family in acute stress: Teenage Pregnancy | Financial Problems | Homeless | Missing Person |
    N4 (Family in Acute Stress) | N4 - Family in acute distress | N4 - Family in acute stress - Children |
    N4 - Family in acute stress: Child exhibiting difficult behaviour |
    N4 - Family in acute stress: Conditions of Accommodation |
    N4 - Family in acute stress: Death of parent or carer |
    N4 - Family in acute stress: Families Affected by Mental Health difficulties |
    N4 - Family in acute stress: Other environmental factors |
    N4 - Family in acute stress: Problems related to homelessness |
    N4 - Family in acute stress: Rent Arrears / Eviction Notice | N4 - Family in acute stress: Teenage Pregnancy |
    N4 - Family in acute stress: Young Carer for sibling(s) | N4 : Family in acute stress |
    N4 [Family in acute stress] | N4 Family in acute distress | N4.HLTDEVCON | N4.HOME25 | N4.SING26 |
    N4:Family in accute stress | N4a - Parental Criminality | N4b - Family Homelessness |
    N4SA : Problems related to homelessness | N4SB : Teenage Pregnancy |
    N4SD : Families Affected by Mental Health difficulties | N4SE : Other environmental factors |
    N4SF : Child exhibiting difficult behaviour | N4SH : Death of other family member |
    N4SI : Conditions of Accommodation | N4SJ : Rent Arrears / Eviction Notice | Other Parenting Issues |
    PSR_OTH : Support for Social Isolation/Other
  `),
  N5: spellings(`
    5a Separated Parents no Cooperation | 5b Domestic Violence | 5c Lack of Basic Care |
    5FAMDYSF - Family Dysfunction | C/F FAMILY DYSFUNCTIONAL | Child N5 Family dysfunction |
    Children whose needs arise mainly out of their living with families where the parenting capacity is chronically inadequate |
    CIN - N5 Family dysfunction | CIN - N5a Private Fostering | CIN-FAMILY DYSFUNCTION | Control Issues |
    Due To Family Dysfunction | Family Dysfunction - | Family Dysfunction - Childs poor attachment to carer |
    Family Dysfunction - Domestic Violence | Family Dysfunction - Erratic relationship between carers |
    Family Dysfunction - Low Boundary Control | Family Dysfunction - Low Stimulation for child |
    Family dysfunction [N5] | Family dysfunction: Child at risk of significant harm due to inadequate parenting |
    Family dysfunction: Child exhibiting behaviour parent(s) find difficult to manage |
    Family dysfunction: Inability to provide stable relationships |
    Family dysfunction: Problems relating to parental relationships |
    Family dysfunction: Young People aged 16-17 presenting as homeless |
    Family dysfunction: Young Persons presenting as homeless (15-17yrs) | FAMILY DYSFUNCTIONAL | FDS_CARE |
    FDS_EMOT | FDS_GUID | FDS_STAB | FST_BEHV | FST_DVIO | FST_HLES | FST_ILL | FST_OTHR | FST_S17 |
    N5 (Family Dysfunction) | N5 - Family disfunction | N5 - Family dysfunction - Children |
    N5 - Family dysfunction: Child at risk of significant harm due to inadequate parenting |
    N5 - Family dysfunction: Child exhibiting behaviour parent(s) find difficult to manage |
    N5 - Family dysfunction: Problems relating to parental relationships |
    N5 - Family dysfunction: Young Persons presenting as homeless (15-17yrs) | N5 - Family Dysfunctional |
    N5 : Family dysfunction | N5 [Family dysfunction] | N5.CHIL28 | N5.CHRO31 | N5.ERRA30 | N5.LOW 29 | N5.LOW 32 |
    N5a | N5a - Domestic Abuse | N5a - Private Fostering | N5SA : Problems relating to parental relationships |
    N5SB : Child at risk of significant harm due to inadequate parenting |
    N5SD : Child exhibiting behaviour parent(s) find difficult to manage
  `),
  N6: spellings(`
    6a Offending - Child to Child Abuse | 6b Offending - Other | 6c Offending - C-to-C Abuse, Under Age |
    6e Risk of Offending | 6f Drug or Alcohol Abuse | 6g Unsafe Sexual Behaviour | 6h Disorderly Behaviour |
    6j PREVENT (radicalisation) | 6SOCUNAC - Socially Unacceptable Behaviour | BHV_OFFN | BHV_PROB | BHV_SEXA |
    C/F UNACCEPTABLE BEHAVIOUR | Child N6 Socially unacceptable behaviour |
    Children and families whose need for services arises primarily out of their children's behaviour impacting detrimentally on the community |
    CIN - N6 Socially unacceptable behaviour | CIN-SOCIALLY UNACCEPTABLE BEHAVIOUR |
    Due To Socially Unacceptable Behaviour | N6 (Socially Unacceptable Behaviour) |
    N6 - Social Unacceptable Behaviour | N6 - Socially unacceptable behaviour - Children |
    N6 - Socially unacceptable behaviour: Disorderly behaviour |
    N6 - Socially unacceptable behaviour: Non school attendance |
    N6 - Socially unacceptable behaviour: Offending (or at risk of) |
    N6 - Socially unacceptable behaviour: Unsafe sexual behaviour | N6 : Socially unacceptable behaviour |
    N6 [Socially unacceptable behaviour] | N6 Child Socially Unacceptable Behaviour |
    N6-Social unacceptable behaviour | N6.DISO33 | N6.OFFE34 | N6.SUBST | N6.TRUA35 | N6.UNSA36 |
    N6a - Child'S Substance Abuse | N6c - Beyond Parental Control | N6d - Teenage Pregnancy |
    N6e1 - Child Sexual Exploitation | N6e2 - Child Sexual Exploitation | N6g - Missing From Home |
    N6h - Youth Offending | N6SA : Disorderly behaviour | N6SB : Offending (or at risk of) |
    N6SC : Non school attendance | N6SD : Unsafe sexual behaviour | N6SE : Substance Abuse (child) |
    Socially Unacceptable Behaviour - | Socially Unacceptable Behaviour - Disorderly Behaviour |
    Socially Unacceptable Behaviour - Offending | Socially Unacceptable Behaviour - Substance Abuse |
    Socially Unacceptable Behaviour - Truancy | Socially Unacceptable Behaviour - Unsafe Sexual Behaviour |
    Socially Unacceptable Behaviour [N6] | Socially unacceptable behaviour: Disorderly behaviour |
    Socially unacceptable behaviour: Non school attendance |
    Socially unacceptable behaviour: Offending (or at risk of) |
    Socially unacceptable behaviour: Substance Abuse (child) |
    Socially unacceptable behaviour: Unsafe sexual behaviour | UNACCEPTABLE BEHAVIOUR
  `),
  N7: spellings(`
    7a Asylum Seeker | 7b Non Habitual Resident | 7LOWINCM - Low Income | C/F LOW INCOME | Child N7 Low income |
    Children, either living in families or independently, whose need for services arises mainly from being dependent on an income below the standard state entitlements |
    CIN - N7 Low Income | CIN-LOW INCOME | Due To Family With Low Income | INC_HLES | Low Income - |
    Low Income - Asylum Seeking Families | Low Income - Non Habitually Resident Status | Low income [N7] |
    Low income: Asylum seeking families | Low income: Non-habitually resident status |
    Low income: Other financial difficulties | Low income: Young people living away from families |
    N7 - Low income - Children | N7 - Low income: Asylum seeking families |
    N7 - Low income: Other financial difficulties | N7 [Low income] | N7.ASYL37 | N7.NON-38 |
    N7a - 16/17 Homeless/housing issue | N7a - No Recourse To Public Funds | N7SB : Non-habitually resident status |
    N7SD : Other financial difficulties
  `),
  N8: spellings(`
    16/17 yr Old Homeless | 8a Parents Deceased | 8ABSPRNT - Absent Parenting |
    8b Unaccompanied Child Asylum Seeker | 8c Separation by political event/natural disaster |
    8d Young Person previously In Care | 8e Child Privately Fostered | ABP_ASYL | ABP_PFST | Absent Parenting - |
    Absent Parenting - Abandoned (including Home Alone) | Absent Parenting - Other Parental Absence |
    Absent Parenting - Parents Died | Absent Parenting - Parents in Custody | Absent Parenting [N8] |
    Absent parenting: Other parental absence | Absent parenting: Parents died |
    Absent parenting: Parents in custody | Absent parenting: Trafficked Children |
    Absent parenting: Unaccompanied child asylum seekers | Asylum-Seeker & Refugee | C/F ABSENT PARENTING |
    Child N8 Absent parenting | Child UASC |
    Children whose need for services arises mainly from having no parents available to provide for them. Children whose parents decide it is in the best interest for the child to be adopted would be included in this category |
    CIN - N8 Absent Parenting | CIN - N8 UASC - Absent Parenting | CIN-ABSENT PARENTING |
    CIN-Unaccompanied Asylum Seeking Child | Due To Absent Parenting | N8 (Absent Parents) |
    N8 - Absent parenting - Children | N8 - Absent Parenting UASC only |
    N8 - Absent parenting: Other parental absence | N8 - Absent parenting: Unaccompanied child asylum seekers |
    N8 - UASC | N8 : Absent parenting | N8 [Absent parenting] | N8 Child - Absent Parenting |
    N8 UASC Absent Parenting | N8-Absent parent(s) | N8.ABAN | N8.OTHPA | N8.PARE5 | N8.PICUST | N8A |
    N8a - Absent Parenting - non UASC | N8b - UASC Unaccompanied asylum seeking child |
    N8SB : Unaccompanied child asylum seekers | N8SC : Other parental abuse | N8SD : Parents in custody |
    Parent Absent / UASC | U8 - UASC | UASC - N8 - Absent Parenting
  `),
};

/** `Primary Need Code` of children in need. Provenance: spellings.ts. */
export const primaryNeedAliases: Aliases = {
  'N1 - Abuse or neglect': needs.N1,
  'N2 - Child’s disability': needs.N2,
  'N3 - Parental disability or illness': [
    ...needs.N3,
    ...spellings(
      `N3 - Parental illness or disability | N3 Parental illness or disability | N3-Parental illness or disability | N3:Parental illness or disability | Parental illness or disability`,
    ),
  ],
  'N4 - Family in acute stress': needs.N4,
  'N5 - Family dysfunction': needs.N5,
  'N6 - Socially unacceptable behaviour': needs.N6,
  'N7 - Low income': needs.N7,
  'N8 - Absent parenting': needs.N8,
  'N9 - Cases other than children in need': spellings(`
    C/F NOT CHILD IN NEED | Cases other than Child in Need | Cases Other Than Children In Need (eg court report |
    Cases Other Than Children In Need (eg court report only) | Cases other than Children in Need - |
    Cases other than Children in Need - Non-Agency Adoptions |
    Cases other than Children in Need - Requests for Court Reports |
    Cases other than Children in Need - Support After Adoption | Cases other than Children in Need [N9] |
    Cases other than Children in Need: Contact with Schedule 1 Offender / Secure Hospital |
    Cases other than Children in Need: Court Reports |
    Cases other than Children in Need: Educational Needs Statement |
    Cases other than Children in Need: General Adoption | Cases other than Children in Need: Notification only |
    Cases other than Children in Need: Private Fostering |
    Cases other than Children in Need: Request for access to files |
    Cases other than Children in Need: Request for information | CH CASE NOT CIN | Child Death |
    Child in need (other) | CHILD NOT IN NEED - POST ADOPT |
    Children who have been adopted and, although they are no longer a child in need, receive adoption support from social services immediately after adoption. This should not be used where a child receives an adoption payment only as these children should not be included in the census. |
    CIN - N9 Cases other than Children In Need | CIN - N9 Other | CIN - Step Parent Adoption |
    CIN Other than Child In Need | i) Not CIN | N10 |
    N9 - Cases other than Children in Need: Contact with Schedule 1 Offender / Secure Hospital |
    N9 - Cases other than Children in Need: Court Reports |
    N9 - Cases other than Children in Need: Private Fostering |
    N9 - Cases other than Children in Need: Request for information |
    N9 - Children Receiving Services, But Not In Need | N9 - No child in the case who is in need | N9 - Not CIN |
    N9 - Other - Children | N9 - Step parent adoption | N9 : Cases other than Children in Need |
    N9 [Cases other than Children in Need] | N9 Cases other than children in need eg step-parent adoption |
    N9 Cases other than children in need eg stepparent adoption | N9 Not CiN. Legal work only | N9 OTHER |
    N9-Other | N9.COUR2 | N9.STEP | N9.SUPPORT | N9A | N9c - Court Preport where child not in need |
    N9EH : Early Help Involvement | N9SB : Private Fostering | N9SC : Court Reports |
    N9SE : Historical allegations/complaints | N9SF : Contact with Schedule 1 Offender / Secure Hospital |
    N9SH : Request for information | N9SI : Notification only | N9SJ : General Adoption | Not CIN | O_CIN |
    O_CIN Other Child in Need | Other | Other1 | Step Parent Adoption
  `),
  'N0 - Not stated': spellings(`
    Information Received | j) Not stated | N0 - Need Code not yet determined | N0 : Need code not Stated |
    N0 NEED CODE 'NOT STATED' | N0:Need code not Stated | nan | No | No need code recorded | Not Recorded |
    Not specified | Unknown
  `),
};

/** `Child's Category of Need` of looked-after children. Provenance: spellings.ts. */
export const categoryOfNeedAliases: Aliases = {
  'N1 - Abuse or neglect': needs.N1,
  'N2 - Child’s disability': needs.N2,
  'N3 - Parental illness or disability': [
    ...needs.N3,
    ...spellings(`N3 - Parental disability or illness | Parental disability or illness`),
  ],
  'N4 - Family in acute stress': needs.N4,
  'N5 - Family dysfunction': needs.N5,
  'N6 - Socially unacceptable behaviour': needs.N6,
  'N7 - Low income': needs.N7,
  'N8 - Absent parenting': needs.N8,
};
