import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Reason for Closure` of an episode of need. Provenance: spellings.ts. */
export const reasonForClosureAliases: Aliases = {
  'RC1 - Adopted': spellings(`
    Adopted (CIN RC1) | Adopted - Application unopposed | Adopted - Consent dispensed with |
    Adopted, consent dispensed with | Adopted. | Adoption Order Granted | Child Adopted | Childrens - Adopted |
    CIN - Adopted
  `),
  'RC2 - Died': spellings(`
    Childrens - Died | CIN - Died | Client Deceased | Client Died | Death (CIN RC2) | Deceased | Died.
  `),
  'RC3 - Child arrangements order': spellings(`
    Assisted Residence Order | Child arrangements order. | Childrens - Residence Order | CIN - Residence Order |
    RC3 - Child Arrangement Order | RC3 - Residence Order | Residence order | Residence Order (CIN RC3) |
    Residence Order Granted
  `),
  'RC4 - Special guardianship order': spellings(`
    Case Closed (Special Guardianship Order) | Childrens - Special Guardianship Order |
    CIN - Special Guardianship Order | Special G'ship Order to carers other than FCs |
    Special Guardianship Order (CIN RC4) | Special Guardianship Order Granted |
    Special guardianship order made to carers other than former foster carers |
    Special guardianship order made to former foster carers | Special guardianship order.
  `),
  'RC5 - Transferred to services of another local authority': spellings(`
    Case Closed (Transferred to Services of another LA) | Case Closure - Transferred to services of another LA |
    Case Transferred to another LA | Childrens - Transferred to Services of Another LA |
    CIN - Transferred to services of another LA | Client Left Area | Client moved out of area |
    Client Moved to Other Local Authority | Closed - Client moved out of area | DCT Transfer to Adult Services |
    Moved out of area | Non Statutory Case Transferred to Other Local Authority |
    RC5 - Client Moved to Other Local Authority | RC5 - Transfer to another LA |
    RC5 - Transferred to serivces of another local authority | RC5 - Transferred to services of another LA |
    RC5 Transfered to services of another LA | RC5 Transferred to services of another LA |
    RC5a - Transferred to services of another LA | Referred to Other Agency |
    Statutory Case Transferred to Other Local Authority | Transfer to other local authority |
    Transfered to services of another LA | Transferred to other Local Authority |
    Transferred to other Local Authority (CIN RC5) | Transferred to services of another LA |
    Transferred to services of another local authority.
  `),
  'RC6 - Transferred to adult social care services': spellings(`
    Adult case open at migration | Childrens - Transferred to Adult Services |
    CIN - Transferred to ADULT Social Services | RC6 - Transfer to Adult Social Services |
    RC6 - Transferred to Adult Care Services | RC6 - Transferred to adult social services |
    RC6 Transferred to adult social services | Transfer to Adult Division | Transfer to Adult Social Services |
    Transferred to adult services | Transferred to adult social care | Transferred to Adult Social Care (CIN RC6) |
    Transferred to adult social care services. | Transferred to adult social services
  `),
  'RC7 - Services ceased for any other reason, including child no longer in need': spellings(`
    Accommodation on remand ended | Age of Young Person | Aim Achieved | Aim partially achieved |
    All Service Ceased | All Work Completed | Assessment Declined | Assessment Terminated other |
    Auto Closed (CAAUTO) | C1 - Changed Status to LAC | C2 - Changed Status to CP | Care Plan Stepped Down |
    Care Plan Stepped Up | Case Closed (Aim Achieved) | Case Closed (Other) | Case Closed (Person has moved away) |
    Case Closed (Referred To Other Agencies) | Case Closed (Services ceased for any other reason) |
    Case Closed (Step Down) | Case Closed following Provision of Services (no step down to Early Help) |
    Case Closed for any other Reason |
    Case Closure - Services ceased for any other reason, including child no longer in need |
    Case Transferred to CAF / TaF Process | Ceased Following Review | Change in Circumstances | Child reached 18 |
    Child Referral Inappropriate |
    Childrens - Services Ceased for any other reason, including child no longer in need |
    CIN - Ceased for any other reason | CIN Workflow Ended | Circumstances Changed | Client Refused Services |
    Client Withdrawn | Closed - Client refused services | Closed - Divert to CAF/TAC Process |
    Closed - needs met by others | Closed - no response from client | Closed at Client's request |
    Closed for any other reason | Closed for any other reason (CIN RC7) | Closed to Early Help Team |
    Closed-child placed with F&F | Closure Summary | Contact Lost | CR2 Carer Resigned |
    Create a Looked After Placement | DECLINED Service Declined | Deemed not to be in need after referral |
    Disability Enablement Service | Early Help | EHCP | Eligibility Criteria Not Met | Episode Cancelled |
    Error - Existing Care Plan Already in Place | Family No Longer Engaging | Future Directions: Other |
    Future Directions: Service no longer viable | Inappropriate Referral | INFO Information and Advice Given |
    Information & Advice Given (Access & Case Management Team Use Only) | Information and advice given |
    Intensive Adolescent Support Team |
    Left care to live with parents, relatives, or other person with no parental responsibility. |
    MOVED Person has moved away | NLES No longer Eligible for Service | No assessment or service |
    No Further Action - Children's Reasons | No Further CIN Review - child has CP Plan or is LA |
    No Further CIN Review - child has CP Plan or is LAC | No Further CiN Review - NFA | No Longer Requires Care |
    Not required | Objectives Met | Other | OTHER Other Case Closure Reason | Other Universal Service |
    OUTCOME c_Early Help Assessment | OUTCOME c_Early Help Engagement |
    OUTCOME c_No Further Social Work Involvement | OUTCOME c_Notify Referrer of Outcome |
    OUTCOME c_Transfer Denied | OUTCOME EARLYHLPENG | OUTCOME NTFMCH | OUTCOME SERIOUSINCID |
    Period of being looked after ceased for any other reason | PF16 | RC0 - Child not in need / NFA after Referral |
    RC5a - Transferred to services of our LA (non Social Care and NOT early Help) |
    RC7 - 'Other' incl. Child no longer in need | RC7 - Any other reason inc. child no longer in need |
    RC7 - Other reason including no longer in need |
    RC7 - Services ceased for any other reason (no step down to CAF) including child no longer in need |
    RC7 - Services ceased for any other reason including child no longer in need |
    RC7 - Services ceased for children who were subject to S47 or no longer CP, CIN & LAC etc |
    RC7 Services ceased for any other reason, inc. no longer CIN | RC7a - No longer in need, NFA |
    RC7b - No longer in need, referred to EIP/ESA | RC7c - Transferred to Leaving care Services |
    RC9 - De-escalation to Early Help - NFA at Referral or Activity after assessment | RC9 - NFA at Referral |
    RCA2 - Client Withdraws | RCE - Transferred to eCaf | Reached 18 Years |
    Record of Short Breaks and Personalisation Service Support | REF_NFA c_No Further Action |
    REF_NFA c_No Further Early Help Involvement | Referral Closure | Referral Inappropriate |
    Referral to external agency | Referral to Other Facility | Referred To Another LA |
    Referred to another SMBC department | Referred to other external agency |
    Reviewed - No longer eligible for services | Safeguarding Plan Now In Place | School | Sentenced to custody |
    Services ceased for any other reason | Services ceased for any other reason, inc. no longer CIN |
    Services ceased for any other reason, including child no longer in need. |
    Services ceased for any other reasons, including child no longer in need | Set up a Looked After Placement |
    Step Across to Early Help Team prior to C&F Assessment | Step Cancelled | Step down to Early Help |
    Step Down to Early Help - closed after assessment | Step Down to Early Help Team |
    Step Down to Early Help Team following Provision of Services |
    Step down to Early Help Team prior to assessment/following provision of services |
    Step Down to Family Matters/ Targeted Family Support |
    Step Down to Family Matters/ Targeted Family Support after Social Care involvement |
    Step Down to Single Agency | Step Down to Single Agency after Social Care involvement | Step Down to TAF |
    Step Down to TAF/EHM | Step Down to TAF/EHM after Social Care involvement | Stepped Up to Social Care |
    Successfully Completed | Transferred to CAF | Universal Plus | Work Completed | Young person turned 18 |
    ZZCAF - opened to Social Care in error | ZZDuplicate Referrals opened in error
  `),
  'RC8 - Case closed after assessment, no further action': spellings(`
    Case Closed | Case closed after assessment (no S47 enquiry) |
    Case closed after assessment (S47 enquiry undertaken) | Case Closed after assessment NFA |
    Case Closed After Assessment, No Action Taken | Case closed after assessment, no further action. |
    Case closed after assessment, referred to other services |
    Case closed after initial or continuous assessment, no further action | Case closed as no factors identified |
    Case closed at first C&F Assessment (no step down to Early Help) |
    Case closed directly after assessment, no further action |
    Case Closure - Case closed after assessment, no further action. |
    Child deemed not to be in need after assessment | Childrens - Case closed after assessment, no further action |
    Childrens - NFA - Referral to Gateway Service | CIN - Case Closed After Assessment,NFA |
    Closed After Assessment | Deemed not to be in need after assess (CIN RC8) | EHA Single Agency | EHA Step Down |
    EHA Step Up | Ineligible for services | No Further Action - Case Closed after Assessment |
    No Further Action Required | No Further SW Action Req |
    RC8 - Case closed after assessment, no further action (no step down to CAF) |
    RC8 - Case Closed after C&F Assessment (no S47, no CP Plan), No Further Action |
    RC8 - Case closed immediately after assessment, no further action |
    RC8 - Child deemed not to be in need after assessment |
    RC8 - Child deemed not to be in need of service after single assessment |
    RC8 - Child found not to be in need after initial assessment |
    RC8 - Only choose this if a C & F Assessment has been completed and no Social Care services were offered |
    RC8a | RC8a - Closed after Initial/Single Assessment, NFA | RC9 |
    RC9 - Case closed after assessment, referred to early help |
    RC9 - Closed after assessment, referred to early help |
    RC9 - De-escalation to Early Help - NFA After assesment | Ref on for CAF-threshold not met | Refused services |
    School Leaving Age | Step Down to Early Help Team following C&F Assessment |
    Step down to Early Help Team following referral and assessment
  `),
};
