import { dirname, posix } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { parsed } from '../../charts/test/parsed.ts';

/** The parts of a presentation; the XML ones as text. */
export function partsOf(pptx: Uint8Array): ReadonlyMap<string, string> {
  return new Map(Object.entries(unzipSync(pptx)).map(([name, bytes]) => [name, strFromU8(bytes, !isXml(name))]));
}

export function isXml(name: string): boolean {
  return /\.(?:xml|rels|svg)$/u.test(name);
}

/** The slides in their order. */
export function slidesOf(parts: ReadonlyMap<string, string>): readonly string[] {
  return numbered(parts, 'slides/slide');
}

export function notesOf(parts: ReadonlyMap<string, string>): readonly string[] {
  return numbered(parts, 'notesSlides/notesSlide');
}

function numbered(parts: ReadonlyMap<string, string>, name: string): readonly string[] {
  const found: string[] = [];
  for (let xml; (xml = parts.get(`ppt/${name}${String(found.length + 1)}.xml`)) !== undefined;) found.push(xml);
  return found;
}

/** What is written, paragraph by paragraph, and what is said of pictures and tables. */
export function textsOf(xml: string): readonly string[] {
  const texts: string[] = [];
  for (const { name, attributes, content } of parsed(xml)) {
    if (attributes['descr'] !== undefined) texts.push(attributes['descr']);
    if (name === 'a:p') texts.push('');
    if (name === 'a:t') texts.push((texts.pop() ?? '') + content);
  }
  return texts.filter((text) => text !== '');
}

export interface Relationship {
  readonly id: string;
  /** The part that it leads to. */
  readonly target: string;
}

/** Of one part, by the name of that part. */
export function relationshipsOf(parts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Relationship[]> {
  const rels = [...parts].filter(([name]) => name.endsWith('.rels'));
  return new Map(
    rels.map(([name, xml]) => {
      const of = name.replace('_rels/', '').replace(/\.rels$/u, '');
      const found = parsed(xml).filter((element) => element.name === 'Relationship');
      const related = found.map(({ attributes }) => ({
        id: attributes['Id']!,
        target: posix.join(dirname(of), attributes['Target']!).replace(/^\//u, ''),
      }));
      return [of, related];
    }),
  );
}
