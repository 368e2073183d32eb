/**
 * A pseudonym as people handle it: its first 12 digits, which are the same every night. Among a million children the
 * chance that two share them is about one in 500.
 */
export function shortPseudonym(pseudonym: string): string {
  return pseudonym.slice(0, '3f2a9c1e-07b4'.length);
}
