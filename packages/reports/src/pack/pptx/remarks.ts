import type { PrintedRemark } from '@vigil/pack';
import { colours, sizes } from './look.ts';
import { type Paragraph, paragraphsOf } from './paragraphs.ts';

/** What people say, one after the other: what nobody stands by yet is said to be so before it is read. */
export function remarkParagraphs(remarks: readonly PrintedRemark[]): readonly Paragraph[] {
  return remarks.flatMap(({ title, text, whose, note }) => [
    ...paragraphsOf(title, { size: sizes.body, bold: true }, { before: 8 }),
    ...(note === null
      ? []
      : paragraphsOf(note, { size: sizes.small, italic: true, colour: colours.soft }, { before: 1 })),
    ...paragraphsOf(text, { size: sizes.body - 0.5 }, { before: 2 }),
    ...(whose === null ? [] : paragraphsOf(whose, { size: sizes.small, bold: true }, { before: 2 })),
  ]);
}
