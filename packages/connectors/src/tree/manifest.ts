import { isIsoDate } from '@vigil/calendar';
import { coverageSchema, knownLists } from '@vigil/extracts';
import { text as textOf } from 'node:stream/consumers';
import { z } from 'zod';
import { isPlainName } from './file-tree.ts';
import type { FileTree, TreeEntry } from './file-tree.ts';

export const manifestName = 'manifest.json';

const manifestSchema = z.object({
  asAt: z.string().refine(isIsoDate, 'expected a day as YYYY-MM-DD').optional(),
  source: z.string().optional(),
  files: z
    .record(
      z.string().refine((name) => isPlainName(name) && !name.includes(':')),
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
function parseManifest(text: string): Manifest {
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

/**
 * The manifest among the files of a folder. One that cannot be understood is a complaint: it may be half written.
 * @throws UnreachableSource
 */
export async function readManifest(
  tree: FileTree,
  files: readonly TreeEntry[],
): Promise<{ manifest: Manifest; manifestText: string | null; complaint: string | null }> {
  const nothing: Manifest = { files: {} };
  const file = files.find(({ name }) => name === manifestName);
  if (file === undefined) return { manifest: nothing, manifestText: null, complaint: null };
  if (file.bytes > longestManifest) {
    return { manifest: nothing, manifestText: null, complaint: `${manifestName} is longer than 16 MiB; it is none` };
  }
  const manifestText = await textOf(await tree.open(file));
  try {
    return { manifest: parseManifest(manifestText), manifestText, complaint: null };
  } catch (error) {
    return { manifest: nothing, manifestText, complaint: (error as Error).message };
  }
}

/** Bytes. */
const longestManifest = 16 * 1024 * 1024;
