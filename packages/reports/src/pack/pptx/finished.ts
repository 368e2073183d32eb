import type { Pack } from '@vigil/pack';
import type { Zippable } from 'fflate';
import { fillingsOf, relationshipsWith, withFillings } from './filled-cells.ts';
import { layoutXml, masterXml } from './layout-xml.ts';
import type { Parts } from './parts.ts';
import { appXml, coreXml } from './properties.ts';
import { notesXml, slideXml } from './slide-xml.ts';
import { themeXml } from './theme-xml.ts';

/** A zip has local times; this one reads the same everywhere. */
const noTime = new Date(1980, 0, 1);

/** What pptxgenjs wrote, with all that it cannot be told, in one order and of one time. */
export async function finished(written: Uint8Array, pack: Pack, parts: Parts): Promise<Uint8Array> {
  const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate');
  const files = new Map<string, Uint8Array>(Object.entries(unzipSync(written)).filter(([name]) => !name.endsWith('/')));
  const mend = (name: string, mended: (xml: string) => string) =>
    files.set(name, strToU8(mended(strFromU8(files.get(name)!))));
  const fillings = await fillingsOf(parts);
  for (const { name, png } of fillings.values()) files.set(`ppt/media/${name}`, png);
  for (const [name, png] of parts.pictures) files.set(name, png);
  for (const name of files.keys()) {
    if (name.endsWith('.xml')) mend(name, (xml) => xml.replaceAll('lang="en-US"', 'lang="en-GB"'));
  }
  for (const number of pack.pages.map((_, at) => String(at + 1))) {
    const slide = `ppt/slides/slide${number}.xml`;
    const drawn = strFromU8(files.get(slide)!);
    mend(slide, (xml) => withFillings(slideXml(xml, number, parts), fillings));
    mend(`ppt/slides/_rels/slide${number}.xml.rels`, (rels) => relationshipsWith(rels, drawn, fillings));
    mend(`ppt/notesSlides/notesSlide${number}.xml`, notesXml);
  }
  mend('ppt/slideLayouts/slideLayout1.xml', layoutXml);
  mend('ppt/slideMasters/slideMaster1.xml', masterXml);
  mend('ppt/theme/theme1.xml', themeXml);
  mend('ppt/presentation.xml', inOrder);
  mend('[Content_Types].xml', withoutMissing(files));
  mend('docProps/core.xml', () => coreXml(pack));
  mend('docProps/app.xml', () => appXml(pack));
  const zipped: Zippable = Object.fromEntries(
    [...files].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, bytes]) => [name, levelled(name, bytes)]),
  );
  return zipSync(zipped, { mtime: noTime });
}

function levelled(name: string, bytes: Uint8Array): Zippable[string] {
  return [bytes, { level: name.endsWith('.png') ? 0 : 9 }];
}

/** Masters of notes come before slides (ISO/IEC 29500-1, 19.2.1.26). */
function inOrder(xml: string): string {
  return xml.replace(/(<p:sldIdLst>.*?<\/p:sldIdLst>)(<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>)/su, '$2$1');
}

/** pptxgenjs lists a master for every slide, and writes one. */
function withoutMissing(files: ReadonlyMap<string, Uint8Array>): (xml: string) => string {
  return (xml) =>
    xml.replaceAll(/<Override PartName="\/([^"]*)"[^>]*\/>/gu, (override, name: string) =>
      files.has(name) ? override : '',
    );
}
