import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Contact Source` and `Referral Source`; of individuals, health and LA services only what names its code. Provenance: spellings.ts. */
export const contactSourceAliases: Aliases = {
  'a) 1A: Individual': spellings(`
    1A - Family member/relative/carer | 1A - Relative/Carer | 1a: Individual - Family member/Relative/Carer |
    1A: INDIVIDUALS - family member, relative or carer | Family member/relative/carer [1A]
  `),
  'b) 1B: Individual': spellings(`
    1B - Acquaintance (including friends, neighbours and child minders) | 1B - Friend |
    1b: Individual - Acquaintance | Acquaintance (including neighbours and child minders) [1B]
  `),
  'c) 1C: Individual': spellings(`
    1C - Self | 1C - Self referral | 1c: Individual - Self | 1C: INDIVIDUALS - other (including strangers or MPs) |
    1C: INDIVIDUALS - self | Self [1C]
  `),
  'd) 1D: Individual': spellings(`
    1D - Other (including strangers, MPs) | 1d: Individual - Other | Other (including strangers, MPs) [1D]
  `),
  'e) 2A: Schools': spellings(`
    2A - Education - College (16+) | 2A - Education - Early Years (Including Nurseries, Pre-Schools) |
    2A - Education - Primary School | 2A - Education - PRU | 2A - Education - Secondary School |
    2A - Education - Special School | 30) Education - School | 31) Education - 6th Form Colleges |
    Academy Primary School | Academy Secondary School | Early Years Setting (Nursery & Childminding) |
    EDU - School - Primary | EDU - School - Secondary | EDU - School - Special | Education (Schools) |
    Education - Knowsley Nursery Provision | Education - Knowsley Nursery Provision. |
    Education - Knowsley Post 16 | Education - Knowsley Primary School | Education - Knowsley Secondary School |
    Education - nurseries | Education - Nursery Provider | Education - Out of Borough Schools | Education - School |
    Education - Schools | Education / School | Education-School Staff | Education-SENCO staff | Nursery |
    Nursery School | Nursing-School Nurse | PFSA | Pre-school | Primary School | Primary School - Out of Borough |
    Primary School - Wirral | SCH | School | SCHOOL - School | School [2A] | School staff-Local Authority |
    School Staff-Private/Public | Schools & Colleges | Schools - Primary | Schools - Secondary | Schools / Primary |
    Schools / Secondary | Schools/ College/ Nursery | Secondary School | Secondary School - Out of Borough |
    Secondary School - Wirral | SEN | Special School | Special School - Out of Borough | Special School - Wirral |
    ‘SCHOOLS’.
  `),
  'f) 2B: Education services': spellings(`
    (CS) Education - Other Services | (CS) Education - Pre-School, Nursery, Childminders |
    32) Education - Education Welfare | 39) Education - Other | College | CYP - EDUCATION SERVICES |
    Early Years Provision | EDU - Other Education Services | EDU - Training Provider | EDUCATE - Education |
    EDUCATION | Education (Other Services) | Education (Other) | Education - Alternative Provision |
    Education - Connexions | Education - Discussion with SCIPS | Education - Education Welfare Officers |
    Education - Knowsley Education Services | Education - Knowsley Special Educational Needs |
    Education - not school | Education - Nursery | Education - Other |
    Education - Out of Borough Education Services | Education - Psychology | Education - SEND |
    Education - Welfare | Education -Welfare | Education [2B] | Education Department | Education Department - Lbh |
    Education Dept / Other | Education Dept-Wirral | Education Health Care Panel | Education Service |
    Education Services - Education Welfare/Educational Psychology | Education Services - SEN |
    Education Support Services (not school based) | Education welfare officer | Education-Other Council Staff |
    ESW Service | EWO | FE (College / Uni) | Further Education | NEYC | Nursery/Early Years Centre |
    Other Education | SBC - Education | ‘EDUCATION SERVICES’.
  `),
  'g) 3A: Health services': spellings(`3A - GP | 3a: Health services - GP | GP [3A]`),
  'h) 3B: Health services': spellings(`
    3B - Health visitor | 3B: HEALTH SERVICES - health visitor | Health Visitor [3B]
  `),
  'i) 3C: Health services': spellings(`3C - School Nurse | 3C: HEALTH SERVICES - school nurse | School Nurse [3C]`),
  'j) 3D: Health services': spellings(`
    3D: HEALTH SERVICES - other primary health services | 3d: Health services – Other primary health
  `),
  'k) 3E: Health services': spellings(`
    3E - A&E (Emergency Department) | 3E: HEALTH SERVICES - A&E (emergency department) | 3e: Health services – A&E |
    Accident or Emergency [3E]
  `),
  'l) 3F: Health services': spellings(`
    3F: HEALTH SERVICES - other (for example hospice) | 3f: Health services – Other |
    Other (including Hospice, Hospital ward discharges) [3F]
  `),
  'm) 4: Housing': spellings(`
    (CS) Housing (LA housing or housing association) | 4 - Housing (LA housing or housing association) |
    4 - LA housing or housing association | 4 Housing (LA housing or housing association) |
    4: HOUSING - (local authority housing or housing association) | Home Start | Homestart | HOU | HOUS |
    Housing (LA Housing or Housing Association) | Housing - ( LA or Housing Association) |
    HOUSING - (local authority housing or housing association) | Housing - Association | Housing - Council |
    Housing - Environmental Health | Housing - External | Housing - Hostels | Housing - Housing Association |
    HOUSING - Housing Services | Housing - Housing Solutions | Housing - Internal |
    Housing - LA housing or housing association | Housing - LA or Housing Association | Housing - Lbh |
    Housing - Local authority housing or housing association | Housing - Local Authority or housing association |
    Housing - Parks & Public Realm | Housing - Regeneration | Housing - Repairs & Maintenance |
    Housing - Sheltered Housing | Housing - Tenancy Sustainment | Housing - WDH Housing | Housing / Landlord |
    HOUSING [LA Housing Dept / Housing Assoc] | Housing Association | Housing Associations | Housing Department |
    Housing Dept-Wirral | Housing or Housing Association | Housing or Housing Association [4] | Housing-Other |
    Housing. | LA - Housing | LA hous. dept or hous. assoc. | LA Housing Dept / Housing Association |
    LA Housing Dept or Housing Association | LA housing or housing association | Local Authority Housing |
    Other Housing | SBC - Housing | SHEL | Sheltered Accomodation | Sheltered Housing Officer | SLEX | SLIH | SUPO |
    Support Officer | Support Worker | Supported Living Service - External | Supported Living Service - In House |
    SUPW | WARD | Warden | ‘4 | ‘HOUSING’ - (local authority housing or housing association).
  `),
  'n) 5A: LA services': spellings(`
    5A - KCC Social Care - Adults | 5A - KCC Social Care - CSWS |
    5A - KCC Social Care - Specialist Children’s Services | 5A - Social care e.g. adult social care |
    5A: LA SERVICES - social care for example adults social care services | 5a: LA services – Social Care |
    Social Care [5A]
  `),
  'o) 5B: LA services': spellings(`
    5B - Early Help (Including Children's Centres, Youth Hubs, PIAS, Youth Justice) | 5B - Other KCC |
    5b: LA services – Other internal | Other Internal Services [5B]
  `),
  'p) 5C: LA services': spellings(`
    5C - External e.g. from another LAs adult social care | 5C - Other Local Authority - Adults |
    5C - Other Local Authority - Early Help | 5C - Other Local Authority - Specialist Children's Services |
    5C LA service - External e.g. from another LAs adult social care |
    5C: LA SERVICES - external for example from another local authorities adults social care services |
    5c: LA services – External | External Services [5C]
  `),
  'q) 6: Police': spellings(`
    (CS) Police | 01) Police | 02) Police - 78 Notification | 6 - Law - Police |
    Child Exploitation & Online Protection Centre | Code 'POLICE' is not mapped | COMMUNITY MENTAL HEALTH TEAM. |
    CYP - POLICE | Internal (Early Help) | Legal - Police | Pathway/Leaving Care | POL | POL - Police |
    Police (JDST) | Police (JDST) *Existing Case* | Police (Standard Notification) | Police - CAIT | Police - CAIU |
    Police - Courts | Police - Early Action Team | Police - Merlins | Police - Other | POLICE - Police |
    Police - PPD | Police - YOT | Police [6] | Police C51 Safeguarding Referral | Police Central Referral Unit |
    Police DA | Police DA from Early Intervention | Police DA Hub | Police DV | Police Investigations | Police LSU |
    Police Other | Police Partnership Threat, Harm and Risk | Police – Thames Valley | Police/Court /Probation |
    Probation (CRC) | Probation (NPS) | Probation / CRC | Probation Service | Youth Offending Service (YOS) | ‘6 |
    ‘POLICE’.
  `),
  'r) 7: Other legal agency': spellings(`
    (CS) Other legal agency - Courts, CAFCASS, Prison | (CS) Probation |
    7 - Other legal agency - Including courts, probation, immigration, CAFCASS, prison |
    7 Other legal agency - Including courts, probation, immigration, CAFCASS, prison |
    7: OTHER LEGAL AGENCY - including courts, probation, immigration, CAFCASS or prison | Advocate / Solicitor |
    BA | Benefits Agency | CAFS | Care quality commission | CENGOVAG [Central Government Agency] |
    Central Government Agency | Community Rehabilitation Company | Court | Court / probation | Court Referral |
    Court Related | Court/Legal | Court/Probation/Immigration | Court/Solicitors | COURT/YOUTH JUSTICE | Courts |
    Courts / Legal | Coventry Law Centre | CYP - OTHER LEGAL AGENCY | Domestic Violence Prefessional / Service |
    Family Court | HMP | HMP Prison Service | HMS - Prison | Home Office / Immigration | Immigration |
    Immigration Authority | JAFCASS | LEG - CAFCASS | LEG - Court | LEG - Legal - Other | LEG - Prison |
    LEG - Probation | Legal | Legal (external) | Legal (internal) |
    Legal - Court/CAFCASS/Probation/Immigration/Prison | Legal - court/solicitor/CAFCASS | Legal - Probation |
    Legal - Probation/prison | Legal - Solicitor | Legal / Solicitor | Legal Agency ( Probation, Court, Prison) |
    Legal Agency (Court/Prob/Immig/Prison/CAFCASS) |
    Legal Agency - (Courts, Probation, Immigration, CAFCASS, Prison) |
    Legal agency – Including courts, probation, immigration, CAFCASS, prison | Legal Dept | Legal Profession |
    LEGALAGY [Legal Agency] | Member of the Public | Other Legal Agency - CAFCASS | Other Legal Agency - Courts |
    Other legal agency - e.g. courts / probation / immigration / CAFCASS / prison. |
    Other legal agency - e.g. courts / probation / immigration / JAFCASS / prison. |
    Other legal agency - e.g. courts, CAFCASS, prison |
    Other legal agency - eg. children's centres / independent agency providers / voluntary organisations |
    Other legal agency - eg. children?s centres / independent agency providers / voluntary organisations |
    Other Legal Agency - Immigration |
    OTHER LEGAL AGENCY - including courts, probation, immigration, CAFCASS or prison. |
    Other legal agency - including courts, probation, immigration, CAFCASS prison |
    Other Legal Agency - including courts, probation, immigration, CAFCASS, prison | Other Legal Agency - Prison |
    Other Legal Agency - Probation | OTHER LEGAL AGENCY including courts, probation, immigration, CAFCASS, prison |
    Other legal agency including courts, probation, immigration, cafcass, prison [7] |
    OTHER LEGAL AGENCY – including courts, probation, immigration, CAFCASS or prison |
    Other Legal Agency- including courts, probation, immigration, CAFCASS, prison |
    Other- Legal Agency – including courts, probation, immigration, CAFCASS, prison | Prison | Prison/YOI |
    Prisons | PROB | Probation | Probation/Prison | PROBCOUR - Other - Probation/Courts/Home Office | REG |
    Registrars | SOL | SOLICITOR | Solicitors / lawyer | UK Border Agency | ‘7 |
    ‘OTHER LEGAL AGENCY’ – including courts, probation, immigration, CAFCASS or prison.
  `),
  's) 8: Other': spellings(`
    (CS) Other - Inc vol orgs and independent agencies |
    29) Other Local Authority Dept (not Lbh) - E.g. Other La Social Services |
    8 - Other - including children's centre, independent agency providers, voluntary organisations |
    8 - Other - Including children's centres, independent agency providers, voluntary organisations |
    8 - Voluntary and Commissioned Services |
    8 Other - Including childrenÃ¢â‚¬â„¢s centres, independent agency providers, voluntary organisations |
    8: OTHER - including children’s centres, independent agency providers or voluntary organisations |
    90) Other (all Other Organisations Not Listed, E.g. Children's Centres, Independent Agency, Voluntary) |
    Adoption Agency | Advocate | Agency | Barnardos Wirral Young Runaways Project | Care Home | Caritas | Catch 22 |
    CC | CH | Change Grow Live | CHAR | Charitable Organisation | Child Action North West | Childline |
    Children Centre | Children's Centre | Children's Centre (inc. Sure Start) | Children's Centres |
    CHILDRENS CENTRE | Childrens Centre/Early Intervention | Childrens Centres |
    Childrens centres, Independent agency provider, Voluntary organisation, Fire Dept |
    Childrens centres, Independent agency provider, Voluntary organisation, Fire Dept [8] |
    Childrens Residential Home | Church | Commissioned Service | Community Safety Caseworker |
    Community Voluntary Sector | Connexions | CPN | Dept Of Work And Pensions(BA) | Domestic Abuse Services |
    East Sussex Fire and Rescue Service | EDU - Children's Centre | Education\\Training\\Workplace Establishment |
    External eg. from OLA | Family Intervention Project Worker | FIRE | Fire & Rescue Service | Fire Service |
    Forces | Fostering Agency | Government department (e.g. DBS, Home Office, National Crime Agency) | HCEX |
    Home Care - External | Home Office | Home Office Refferals | Hostel | IDVA | IFSS Family Support |
    independant Provider / Agency | Independant Provider Agency | Independent Agency | Independent Provider Agency |
    Independent Providers | INDPROVA [Independent Provider Agency] | Inspection Body | Jobcentre Plus |
    Legal Agency | London Fire Brigade | Member of Parliament | Military | Ministry of Defence (MOD) | MP |
    MP / Councillor | N.S.P.C.C. | National Crime Agency | Non-SMBC Residential Home - Child |
    None Local Authority Agencies eg CAB, DSS | Northumberland Fire and Rescue Services | NSPC | NSPCC |
    Nursery / Childrens Centre | Nursing/Residential | Occupational Therapy | OD | OFSTED | OFSTED / Child Minder |
    OLA Social Services | Open Door | OTH - Child Minder | OTH - Independent Agency Provider |
    OTH - Voluntary and Community Sector Org | Other (Children centre/Ind Age/Vol Org,egNSPCC) |
    Other (including Hospice, Hospital ward discharges) | Other (including strangers, MPs) | Other (not listed) |
    Other (please specify) | Other - Children's Centre | Other - e.g voluntary orgs/ independent providers |
    Other - e.g. children's centres, agency providers |
    Other - e.g. children's centres, ind. agency providers, voluntary organisations |
    Other - eg. children's centres / independent agency providers / voluntary organisations |
    Other - eg. children?s centres / independent agency providers / voluntary organisations |
    Other - eg. childrens centres / independent agency providers / voluntary organisations |
    Other - inc. children ctr/independent agency provider/voluntary org |
    Other - Including children centres, independent agency providers, voluntary organisations, benefits agency |
    OTHER - including children's centres, independent agency providers or voluntary organisations. |
    Other - including children's centres, independent agency providers, voluntary organisations |
    Other - including children's centres, independent agency, providers, voluntary organisations |
    Other - Including children's centres/independent agency providers/voluntary organisations |
    Other - Including independent agency providers or voluntary organsations | Other - Independent Agency Provider |
    Other - NSPCC | Other - Ofsted | Other - Probation | Other - Victim Support |
    Other - Voluntary Organisation (inc NSPCC) | Other Agency | Other Agency (e.g. Vol. Agency) |
    Other Agency - independent/voluntary | Other Department |
    Other including children??s centres, independent agency providers, voluntary organisations |
    OTHER including childrens centres (including those ran by LA social care), independent agency providers, voluntary organisations, fire department |
    Other Internal Services | Other OLA | Other Professional | Other professional worker | Other Sources |
    Other Team | OTHER – including childrens centres, independent agency providers or voluntary organisations |
    OTHER – including children’s centres, independent agency providers or voluntary organisations |
    Other- Including childrens centres, independant agency providers, voluntary organisations |
    OTHER: e.g. childrens centres, independent agency providers or voluntary organisations |
    OTHERAGY [Other Agency] | OTHERNSA - Other - Other Non-statutory Agencies |
    OTHSTAT - Other - Other Statutory Agencies | OTHT | P & V Provider | P3 | Parenting staff | PARTY CONCERNED |
    Private agency | Private Fostering Agency | Private Home Care Provider | Project Worker | Provider | REFUGE |
    Refugee Centre | REHA | Rehab Officer | RES | RESH | Resident | Residential Home | Safe Centre |
    Service Provider | SERVPROV - Other - Service Provider to this Person |
    Source Other – Including children's centres, independent agency providers, voluntary organisations |
    Substance Misuse Professional | Talkshop | Taxi Driver | Third Party | Third Party Enquiry - Adopted Person |
    TP | Utilities | VCS | Victim Support | Voluntary Agencies | Voluntary Agency | VOLUNTARY AGENCY / GROUP |
    Voluntary and Faith Organisations | Voluntary Organisation | Voluntary Organisation other than NSPCC |
    Voluntary Organisation/Charity | Voluntary Organisation/Society | Voluntary Organisations |
    Voluntary Organistion | Voluntary Sector | Voluntary Sector Organisation | Voluntary/3rd Sector | VS | Web |
    Wired | Wirral Multicultural Organisation | Women's Aid | x-Other Source-not in list | Young Carers |
    Youth Federation | ‘8 |
    ‘OTHER’ – including children’s centres, independent agency providers or voluntary organisations.
  `),
  't) 9: Anonymous': spellings(`
    91) Anonymous | ANON | ANON - Anonymous | Anonymous [9] | UNK - Anonymous | V.Adult - Anon | ‘9 | ‘ANONYMOUS’.
  `),
  'u) 10: Unknown': spellings(`
    (CS) Unknown | 92) Unknown | NK | Not Known | Not Mapped | Not Recorded | Not recorded / Unknown |
    Not Recorded/Unknown | OTHE | UNK - Unknown | UNKNOWN - Unknown (Name Not Given/Withheld) | Unknown [10] |
    Unkown | ‘10 | ‘UNKNOWN’.
  `),
};
