import { readFile, writeFile } from 'node:fs/promises';
import type { FileMeaning } from '@vigil/extracts';
import type { Catalogue } from '@vigil/indicators';
import { isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { readAuthority } from './authority.ts';
import { ConfigurationError } from './problems.ts';
import { withValues } from './yaml-text.ts';

/** What a person has said of the names that a source uses. */
interface SaidNames {
  readonly files: Readonly<Record<string, FileMeaning>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Adds names to a source of a vigil.yaml, leaving its comments and everything else in it. A file that Vigil could not
 * read afterwards is left as it was.
 *
 * @returns what was written, a line each: `sources[0].mapping.headers.Person ID: Child Unique ID`
 * @throws ConfigurationError where there is no such source, or what would be written is refused
 */
export async function writeNames(
  path: string,
  sourceId: string,
  said: SaidNames,
  catalogue: Catalogue,
): Promise<readonly string[]> {
  const before = await readFile(path, 'utf8');
  const document = parseDocument(before);
  const place = ['sources', sourceIndex(document, sourceId, path)];
  const written = entriesOf(said)
    .map(([keys, value]) => ({ keys: [...place, ...spelledAsThere(document, place, keys)], value }))
    .filter(({ keys, value }) => document.getIn(keys) !== value);
  if (written.length === 0) return [];
  await writeFile(path, withValues(before, written));
  try {
    await readAuthority(path, path, catalogue);
  } catch (error) {
    await writeFile(path, before);
    throw error;
  }
  return written.map(({ keys, value }) => `${keys.slice(2).join(' → ')}: ${value}`);
}

function sourceIndex(document: Document, id: string, path: string): number {
  const sources = document.get('sources');
  const index = isSeq(sources) ? sources.items.findIndex((item) => isMap(item) && item.get('id') === id) : -1;
  if (index === -1) throw new ConfigurationError([`${path} has no source '${id}' in its sources`]);
  return index;
}

/** Each value with the keys that lead to it. */
function entriesOf({ files, headers, codes }: SaidNames): (readonly [readonly string[], string])[] {
  return [
    ...Object.entries(files).flatMap(([pattern, meaning]): (readonly [readonly string[], string])[] =>
      typeof meaning === 'string'
        ? [[['files', pattern], meaning]]
        : Object.entries(meaning).map(([sheet, list]) => [['files', pattern, sheet], list]),
    ),
    ...Object.entries(headers).map(([from, to]) => [['mapping', 'headers', from], to] as const),
    ...Object.entries(codes).flatMap(([column, values]) =>
      Object.entries(values).map(([value, code]) => [['mapping', 'codes', column, value], code] as const),
    ),
  ];
}

/** A key that is there in other capitals is that key. */
function spelledAsThere(document: Document, place: readonly unknown[], keys: readonly string[]): readonly string[] {
  const path: string[] = [];
  for (const key of keys) {
    const map = document.getIn([...place, ...path]);
    const known = isMap(map) ? map.items.map((item) => (isScalar(item.key) ? String(item.key.value) : '')) : [];
    path.push(known.find((one) => one.toLowerCase() === key.toLowerCase()) ?? key);
  }
  return path;
}
