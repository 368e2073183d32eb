import { SaxesParser } from 'saxes';
import { UnreachableSource } from '../source.ts';

export interface Listing {
  readonly objects: readonly ListedObject[];
  /** What names go on with after a `/`: folders, as it were. */
  readonly prefixes: readonly string[];
  /** Where the next page begins; null after the last. */
  readonly continuation: string | null;
}

interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly etag: string | null;
}

/**
 * Reads the answer to ListObjectsV2.
 * @throws UnreachableSource where it is none
 */
export function parseListing(xml: string): Listing {
  const whole: Fields = new Map();
  const contents: Fields[] = [];
  const commonPrefixes: Fields[] = [];
  let inner: Fields = new Map();
  let text = '';
  let depth = 0;
  const parser = new SaxesParser();
  parser.on('opentag', () => {
    depth += 1;
    text = '';
    if (depth === 2) inner = new Map();
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', ({ name }) => {
    if (depth === 3) inner.set(name, text);
    else if (depth === 2 && name === 'Contents') contents.push(inner);
    else if (depth === 2 && name === 'CommonPrefixes') commonPrefixes.push(inner);
    else if (depth === 2) whole.set(name, text);
    depth -= 1;
    text = '';
  });
  parser.on('error', (error) => {
    throw new UnreachableSource(`The bucket's list cannot be read: ${error.message}. Is the endpoint one of S3?`);
  });
  parser.write(xml).close();
  if (!whole.has('IsTruncated')) {
    throw new UnreachableSource("The bucket's answer is no list of S3. Is the endpoint right?");
  }

  // How names are written is said once, and may be said after them.
  const nameIn = (fields: Fields, field: string): string => {
    const written = fields.get(field) ?? '';
    return whole.get('EncodingType') === 'url' ? decodeName(written) : written;
  };
  return {
    objects: contents.map((fields) => ({
      key: nameIn(fields, 'Key'),
      bytes: Number(fields.get('Size')),
      modified: Date.parse(fields.get('LastModified') ?? '') || 0,
      etag: fields.get('ETag') ?? null,
    })),
    prefixes: commonPrefixes.map((fields) => nameIn(fields, 'Prefix')),
    continuation: whole.get('IsTruncated') === 'true' ? (whole.get('NextContinuationToken') ?? null) : null,
  };
}

type Fields = Map<string, string>;

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    throw new UnreachableSource(`The bucket's list has a name that cannot be read: ${JSON.stringify(name)}.`);
  }
}
