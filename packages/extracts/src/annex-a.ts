import { categoryOfAbuseAliases } from './aliases/category-of-abuse.ts';
import { contactSourceAliases } from './aliases/contact-source.ts';
import { ethnicityAliases } from './aliases/ethnicity.ts';
import { genderAliases } from './aliases/gender.ts';
import { disabilityAliases } from './aliases/yes-no.ts';
import { code, column, date, identifier, text, yesNoUnknown } from './columns.ts';

/*
 * Columns that come back in list after list of Ofsted's Annex A. Headers, codes and header patterns are the official
 * ones (ILACS Annex A, August 2019 edition, as recovered in reference/annex-a/columns.json).
 */

export const childUniqueId = identifier('Child Unique ID', 'child', {
  headerPatterns: [/\bchild\b.*\b(id|identifier)\b|\b(id|identifier)\b.*\bchild\b/i],
});

/** Of a child: stored, because figures are told apart by it. */
export const gender = code('Gender', 'gender', ['a) Male', 'b) Female', 'c) Not stated/recorded', 'd) Neither'], {
  stored: true,
  aliases: genderAliases,
});

const ethnicGroups = [
  'a) WBRI',
  'b) WIRI',
  'c) WIRT',
  'd) WOTH',
  'e) WROM',
  'f) MWBC',
  'g) MWBA',
  'h) MWAS',
  'i) MOTH',
  'j) AIND',
  'k) APKN',
  'l) ABAN',
  'm) AOTH',
  'n) BCRB',
  'o) BAFR',
  'p) BOTH',
  'q) CHNE',
  'r) OOTH',
  // Ofsted's own template gives this letter twice; `s)` alone therefore says nothing.
  's) REFU',
  's) NOBT',
];

export const ethnicity = code('Ethnicity', 'ethnicity', ethnicGroups, { aliases: ethnicityAliases });

/** Stored, because age bands need it. */
export const dateOfBirth = date('Date of Birth', 'date_of_birth', {
  stored: true,
  headerPatterns: [/date.*birth/i],
});

/** Not a whole number: case systems send 6.138, and Ofsted asks for -1 for an unborn child. */
export const age = column('Age of Child (Years)', 'age', 'number', { headerPatterns: [/\bage\b/i] });

export const disability = yesNoUnknown('Does the Child have a Disability', 'disability', {
  aliases: disabilityAliases,
});

/** Stored, because figures are told apart by team. */
export const allocatedTeam = text('Allocated Team', 'allocated_team', { stored: true });

export const allocatedWorker = text('Allocated Worker', 'allocated_worker');

/** Who a contact or a referral came from. */
const sourceCodes = [
  'a) 1A: Individual',
  'b) 1B: Individual',
  'c) 1C: Individual',
  'd) 1D: Individual',
  'e) 2A: Schools',
  'f) 2B: Education services',
  'g) 3A: Health services',
  'h) 3B: Health services',
  'i) 3C: Health services',
  'j) 3D: Health services',
  'k) 3E: Health services',
  'l) 3F: Health services',
  'm) 4: Housing',
  'n) 5A: LA services',
  'o) 5B: LA services',
  'p) 5C: LA services',
  'q) 6: Police',
  'r) 7: Other legal agency',
  's) 8: Other',
  't) 9: Anonymous',
  'u) 10: Unknown',
];

export const contactSource = code('Contact Source', 'contact_source', sourceCodes, {
  stored: true,
  headerPatterns: [/contact.*source/i],
  aliases: contactSourceAliases,
});

export const referralSource = code('Referral Source', 'referral_source', sourceCodes, {
  stored: true,
  headerPatterns: [/referral.*source/i],
  aliases: contactSourceAliases,
});

const categoriesOfAbuse = [
  'a) Neglect',
  'b) Physical abuse',
  'c) Sexual abuse',
  'd) Emotional abuse',
  'e) Multiple/not recommended',
];

export const initialCategoryOfAbuse = code('Initial Category of Abuse', 'initial_category', categoriesOfAbuse, {
  aliases: categoryOfAbuseAliases,
});

export const latestCategoryOfAbuse = code('Latest Category of Abuse', 'latest_category', categoriesOfAbuse, {
  aliases: categoryOfAbuseAliases,
});
