import { isIsoDate } from '@vigil/calendar';
import { coverageSchema, knownLists } from '@vigil/extracts';
import { z } from 'zod';

export const manifestName = 'manifest.json';

const manifestSchema = z.object({
  asAt: z.string().refine(isIsoDate, 'expected a day as YYYY-MM-DD').optional(),
  source: z.string().optional(),
  files: z
    .record(
      z.string().refine(isPlainName),
      z.object({
        list: z
          .string()
          .refine((list) => knownLists.has(list), { error: `expected one of: ${[...knownLists.keys()].join(', ')}` })
          .optional(),
        coverage: coverageSchema.optional(),
        rows: z.int().min(0).optional(),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/i, 'expected 64 hexadecimal digits')
          .toLowerCase()
          .optional(),
      }),
      {
        error: ({ code }) =>
          code === 'invalid_key' ? 'expected the name of a file beside it, without a path' : undefined,
      },
    )
    .default({}),
});

/** What a delivery says of itself in its manifest.json. Source: reference/extracts.md, "Delivery". */
export type Manifest = z.output<typeof manifestSchema>;

/**
 * Reads a manifest. Keys it does not know are left alone: suppliers add their own.
 * @throws Error naming the key and what was expected.
 */
export function parseManifest(text: string): Manifest {
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Error(`${manifestName} is no JSON; it may be half written`);
  }
  const parsed = manifestSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join(' → ') || 'the document'}: ${message}`);
  throw new Error(`${manifestName}: ${issues.join('; ')}`);
}

/** A manifest comes from outside: a name in it must not lead out of its folder. */
function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\0:]/.test(name);
}
