import type { SourceMapping } from '@vigil/extracts';
import { z } from 'zod';
import { readYaml } from './document.ts';
import { sentences } from './issues.ts';
import { ConfigurationError } from './problems.ts';
import { mapping } from './schema.ts';

const alone = z.union([z.strictObject({ mapping }).transform((file) => file.mapping), mapping]);
const ofSources = z.looseObject({ sources: z.array(z.looseObject({ id: z.string(), mapping: mapping.optional() })) });

/**
 * Reads how a source calls its columns and codes from a file of its own: `headers` and `codes`, by themselves or under
 * `mapping`, or a whole vigil.yaml, of which only the mapping of the source is looked at.
 *
 * @param source the source's id
 * @throws ConfigurationError with every problem of its shape, or where it says nothing of the source
 */
export async function readMapping(path: string, name: string, source: string): Promise<SourceMapping> {
  const file = await readYaml(path, name);
  const isWhole = typeof file.content === 'object' && file.content !== null && 'sources' in file.content;
  const schema = isWhole
    ? ofSources.transform(({ sources }) => sources.find(({ id }) => id === source)?.mapping)
    : alone;
  const parsed = schema.safeParse(file.content, { reportInput: true });
  if (!parsed.success) throw new ConfigurationError(sentences(file, schema, parsed.error.issues));
  const { headers = {}, codes = {} } = parsed.data ?? {};
  if (Object.keys(headers).length + Object.keys(codes).length === 0) {
    throw new ConfigurationError([
      `${name} maps nothing of ${source}; expected headers: { "Their header": Official header } or codes: { Column: { theirs: official } }`,
    ]);
  }
  return { headers, codes };
}
