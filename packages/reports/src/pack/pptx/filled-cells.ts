import { svgPng } from '@vigil/charts';
import type { Parts } from './parts.ts';

/** Cells are small on the page; their pictures bear enlarging. */
const zoom = 4;

/** A picture that fills cells. */
export interface Filling {
  /** In `ppt/media/`. */
  readonly name: string;
  readonly png: Uint8Array;
}

/** By the colour that stands for it. */
export async function fillingsOf({ fills }: Parts): Promise<ReadonlyMap<string, Filling>> {
  const fillings = [...fills].map(async ([colour, svg]) => {
    return [colour, { name: `cell-${colour}.png`, png: await svgPng(svg, zoom) }] as const;
  });
  return new Map(await Promise.all(fillings));
}

const standIn = /<a:solidFill><a:srgbClr val="(FE[0-9A-F]{4})"\/><\/a:solidFill>/gu;

/** A slide with the pictures in place of the colours that stand for them; its relationships lead to them. */
export function withFillings(slide: string, fillings: ReadonlyMap<string, Filling>): string {
  return slide.replaceAll(standIn, (written, colour: string) =>
    fillings.has(colour)
      ? `<a:blipFill dpi="0" rotWithShape="1"><a:blip r:embed="${colour}"/><a:srcRect/><a:stretch><a:fillRect/></a:stretch></a:blipFill>`
      : written,
  );
}

/** The relationships of a slide with those of the colours that stand on it. */
export function relationshipsWith(rels: string, slide: string, fillings: ReadonlyMap<string, Filling>): string {
  const found = new Set([...slide.matchAll(standIn)].map(([, colour]) => colour!));
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';
  const related = [...found].flatMap((colour) => {
    const filling = fillings.get(colour);
    return filling ? [`<Relationship Id="${colour}" Type="${type}" Target="../media/${filling.name}"/>`] : [];
  });
  return rels.replace('</Relationships>', `${related.join('')}</Relationships>`);
}
