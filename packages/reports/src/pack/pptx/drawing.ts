import type { Box } from './frame.ts';
import type { Slide, TableRow } from './library.ts';
import { colours } from './look.ts';
import { type Paragraph, textOf } from './paragraphs.ts';
import type { Parts } from './parts.ts';

/** The name of what screen readers pass over. */
export const bar = 'Bar';

interface WordsLook {
  /** Of the size of its text. */
  readonly share?: number;
  readonly valign?: 'top' | 'middle' | 'bottom';
  readonly align?: 'left' | 'right';
  /** Of the ground, as PowerPoint writes it. */
  readonly ground?: string;
  /** Between the edge of the box and its text, in inches. */
  readonly padding?: number;
}

export interface Picture {
  readonly svg: string;
  /** The same for programs that draw no SVG. */
  readonly png: Uint8Array;
  /** What it says to those who cannot see it. */
  readonly says: string;
}

/** A slide that is being drawn. Screen readers say what is on it in the order in which it was added. */
export interface Drawing {
  /** Its number, from 1. */
  readonly number: number;
  readonly parts: Parts;
  /** The number of the slide of a page; undefined where there is no such page. */
  slideOf(page: string): number | undefined;
  /** A box of text. The name of a placeholder makes it that placeholder. */
  words(name: string, box: Box, paragraphs: readonly Paragraph[], look?: WordsLook): void;
  picture(name: string, box: Box, picture: Picture): void;
  /** A plain area that says nothing. */
  bar(box: Box, colour: string): void;
  /** `says` is read out before its cells; widths and heights are in inches. */
  table(
    box: Pick<Box, 'x' | 'y'>,
    table: { rows: TableRow[]; widths: number[]; heights: number[]; says: string },
  ): void;
}

export function drawingOn(slide: Slide, number: number, parts: Parts, slides: ReadonlyMap<string, number>): Drawing {
  let pictures = 0;
  let tables = 0;
  return {
    number,
    parts,
    slideOf: (page) => slides.get(page),
    words(name, box, paragraphs, { share = 1, valign = 'top', align = 'left', ground, padding = 0 } = {}) {
      slide.addText(textOf(paragraphs, share), {
        ...box,
        objectName: name,
        isTextBox: true,
        margin: padding * 72,
        valign,
        align,
        color: colours.ink,
        ...(ground !== undefined && { fill: { color: ground } }),
      });
    },
    picture(name, box, { svg, png, says }) {
      pictures += 1;
      // pptxgenjs makes no PNG of an SVG outside a browser; it is put into the place of the one that it writes.
      parts.pictures.set(`ppt/media/image-${String(number)}-${String(2 * pictures - 1)}.png`, png);
      const data = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
      slide.addImage({ ...box, objectName: name, altText: says.replaceAll('\n', ' '), data });
    },
    bar(box, colour) {
      slide.addShape('rect', { ...box, objectName: bar, fill: { color: colour.replace('#', '') } });
    },
    table({ x, y }, { rows, widths, heights, says }) {
      tables += 1;
      parts.tables.set(`${String(number)}-${String(tables)}`, says);
      const w = widths.reduce((sum, width) => sum + width, 0);
      const h = heights.reduce((sum, height) => sum + height, 0);
      slide.addTable(rows, { x, y, w, h, colW: widths, rowH: heights, objectName: `Table ${String(tables)}` });
    },
  };
}
