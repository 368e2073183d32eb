import type { Aliases } from '../contract.ts';
import { spellings } from './spellings.ts';

/** `Ethnicity`: what names the code, which is what the group it is put in leaves open. Provenance: spellings.ts. */
export const ethnicityAliases: Aliases = {
  'a) WBRI': spellings(`
    WBRI - A1 - White - British | WBRI - British | WBRI - White - British | WBRI - White British |
    WBRI - White British (101) | WBRI - White-British | WBRI - White: British | WBRI -White British |
    WBRI [White British] | WBRI White - British | WBRI White - White British | WBRI White British |
    WBRI-White - British | WBRI: White British | WBRI: White: White - British | WBRI:White British |
    WHB - WBRI - British | White - British [WBRI]
  `),
  'b) WIRI': spellings(`
    White - Irish [WIRI] | WIRI - Irish | WIRI - White - Irish | WIRI - White Irish | WIRI - White-Irish |
    WIRI - White: Irish | WIRI [White Irish] | WIRI Irish | WIRI White - Irish | WIRI White - White Irish |
    WIRI White Irish | WIRI: White Irish | WIRI: White: White - Irish
  `),
  'c) WIRT': spellings(`
    Traveller of Irish Heritage [WIRT] | WIRT - Traveller - Irish Heritage | WIRT - Traveller of Irish Heritage |
    WIRT - Traveller or Irish Heritage | WIRT - Traveller: Irish Heritage | WIRT - Travellers of Irish Heritage |
    WIRT - White - Traveller Of Irish Heritage | WIRT [Traveller of Irish Heritage] |
    WIRT Traveller of Irish Heritage | WIRT White - Traveller of Irish Heritage |
    WIRT: Traveller of Irish Heritage | WIRT: White Irish Traveller | WIRT:White Irish Traveller
  `),
  'd) WOTH': spellings(`
    Any Other White Background [WOTH] | WHA - WOTH - Any other White backgro | WOTH - A3 - White - Any other |
    WOTH - Any Oth White b'ground | WOTH - Any other White backgro | WOTH - Any other White background |
    WOTH - Any other White background(106 | WOTH - White - Any other | WOTH - White - Any Other White Background |
    WOTH - White Other | WOTH - White-Other | WOTH [Any other White background] | WOTH Any Other White Background |
    WOTH Other white background | WOTH White - Any other White background | WOTH White other |
    WOTH-Any other White background | WOTH: Any Other White | WOTH: Any other White background | WOTH: White Other |
    WOTH: White: Any Other White Background | WOTH:Any Other White | WOTH:White Other
  `),
  'e) WROM': spellings(`
    WROM - Gypsy / Roma | WROM - Gypsy or Roma | WROM - Gypsy/Roma | WROM - Gyspy/Roma |
    WROM - White - Gypsy / Roma | WROM [Gypsy/Roma] | WROM Gypsy/Roma | WROM-Gypsy/Roma | WROM: Gypsy Roma |
    WROM: Gypsy Romany | WROM: White: Gypsy / Roma
  `),
  'f) MWBC': spellings(`
    MWB - MWBC - White/Black Carribbea | MWBC - B1 - Mixed - White and Black Caribbean |
    MWBC - Mixed - White And Black Caribbean | MWBC - Mixed White and Black Caribbean |
    MWBC - Mixed-White/Black Caribbean | MWBC - Mixed: White/Caribbean | MWBC - White & Black Caribbean |
    MWBC - White and Black Caribbean | MWBC - White and black Carribean | MWBC - White/Black Carribbean |
    MWBC - White/Black Carribbean (110) | MWBC [White and Black Caribbean] |
    MWBC Mixed - White and Black Caribbean | MWBC Mixed white & black Caribbean |
    MWBC Mixed White and Black Caribbean | MWBC White and Black Caribbean | MWBC-White & Black Caribbean |
    MWBC: Mixed: White and Black Caribbean | MWBC: White & Black Caribbean | MWBC: White and Black Caribbean |
    MWBC:White & Black Caribbean | White and Black Caribbean [MWBC]
  `),
  'g) MWBA': spellings(`
    MBA - MWBA - White/Black African | MWBA - B2 - Mixed -White and Black African |
    MWBA - Mixed - White And Black African | MWBA - Mixed -White and Black African |
    MWBA - Mixed White and Black African | MWBA - Mixed-White/Black African | MWBA - Mixed: White/Black African |
    MWBA - White and Black African | MWBA - White/Black African | MWBA [White and Black African] |
    MWBA Mixed - White and Black African | MWBA Mixed white & black African | MWBA Mixed White and Black African |
    MWBA White and Black African | MWBA-White & Black African | MWBA: Mixed: White and Black African |
    MWBA: White & Black African | MWBA: White and Black African | MWBA:White & Black African |
    White and Black African [MWBA]
  `),
  'h) MWAS': spellings(`
    h) MWAS Mixed White and Asian | MWA - MWAS - White/Asian | MWAS - B3 - Mixed - White and Asian |
    MWAS - Mixed - White And Asian | MWAS - Mixed White and Asian | MWAS - Mixed-White And Asian |
    MWAS - Mixed: White/Asian | MWAS - White and Asian | MWAS - White/Asian | MWAS - White/Asian (112) |
    MWAS [White and Asian] | MWAS Mixed - White and Asian | MWAS Mixed white & Asian | MWAS Mixed White and Asian |
    MWAS White and Asian | MWAS-White & Asian | MWAS: Mixed: White and Asian | MWAS: White & Asian |
    MWAS: White and Asian | MWAS:White & Asian
  `),
  'i) MOTH': spellings(`
    Any Other Mixed Background [MOTH] | MOT - MOTH - Any other Mixed backgro | MOTH - Any Oth Mixed b'ground |
    MOTH - Any Other Mixed / Multiple Eth | MOTH - Any other Mixed backgroun |
    MOTH - Any other Mixed backgroun (113 | MOTH - Any other Mixed background |
    MOTH - Mixed - Any other background | MOTH - Mixed - Any Other Mixed/ Multiple Ethnic Background |
    MOTH - Mixed Other | MOTH - Mixed-Other | MOTH - Mixed: Any other mixed background |
    MOTH [Any other Mixed background] | MOTH Any Other Mixed Background | MOTH Mixed - Any other Mixed background |
    MOTH Mixed white & other | MOTH Other mixed background | MOTH-Any other Mixed background |
    MOTH: Any Other Mixed | MOTH: Any other mixed background | MOTH: Mixed: Any Other Mixed Background |
    MOTH:Any Other Mixed
  `),
  'j) AIND': spellings(`
    AIN - AIND - Indian | AIND - Asian / Asian British - Indian | AIND - Asian or Asian British - Indian |
    AIND - Asian or Asian-British Indian | AIND - Asian/Brit.Asian-Indian | AIND - Indian | AIND [Indian] |
    AIND Asian or Asian British - Indian | AIND Indian | AIND: Indian | AIND:Indian | Indian [AIND]
  `),
  'k) APKN': spellings(`
    APK - APKN - Pakistani | APKN - Asian / Asian British - Pakistani | APKN - Asian or Asian British - Pakistani |
    APKN - Asian or Asian-British Pakistani | APKN - Asian/Brit.Asian-Pakistani | APKN - Pakistani |
    APKN [Pakistani] | APKN Asian or Asian British - Pakistani | APKN Pakistani | APKN-Pakistani |
    APKN: Asian: Pakistani | APKN: Pakistani | APKN:Pakistani | Pakistani [APKN]
  `),
  'l) ABAN': spellings(`
    ABAN - Asian / Asian British - Bangladesh | ABAN - Asian / Asian British - Bangladeshi |
    ABAN - Asian or Asian British - Bangladeshi | ABAN - Asian or Asian-British Bangladeshi |
    ABAN - Asian/Brit.Asian-Bangladeshi | ABAN - Bangladeshi | ABAN [Bangladeshi] |
    ABAN Asian or Asian British - Bangladeshi | ABAN Bangladeshi | ABAN-Bangladeshi | ABAN: Asian: Bangladeshi |
    ABAN: Bangaldeshi | ABAN: Bangladeshi | ABAN:Bangaldeshi | Bangladeshi [ABAN]
  `),
  'm) AOTH': spellings(`
    AAO - AOTH - Any other Asian backgro | Any Other Asian Background [AOTH] | AOTH - Any Oth Asian b'ground |
    AOTH - Any other Asian background | AOTH - Asian / Asian British - Any Other Asian Background |
    AOTH - Asian or Asian British - Any other | AOTH - Asian or Asian-British Other |
    AOTH - Asian/Brit.Asian-Other | AOTH [Any other Asian background] | AOTH Any Other Asian Background |
    AOTH Asian or Asian British - Any other Asian background | AOTH Other Asian Background |
    AOTH-Any other Asian background | AOTH: Any other Asian background | AOTH: Asian: Any Other Asian Background |
    AOTH: Other Asian | AOTH:Other Asian
  `),
  'n) BCRB': spellings(`
    BCRB - Black / Black British - Caribbean | BCRB - Black Caribbean | BCRB - Black or Black British - Caribbean |
    BCRB - Black or Black-British Caribbean | BCRB - Black/Black Brit-Caribbean | BCRB - Caribbean |
    BCRB [Caribbean] | BCRB Black Caribbean | BCRB Black or Black British - Carribean | BCRB Caribbean |
    BCRB-Caribbean | BCRB: Black Caribbean | BCRB: Black: Black Caribbean | BCRB: Caribbean | BCRB:Black Caribbean |
    Black Caribbean [BCRB] | BLB - BCRB - Black Caribbean
  `),
  'o) BAFR': spellings(`
    BAFR - African | BAFR - African (131) | BAFR - Black - African | BAFR - Black / Black British - African |
    BAFR - Black African | BAFR - Black or Black British - African | BAFR - Black or Black-British African |
    BAFR - Black/Black Brit-African | BAFR [African] | BAFR African | BAFR Black - African | BAFR Black African |
    BAFR Black or Black British - African | BAFR-African | BAFR: African | BAFR: Black African |
    BAFR: Black: Black - African | BAFR:Black African | Black - African [BAFR] | BLF - BAFR - African
  `),
  'p) BOTH': spellings(`
    Any Other Black Background [BOTH] | BOTH - Any other Black background | BOTH - Any Other Black or African or |
    BOTH - Black / Black British - Any Other Black Background | BOTH - Black or Black British - Any other |
    BOTH - Black or Black-British Other | BOTH - Black/Black Brit-Other | BOTH [Any other Black background] |
    BOTH Any Other Black Background | BOTH Black or Black British - Any other Black background |
    BOTH Other Black Background | BOTH-Any other Black background | BOTH: Any other Black background |
    BOTH: Black: Any Other Black Background | BOTH: Other Black | BOTH:Other Black
  `),
  'q) CHNE': spellings(`
    CHE - CHNE - Chinese | Chinese [CHNE] | CHNE - Chinese | CHNE - Chinese (140) | CHNE - Other Eth. Grp-Chinese |
    CHNE [Chinese] | CHNE Chinese | CHNE Other Ethnic Group - Chinese | CHNE-Chinese | CHNE: Chinese
  `),
  'r) OOTH': spellings(`
    Any Other Ethnic Group [OOTH] | OEO - OOTH - Any other Ethnic Group | OOTH - Any other ethnic background |
    OOTH - Any Other Ethnic Group | OOTH - Any Other Ethnic Group (150) | OOTH - Arab |
    OOTH - E2 - Any other Ethnic Group | OOTH - Other Eth. Grp-Other | OOTH - Other Ethnic Group |
    OOTH [Any other ethnic group] | OOTH Any Other Ethnic Group | OOTH Arab | OOTH Other Ethnic Background |
    OOTH Other Ethnic Group - Any other ethnic Group | OOTH-Any other ethnic group | OOTH: Any other ethnic group |
    OOTH: Other Ethnic Group | OOTH: Other: Any Other Ethnic Group | OOTH:Other Ethnic Group
  `),
  's) REFU': spellings(`REFU - Refused | REFU - Refused to provide | REFU Refused | REFU: Refused`),
  's) NOBT': spellings(`
    Information Not Yet Obtained [NOBT] | NOBT - Info not obtained | NOBT - Info not yet obtained |
    NOBT - Information not obtained | NOBT - Information not obtained (199) | NOBT - Information not yet obtained |
    NOBT - Not Stated | NOBT - Not yet obtained | NOBT - Unspecified - Information Not Yet Obtained |
    NOBT [Information not yet obtained] | NOBT Information Not Yet Available | NOBT Information not yet obtained |
    NOBT-Information not yet obtained | NOBT: Information Not Yet Obtained | NOBT: Not Obtained |
    NOBT:Not Obtained | NOT - NOBT - Info not obtained | t) NOBT
  `),
};
