import { z } from 'zod';

/**
 * What becomes of small numbers before they leave (infra/decisions/0026):
 * - `shown`: nothing.
 * - `rounded`: every count to the nearest multiple of `to`, halves up; whatever follows from counts follows from these.
 * - `suppressed`: counts from 1 to `below` - 1 are hidden, and whatever would give them away. Zero is shown.
 */
export type DisclosureRule =
  | { readonly kind: 'shown' }
  | { readonly kind: 'rounded'; readonly to: number }
  | { readonly kind: 'suppressed'; readonly below: number };

/** The rules by the name they have in vigil.yaml: rounding to 5, and the 1 to 5 that the Department hides. */
export const disclosureRules = {
  shown: { kind: 'shown' },
  rounded: { kind: 'rounded', to: 5 },
  suppressed: { kind: 'suppressed', below: 6 },
} as const satisfies Readonly<Record<string, DisclosureRule>>;

/**
 * `disclosure:` of vigil.yaml: by which rule numbers leave.
 *
 * - `mail`: heads of service see theirs as they are.
 * - `public`: public editions of the pack; there is none of which nothing is kept back.
 * - `minimumMember`: a team, age band or gender of fewer cases a month on average stands in no public edition.
 */
export const disclosureSchema = z.strictObject({
  mail: z.enum(['shown', 'rounded', 'suppressed']).default('shown'),
  public: z.enum(['rounded', 'suppressed']).default('rounded'),
  minimumMember: z.int().min(5).max(1000).default(10),
});

export type DisclosureConfig = z.output<typeof disclosureSchema>;
