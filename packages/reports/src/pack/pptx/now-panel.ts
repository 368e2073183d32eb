import { palettes } from '@vigil/charts';
import type { IndicatorBody, MarkInWords } from '@vigil/pack';
import type { Drawing } from './drawing.ts';
import type { Box } from './frame.ts';
import { colours, sizes } from './look.ts';
import { heightOf, type Paragraph, paragraphsOf } from './paragraphs.ts';
import { markPicture } from './pictures.ts';

const padding = 0.15;
const bar = 0.05;
const mark = 0.21;
const gap = 0.09;

type Now = IndicatorBody['now'];

/** The figure of the month at a glance: at a share of its size, how high it is, and how it is drawn into a box. */
export function nowPanel(now: Now, width: number, share: number) {
  const inner = width - bar - 2 * padding;
  const figure = figureOf(now);
  const rows = [{ mark: now.mark, words: now.words }, ...now.icons].map((row, at) =>
    rowOf(row, at === 0, inner, share),
  );
  const figureHeight = heightOf(figure, inner, share);
  const height = rows.reduce((sum, row) => sum + gap * share + row.height, 2 * padding * share + figureHeight);
  return {
    height,
    async draw({ x, y }: Pick<Box, 'x' | 'y'>, drawing: Drawing): Promise<void> {
      drawing.bar({ x, y, w: width, h: height }, colours.band);
      drawing.bar({ x, y, w: bar, h: height }, colourOf(now));
      const left = x + bar + padding;
      let top = y + padding * share;
      drawing.words('Figure', { x: left, y: top, w: inner, h: figureHeight }, figure, { share });
      top += figureHeight;
      for (const { sign, text, side, height: high } of rows) {
        top += gap * share;
        const middle = top + (high - side) / 2;
        const picture = await markPicture(sign.mark, sign.words);
        drawing.picture('Mark', { x: left, y: middle, w: side, h: side }, picture);
        const beside = { x: left + side + gap, y: top, w: inner - side - gap, h: high };
        drawing.words('Judgement', beside, text, { share, valign: 'middle' });
        top += high;
      }
    },
  };
}

/** A figure alone is larger than a text in its place, or one with its counts. */
function figureOf({ value, counts }: Now): readonly Paragraph[] {
  const size = value.length > 12 ? 15 : 24;
  const [first, ...others] = paragraphsOf(value, { size, bold: true });
  const counted = counts === null ? [] : [{ text: `  ${counts}`, size: sizes.body }];
  return [{ runs: [...first!.runs, ...(others.length === 0 ? counted : [])] }, ...others];
}

function rowOf(sign: MarkInWords, bold: boolean, inner: number, share: number) {
  const side = mark * share;
  const text = paragraphsOf(sign.words, { size: bold ? sizes.body : sizes.small + 0.5, bold });
  return { sign, text, side, height: Math.max(side, heightOf(text, inner - side - gap, share)) };
}

function colourOf({ mark: of }: Now): string {
  const { rag, spc } = palettes.print;
  return of in rag ? rag[of as keyof typeof rag] : spc.common;
}
