const genders: readonly string[] = ['Female', 'Male'];
const ages: readonly string[] = ['Under 1', '1 to 4', '5 to 9', '10 to 15', '16 and over'];

/** What members of an indicator are told apart by; those of one kind are parts of the same whole. */
export type MemberKind = 'team' | 'age' | 'gender';

export function kindOf(member: string): MemberKind {
  if (genders.includes(member)) return 'gender';
  return ages.includes(member) ? 'age' : 'team';
}

/** Members of one kind: youngest first, as the catalogue has the indicators of the ages; teams by name. */
export function inMemberOrder(one: string, other: string): number {
  const place = (member: string) => Math.max(genders.indexOf(member), ages.indexOf(member));
  return place(one) - place(other) || (one < other ? -1 : 1);
}

const kinds: readonly MemberKind[] = ['team', 'age', 'gender'];

/** Members of all kinds: teams, then ages, then genders. */
export function inOrderOfKinds(one: string, other: string): number {
  return kinds.indexOf(kindOf(one)) - kinds.indexOf(kindOf(other)) || inMemberOrder(one, other);
}
