import { palettes } from '@vigil/charts';
import type { ListEntry, ListsBody } from '@vigil/pack';
import { fitted } from '../fitted.ts';
import { placeMarks } from '../places.ts';
import type { Drawing } from './drawing.ts';
import { type Box, below } from './frame.ts';
import { drawIntroduction } from './introduction.ts';
import { colours, sizes } from './look.ts';
import { linkParagraph } from './links.ts';
import { heightOf, type Paragraph, paragraphsOf } from './paragraphs.ts';
import { markPicture } from './pictures.ts';

const gutter = 0.35;
const bar = 0.035;
const mark = 0.2;
const title = { size: 12, height: 0.42 };

/** Lists beside each other, all in type of one size. */
export async function drawLists({ introduction, lists }: ListsBody, drawing: Drawing): Promise<void> {
  const body = drawIntroduction(introduction, drawing);
  const w = (body.w - gutter * (lists.length - 1)) / lists.length;
  const texts = lists.map(({ entries }) => entries.flatMap((entry) => entryOf(entry, drawing)));
  const room = body.h - title.height;
  const share = fitted(room, (size) => Math.max(0, ...texts.map((text) => heightOf(text, w, size))));
  for (const [at, list] of lists.entries()) {
    const box = { ...body, x: body.x + at * (w + gutter), w };
    await drawHeading(list, box, drawing);
    if (texts[at]!.length > 0) drawing.words('List', below(box, title.height), texts[at]!, { share });
  }
}

async function drawHeading(
  { place, title: words }: ListsBody['lists'][number],
  { x, y, w }: Box,
  drawing: Drawing,
): Promise<void> {
  const colour = placeMarks[place];
  drawing.bar({ x, y, w, h: bar }, palettes.print.rag[colour]);
  const h = title.height - bar;
  drawing.picture('Mark', { x, y: y + bar + (h - mark) / 2, w: mark, h: mark }, await markPicture(colour, words));
  const text = paragraphsOf(words, { size: title.size, bold: true });
  const own = { x: x + mark + 0.08, y: y + bar, w: w - mark - 0.08, h };
  const share = fitted(h, (size) => heightOf(text, own.w, size));
  drawing.words('List title', own, text, { share, valign: 'middle' });
}

function entryOf({ text, reason, note, links }: ListEntry, drawing: Drawing): readonly Paragraph[] {
  return [
    ...paragraphsOf(text, { size: sizes.body, bold: true }, { before: 9 }),
    ...(reason === '' ? [] : paragraphsOf(reason, { size: sizes.small }, { before: 2 })),
    ...(note === null
      ? []
      : paragraphsOf(note, { size: sizes.small, italic: true, colour: colours.soft }, { before: 1 })),
    ...links.map((link) => linkParagraph(link, drawing)),
  ];
}
